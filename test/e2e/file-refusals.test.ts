import { afterAll, beforeAll, expect, test } from 'vitest'
import { refused } from './refused.ts'
import { Stage } from './stage.ts'

let stage: Stage
let lines: string[]

beforeAll(async () => {
  stage = await Stage.open({ listings: 5 })
  expect((await stage.sync('export', '--out', 'whole.ndjson')).code).toBe(0)
  lines = stage.workspace.read('whole.ndjson').split('\n')
})

afterAll(() => stage.close())

const exports: [what: string, text: () => string, code: string][] = [
  ['that is cut within a line', () => lines.join('\n').slice(0, -200), 'export-damaged'],
  ['that lacks its last lines', () => `${lines.slice(0, 3).join('\n')}\n`, 'export-damaged'],
  ['with one listing changed', () => lines.with(2, line(2).replace('Prairie', 'Ferry')).join('\n'), 'export-damaged'],
  ['that ends within its header', () => line(0).slice(0, 60), 'export-damaged'],
  [
    'of a later format',
    () => lines.join('\n').replace('"format_version":"1.', '"format_version":"2.'),
    'export-format',
  ],
  ['without a listing', () => '{"items":[]}', 'export-empty'],
  ['that is empty', () => '', 'export-empty'],
  ['that is no JSON', () => 'asin,title\n', 'export-not-json'],
]

const line = (number: number): string => lines[number] ?? ''

test.concurrent.for(exports)('an export %s is refused', async ([what, text, code]) => {
  const file = `${what.replaceAll(' ', '-')}.ndjson`
  stage.workspace.write(file, text())

  const failure = await refused(stage, ['plan', '--export', file])

  expect(failure).toMatchObject({ code, message: expect.stringContaining(file) })
  expect(failure.hints.join()).toMatch(/sync export|same version/)
})

test('an export that is not there is named', async () => {
  expect((await refused(stage, ['plan', '--export', 'none.ndjson'])).message).toContain('none.ndjson')
})

test('all mistakes in the workspace are shown at their places, before anything is read', async () => {
  const { sandbox } = stage
  const folder = stage.anotherMachine()
  folder.edit('sync.yaml', ['create_definitions', 'create_definitons'])
  folder.edit('sync.yaml', ['# policy:', 'policy:'])
  folder.edit('sync.yaml', ['#   create', '  create'])
  folder.write('specs/overrides/odd.yaml', 'version: 1\noverrides:\n  B0: { canonical: A }\n   bad')
  const calls = sandbox.plytix.calls.length + sandbox.amazon.calls.length

  const { code, diagnostics } = await refused(stage, ['plan'], { folder })
  const validated = await stage.syncIn({ folder }, 'validate')

  expect(code).toBe('config')
  expect(diagnostics.map(({ file, line }) => [file, line])).toEqual([
    ['sync.yaml', expect.any(Number)],
    ['specs/overrides/odd.yaml', expect.any(Number)],
  ])
  expect(diagnostics[0]?.message).toContain('create_definitions')
  expect(validated.code).toBe(1)
  expect(validated.stdout).toMatch(/^sync\.yaml:\d+:\d+: error: .*\n(.*\n)*sync validate: 2 errors\n$/)
  expect(sandbox.plytix.calls.length + sandbox.amazon.calls.length).toBe(calls)
})

test('a workspace that is not there is an error with a way out', async () => {
  const missing = await refused(stage, ['plan', '--config', 'no-such/sync.yaml'])

  expect(missing).toMatchObject({ code: 'config', message: expect.stringContaining('no-such/sync.yaml') })
  expect(missing.hints).not.toEqual([])
})
