import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { COMPILED_ONCE } from '../support/compiled-once.ts'

const ROOT = join(import.meta.dirname, '../..')
const SCRIPT = `
  import Sandbox from ${JSON.stringify(join(ROOT, 'src/commands/sandbox.ts'))}
  await Sandbox.run(process.argv.slice(1), ${JSON.stringify(ROOT)})
`
const running: ChildProcess[] = []

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
})

interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

/** The command in a process of its own; `ready` resolves once it has printed the text. */
function sandbox(args: string[]) {
  const node = ['--no-warnings', '--input-type=module', '-e', SCRIPT, '--', ...args]
  const child = spawn(process.execPath, node, {
    env: { ...process.env, ...COMPILED_ONCE, SYNC_ACCOUNT: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.push(child)
  const ended: Ended = { code: null, stdout: '', stderr: '' }
  child.stdout.on('data', (chunk) => (ended.stdout += chunk))
  child.stderr.on('data', (chunk) => (ended.stderr += chunk))
  const end = once(child, 'close').then(([code]) => ({ ...ended, code: code as number }))
  const ready = async (text: string): Promise<void> => {
    while (!ended.stdout.includes(text)) await once(child.stdout, 'data')
  }
  return { child, ended, end, ready }
}

test('without a command prints the variables, stays, and ends well on SIGTERM', async () => {
  const { child, ended, end, ready } = sandbox(['--listings', '20'])
  await ready('SP_API_LWA_URL')
  const url = /export PLYTIX_AUTH_URL='(.+)'/.exec(ended.stdout)?.[1]

  const answer = await fetch(`${url}/auth/api/get-token`, { method: 'POST', body: '{}' })
  child.kill('SIGTERM')
  const { code, stdout, stderr } = await end

  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(code).toBe(0)
  expect(
    stdout
      .trim()
      .split('\n')
      .every((line) => /^export [A-Z_]+='[^']*'$/.test(line)),
  ).toBe(true)
  expect(stdout.trim().split('\n')).toHaveLength(26)
  expect(stderr).toContain('brands: ["Prairie Boot Co"]')
})

test('with --json prints one document', async () => {
  const { child, ended, end, ready } = sandbox(['--listings', '20', '--json'])
  await ready('\n}')
  child.kill('SIGINT')

  expect((await end).code).toBe(0)
  expect(JSON.parse(ended.stdout)).toMatchObject({ brand: 'Prairie Boot Co', env: { PLYTIX_API_KEY: 'sandbox-key' } })
})

test('with a command ends with its exit code and leaves its output alone', async () => {
  const script = 'fetch(process.env.SP_API_URL).then((answer) => { console.log(answer.status); process.exit(5) })'

  const { code, stdout } = await sandbox(['--listings', '20', '--', process.execPath, '-e', script]).end

  expect([code, stdout]).toEqual([5, '403\n'])
})

test('hands a signal on to the command and waits for it', async () => {
  const script =
    'trap "echo stopping; exit 9" TERM; echo ready; i=0; while [ $i -lt 200 ]; do i=$((i+1)); sleep 0.05; done'
  const { child, end, ready } = sandbox(['--listings', '20', '--', 'sh', '-c', script])
  await ready('ready')
  child.kill('SIGTERM')

  expect(await end).toMatchObject({ code: 9, stdout: 'ready\nstopping\n' })
})

test('a mistake in the options ends with 1 and names the key', async () => {
  const { code, stderr } = await sandbox(['--options', join(ROOT, 'tsconfig.json')]).end

  expect(code).toBe(1)
  expect(stderr).toContain('"compilerOptions" is not known; valid are plytix, amazon')
})
