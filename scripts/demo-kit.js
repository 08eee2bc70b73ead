// What the demos share: a folder of their own, the built program in it, and the simulators beside it. Nothing leaves this
// machine. Any Node starts a demo; what it runs is the Node that the project brings.
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
/** Accounts and variables of the person who starts a demo must not lead it anywhere else. */
const theirs = /^(SYNC|PLYTIX|SP_API|SHOPEE|TIKTOK_SHOP|SHOPIFY)_|^(CI|DATABASE_URL)$/
const plain = Object.fromEntries(Object.entries(process.env).filter(([name]) => !theirs.test(name)))

export const say = (...lines) => process.stdout.write(`${lines.join('\n')}\n`)

/** Shows the command, runs it, shows its output, and gives that back. Ends the demo unless the exit code is 0. */
async function sync(args, { quoted = args, at = '.', env, folder }) {
  say('', `${at === '.' ? '' : `${at} `}$ sync ${quoted.join(' ')}`)
  const child = spawn(node, [program, ...args], {
    cwd: join(folder, at),
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
async function startSandbox(listings, folder) {
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

/**
 * `show` is given `{brand, folder, listings, sync}`; the first argument of the process is the size of the catalogue. `sync`
 * takes arguments, and how they are shown (`quoted`) and in which folder they run (`at`).
 */
export async function demonstrate(usual, show) {
  const listings = process.argv[2] ?? usual
  const folder = mkdtempSync(join(tmpdir(), 'sync-demo-'))
  let sandbox = null
  let interrupted = false
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      interrupted = true
      sandbox?.child.kill('SIGTERM')
    })
  }
  try {
    sandbox = await startSandbox(listings, folder)
    const { brand, env } = sandbox
    await show({ ...{ brand, folder, listings }, sync: (args, how = {}) => sync(args, { ...how, env, folder }) })
  } catch (error) {
    process.stderr.write(interrupted ? '\nThe demo was interrupted.\n' : `\nThe demo failed: ${error.message}\n`)
    process.exitCode = interrupted ? 130 : 1
    rmSync(folder, { recursive: true, force: true })
  } finally {
    sandbox?.child.kill('SIGTERM')
  }
}
