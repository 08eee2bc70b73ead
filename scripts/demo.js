// The whole job against the built-in simulators. A number as argument is the size of the catalogue.
import { join } from 'node:path'
import { demonstrate, say } from './demo-kit.js'

await demonstrate('300', async ({ brand, folder, listings, sync }) => {
  say(
    `A boot brand called ${brand}: ${listings} listings on a simulated Amazon, its own products in a simulated Plytix.`,
  )

  say('', 'A workspace says what belongs where. It is a folder of text files, made to be kept in git.')
  await sync(['init', '.', '--brand', brand], { quoted: ['init', '.', '--brand', `"${brand}"`] })

  say('', 'What Amazon has, read into a file:')
  await sync(['export'])

  say('', 'What would have to be written to Plytix. Nothing is changed yet; a person or a pull request can review it.')
  await sync(['plan', '--out', 'plan.json'])

  say('', 'Exactly this plan, carried out:')
  await sync(['apply', 'plan.json'])

  say('', 'And once more: only differences are ever planned, so there must be none now.')
  const second = await sync(['plan', '--detailed-exitcode'])
  if (!second.includes('No changes.')) throw new Error('The second plan is not empty.')

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
    `  sync init boots --brand "${brand}" && cd boots`,
    '  sync plan --style PB1000          # one style, with its parents and images',
    '  sync apply --limit 5              # five products for a start; it asks before it writes',
    '  sync apply                        # the rest',
    '',
    'Then remove the # before the lines of amazon_url in specs/attributes.yaml, and "sync plan" proposes one update for',
    'each listing. "npx sync --help" lists the commands; README.md and docs/ tell the rest.',
  )
})
