import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { delimiter } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runProgram } from '../support/program.ts'
import { refusedAloud } from './refused.ts'
import { Stage } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await Stage.open({ listings: 20 })
  expect((await stage.sync('export')).code).toBe(0)
})

afterAll(() => stage.close())

test.concurrent.for([
  ['an unknown flag', ['plan', '--bogus'], /--bogus/],
  ['an unknown command', ['pla'], /^There is no command "pla"/],
  ['an unknown part', ['plan', '--only', 'schema,pictures'], /pictures; the parts are schema, products, images/],
  ['a number that is none', ['plan', '--limit', 'many'], /--limit/],
  ['a flag without its value', ['plan', '--out'], /--out/],
  ['a missing argument', ['show'], /PLANFILE/],
  ['an unknown marketplace', ['plan', '--marketplace', 'FR'], /FR is not configured/],
  ['a bad account name', ['plan', '--account', 'a b'], /account name/],
] as const)('%s is a usage error', async ([, args, message]) => {
  const failure = await refusedAloud(stage, [...args])

  expect(failure.message).toMatch(message)
  expect(failure.message).toMatch(/[^:\s]$/)
  expect(failure.hints.join()).not.toMatch(/\t/)
  expect(failure.code).toMatch(/usage|marketplace|account/)
})

test('a near flag is named', async () => {
  const failure = await refusedAloud(stage, ['match', '--fromat', 'csv'])

  expect(failure).toMatchObject({ code: 'usage', message: '"sync match" does not take the flag --fromat.' })
  expect(failure.hints).toEqual(['Did you mean --format?', '"sync match --help" shows what it takes.'])
  expect((await refusedAloud(stage, ['plan', '--xyz=1'])).hints).toEqual(['"sync plan --help" shows what it takes.'])
})

test('-h is --help', async () => {
  const [short, long] = await Promise.all([stage.sync('runs', 'show', '-h'), stage.sync('runs', 'show', '--help')])

  expect(short).toEqual(long)
  expect(short.stdout).toContain('$ sync runs show RUN')
})

test('a near command is named, and not run', async () => {
  expect((await refusedAloud(stage, ['pla'])).hints[0]).toBe('Did you mean "sync plan"?')
})

test('every command has help with an example', async () => {
  const { stdout } = await stage.sync('--help')
  const names = [...stdout.matchAll(/^ {2}([a-z]+) {2,}/gm)].map(([, name]) => name as string)
  const commands = names.filter((name) => name !== 'help')

  expect(commands).toEqual(expect.arrayContaining(['apply', 'export', 'init', 'plan', 'sandbox', 'show', 'validate']))
  const helps = await Promise.all(commands.map((name) => stage.sync(name, '--help')))
  for (const { code, stdout: help } of helps) {
    expect(code).toBe(0)
    // A topic such as `state` lists its commands instead.
    expect(help).toMatch(/\nEXAMPLES\n {2}\$ sync |\nCOMMANDS\n/)
  }
})

const SAY_WHAT_IS_LOADED = `import { registerHooks } from 'node:module'
registerHooks({
  load(url, context, next) {
    if (url.includes('plugin-autocomplete/lib')) process.stderr.write('LOADED ' + url + '\\n')
    return next(url, context)
  },
})
`

test('what completes commands in shells is loaded for that alone', async () => {
  writeFileSync(stage.workspace.path('hooks.mjs'), SAY_WHAT_IS_LOADED)
  const env = { NODE_OPTIONS: `--import ${stage.workspace.path('hooks.mjs')}` }
  const starts = [['validate'], ['--help'], ['plan', '--help'], ['autocomplete', 'script', 'bash']]
  const ended = await Promise.all(starts.map((args) => stage.syncIn({ env }, ...args)))

  expect(ended.map(({ code, stderr }) => [code, stderr.includes('LOADED')])).toEqual([
    [0, false],
    [0, false],
    [0, false],
    [0, true],
  ])
})

test('a reader that leaves ends the program quietly and well', async () => {
  const { child, ended } = stage.start('plan', '--json')
  if (child.stdout) await once(child.stdout, 'data')
  child.stdout?.destroy()

  expect(await ended).toMatchObject({ code: 0, stderr: '' })
})

/** The node of the machine, which is not the one that the project brings; both texts are empty where there is none. */
function machineNode(): { path: string; version: string } {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'))
  const script = 'command -v node && node --version'
  const { stdout } = spawnSync('sh', ['-c', script], { env: { PATH: folders.join(delimiter) }, encoding: 'utf8' })
  const [path = '', version = ''] = (stdout ?? '').trim().split('\n')
  return { path, version }
}

const { path, version } = machineNode()
const isOld = /^v(\d|1\d|2[0-3])\./.test(version)

describe.runIf(isOld)('an older Node', () => {
  test('is told so in one line', async () => {
    const ended = await runProgram(['plan'], { cwd: stage.workspace.root, node: path })

    expect([ended.code, ended.stdout]).toEqual([1, ''])
    expect(ended.stderr).toMatch(/^sync needs Node 24 or newer; this is v\d+\.\d+\.\d+\. .*\n$/)
  })
})

describe.runIf(!isOld)('an older Node', () => {
  test(`was not tried: the machine's own node is ${version || 'missing'}`, () => {
    expect(isOld).toBe(false)
  })
})
