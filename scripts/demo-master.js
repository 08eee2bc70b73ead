// One master catalogue of two marketplaces, against the built-in simulators. A number as argument is how many products
// the shop sells.
import { join } from 'node:path'
import { demonstrate, say } from './demo-kit.js'

await demonstrate('60', async ({ folder, listings, sync }) => {
  say(`A shop in Indonesia sells ${listings} products, most of them on a simulated Shopee and TikTok Shop alike.`)

  say(
    '',
    'A workspace with both as sources, and a catalogue of its own as target: Postgres, here in a folder of state/.',
  )
  await sync(['init', '.', '--source', 'shopee', '--source', 'tiktok-shop', '--target', 'postgres'])
  await sync(['db', 'up'])

  say('', 'What both shops list, read side by side:')
  await sync(['export'])

  say('', 'Which listings are one product, and what is of no use or belongs to nothing:')
  await sync(['plan', '--out', 'plan.json'])

  say('', 'Exactly this plan, carried out:')
  await sync(['apply', 'plan.json'])

  say('', 'And once more: only differences are ever planned, so there must be none now.')
  // It ends with 2 where there is anything to write.
  await sync(['plan', '--detailed-exitcode'])

  say('', 'What the catalogue holds can be searched:')
  await sync(['find', '--status', 'active', '--limit', '5'])

  say(
    '',
    'That was the whole job. To look around:',
    '',
    `  npx sync show ${join(folder, 'plan.json')}`,
    `  ls -R ${folder}    (delete it when you are done)`,
    '',
    'To try it yourself, in a shell that is connected to fresh simulators until you leave it:',
    '',
    '  npx sync sandbox -- bash',
    '  sync init shop --source shopee --source tiktok-shop --target postgres && cd shop',
    '  sync db up',
    '  sync match                        # what belongs together, and why; what nothing decides',
    '  sync apply                        # it shows the plan, and asks before it writes',
    '',
    'docs/master-catalogue.md tells what joins what, and what to do where nothing decides.',
  )
})
