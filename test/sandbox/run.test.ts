import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runWithVariables, shellQuoted } from '../../src/services/sandbox-run.ts'

let folder: string
let program: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox run ')) // a space, as folders have
  program = join(folder, "pro'gram.mjs")
  writeFileSync(program, 'console.log(JSON.stringify(process.argv.slice(2)))')
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** Runs a line of shell and gives its exit code and what it wrote to `$OUT`. */
async function shell(line: string) {
  const out = join(folder, 'out')
  const variables = { OUT: out, SP_API_URL: 'http://127.0.0.1:9' }
  const code = await runWithVariables({ command: ['sh', '-c', line], variables, environment: process.env, program })
  return { code, out: existsSync(out) ? readFileSync(out, 'utf8').trim() : '' }
}

test('the command sees the variables, and its exit code is the result', async () => {
  expect(await shell('echo "$SP_API_URL" > "$OUT"; exit 7')).toEqual({ code: 7, out: 'http://127.0.0.1:9' })
})

test('a command that a signal ends counts 128 and the signal', async () => {
  expect((await shell('kill -TERM $$')).code).toBe(143)
})

test.each(['sync', 'catalog-sync'])('%s is this program, whatever the machine calls so', async (name) => {
  expect((await shell(`${name} plan "a b" > "$OUT"`)).out).toBe('["plan","a b"]')
})

test('node is the node that runs this program', async () => {
  expect((await shell('node -p process.version > "$OUT"')).out).toBe(process.version)
})

test('the private folder on the PATH goes with the command', async () => {
  const { out } = await shell('command -v sync > "$OUT"')

  expect(out).toMatch(/sync$/)
  expect(existsSync(dirname(out))).toBe(false)
})

test('a command that does not exist is named', async () => {
  const command = ['no-such-command-here']

  const run = runWithVariables({ command, variables: {}, environment: process.env, program })

  await expect(run).rejects.toThrow('The command no-such-command-here cannot be started')
})

test('quotes what a shell would take apart', () => {
  expect(shellQuoted("it's $HOME")).toBe(`'it'\\''s $HOME'`)
})
