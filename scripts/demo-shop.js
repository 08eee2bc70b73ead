// Out of a shop and into it, against the built-in simulators. A number as argument is how many products the shop sells, and
// how many listings there are on Amazon.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { demonstrate, say } from './demo-kit.js'

await demonstrate('25', async ({ brand, folder, listings, sync }) => {
  say(`A simulated shop on Shopify sells ${listings} products that somebody put there by hand.`)

  say('', 'A workspace for what it sells, as tables of Postgres, here in a folder of state/.')
  await sync(['init', 'down', '--source', 'shopify', '--marketplace', 'sandbox', '--target', 'postgres'])
  const down = { at: 'down' }
  await sync(['db', 'up'], down)
  await sync(['export'], down)
  await sync(['plan', '--out', 'plan.json'], down)
  await sync(['apply', 'plan.json'], down)
  await sync(['find', '--limit', '3'], down)

  say('', `And into it: a boot brand called ${brand} has ${listings} listings on a simulated Amazon.`)
  await sync(['init', 'up', '--source', 'amazon', '--brand', brand, '--target', 'shopify'], {
    quoted: ['init', 'up', '--source', 'amazon', '--brand', `"${brand}"`, '--target', 'shopify'],
  })
  const file = join(folder, 'up/sync.yaml')
  say('', 'The shop is called sandbox; sync.yaml has to say so.')
  writeFileSync(file, readFileSync(file, 'utf8').replace('shop: my-store', 'shop: sandbox'))
  const up = { at: 'up' }
  await sync(['export'], up)

  say('', 'A family is one product with variants. What others have in the shop is nowhere in the plan.')
  await sync(['plan', '--out', 'plan.json'], up)

  say('', 'Exactly this plan, carried out. Products are drafts until you say otherwise.')
  await sync(['apply', 'plan.json'], up)

  say('', 'And once more: only differences are ever planned, so there must be none now.')
  await sync(['plan', '--detailed-exitcode'], up)

  say(
    '',
    'That was the whole job. To look around:',
    '',
    `  npx sync show ${join(folder, 'up/plan.json')}`,
    `  ls -R ${folder}    (delete it when you are done)`,
    '',
    'To try it yourself, in a shell that is connected to fresh simulators until you leave it:',
    '',
    '  npx sync sandbox -- bash',
    '  sync init down --source shopify --marketplace sandbox --target postgres && cd down',
    '  sync db up',
    '  sync apply                        # it shows the plan, and asks before it writes',
    '',
    'docs/shopify-workspaces.md has the other ways, among them a PIM and a catalogue into a shop.',
  )
})
