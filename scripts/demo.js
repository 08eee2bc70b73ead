// The whole job against the built-in simulators: nothing leaves this machine. Any Node starts it; what it runs is the
// Node that the project brings. A number as argument is the size of the catalogue.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const own = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')
const node = existsSync(own) ? own : process.execPath
const program = join(root, 'bin/run.js')
const listings = process.argv[2] ?? '300'
const folder = mkdtempSync(join(tmpdir(), 'sync-demo-'))
/** Accounts and variables of the person who starts it must not lead the demo anywhere else. */
const plain = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(SYNC|PLYTIX|SP_API)_|^CI$/.test(name)),
)

const say = (...lines) => process.stdout.write(`${lines.join('\n')}\n`)

/** Shows the command, runs it, shows its output, and gives that back. Ends the demo unless the exit code is 0. */
async function sync(args, { quoted = args, env }) {
  say('', `$ sync ${quoted.join(' ')}`)
  const child = spawn(node, [program, ...args], {
    cwd: folder,
    env: { ...plain, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text
    process.stdout.write(text)
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`"sync ${args[0]}" ends with ${code}.`)
  return output
}

/** The simulators in a process of their own, and the variables that lead to them. */
async function startSandbox() {
  say('', `$ sync sandbox --listings ${listings} &`)
  const child = spawn(node, [program, 'sandbox', '--listings', listings, '--json'], {
    cwd: folder,
    env: plain,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let problems = ''
  child.stderr.setEncoding('utf8').on('data', (text) => {
    problems += text
  })
  for await (const text of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    output += text
    if (!output.endsWith('\n}\n')) continue
    const { env, brand, error } = JSON.parse(output)
    if (error) throw new Error(error.message)
    return { child, env, brand }
  }
  throw new Error(`"sync sandbox" does not start. ${problems}`)
}

async function demo(sandbox) {
  const { env, brand } = sandbox
  say(
    `A boot brand called ${brand}: ${listings} listings on a simulated Amazon, its own products in a simulated Plytix.`,
  )

  say('', 'A workspace says what belongs where. It is a folder of text files, made to be kept in git.')
  await sync(['init', '.', '--brand', brand], { quoted: ['init', '.', '--brand', `"${brand}"`], env })

  say('', 'What Amazon has, read into a file:')
  await sync(['export'], { env })

  say('', 'What would have to be written to Plytix. Nothing is changed yet; a person or a pull request can review it.')
  await sync(['plan', '--out', 'plan.json'], { env })

  say('', 'Exactly this plan, carried out:')
  await sync(['apply', 'plan.json'], { env })

  say('', 'And once more: only differences are ever planned, so there must be none now.')
  const second = await sync(['plan', '--detailed-exitcode'], { env })
  if (!second.includes('No changes.')) throw new Error('The second plan is not empty.')
}

function next({ brand }) {
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
}

let sandbox = null
let interrupted = false
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    interrupted = true
    sandbox?.child.kill('SIGTERM')
  })
}
try {
  sandbox = await startSandbox()
  await demo(sandbox)
  next(sandbox)
} catch (error) {
  process.stderr.write(interrupted ? '\nThe demo was interrupted.\n' : `\nThe demo failed: ${error.message}\n`)
  process.exitCode = interrupted ? 130 : 1
  rmSync(folder, { recursive: true, force: true })
} finally {
  sandbox?.child.kill('SIGTERM')
}
