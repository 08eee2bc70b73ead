import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../config/workspace-files.ts'
import { ROOT, runProgram } from '../support/program.ts'

/** The built program, as it is, with one more provider: its folder is all that there is of it. */
const TINY = join(import.meta.dirname, 'tiny/index.ts')

const run = (cwd: string, args: string[], env: { [name: string]: string } = {}) =>
  runProgram(args, { cwd, env: { SYNC_PROVIDERS: TINY, TINY_KEY: 'key', ...env } })

const TWO_SOURCES = `version: 1
scope: boots
source:
  tiny:
    - { shops: [north, "east:1"] }
    - { shops: [south], boots: 3, account: OTHER }
  amazon: { marketplace: [US, CA], brands: [Boots] }
target:
  tiny: { sku: "{marketplace}-{asin}" }
`

function workspace(files: { [path: string]: string }): string {
  const root = temporaryFolder()
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}

const ATTRIBUTES = 'version: 1\nattributes:\n  title: { name: Title, type: Text, from: item_name, write: always }\n'

describe('a provider that is a folder and nothing else', () => {
  test('gives a new workspace its sections, attributes and variables', async () => {
    const cwd = temporaryFolder()

    const made = await run(cwd, ['init', '--source', 'tiny', '--target', 'tiny', '--json'])

    expect(made.stderr).toBe('')
    expect(made.code).toBe(0)
    expect(readFileSync(join(cwd, 'sync.yaml'), 'utf8')).toContain('source:\n  tiny:\n    shops: [north]\n')
    expect(readFileSync(join(cwd, '.env.example'), 'utf8')).toContain('# key of the shelf\nTINY_KEY=\n')
    const checked = await run(cwd, ['validate', '--json'])
    expect(JSON.parse(checked.stdout)).toEqual({ ok: true, diagnostics: [] })
  })

  test('has its settings, variables and types checked where they stand', async () => {
    const cwd = workspace({
      'sync.yaml':
        'version: 1\nscope: boots\nsource:\n  tiny: { shops: [north], boots: 13, boot: 1 }\ntarget: { tiny: }\n',
      'specs/attributes.yaml': ATTRIBUTES.replace('Text', 'Txt'),
      '.env': 'TINY_KEYS=1\nSYNC_PROVIDERS=/tmp/other.js\n',
    })

    const { stdout, code } = await run(cwd, ['validate'])

    expect(code).toBe(1)
    for (const line of [
      'sync.yaml:4:38: error: unknown key "boot" in source.tiny; did you mean "boots"?',
      'sync.yaml:4:34: warning: source.tiny.boots is an unlucky number',
      'specs/attributes.yaml:3:31: error: title.type must be a type of attribute that can be written; did you mean "Text"?',
      '.env:1:1: warning: TINY_KEYS is no variable that this program reads; did you mean TINY_KEY?',
    ]) {
      expect(stdout).toContain(line)
    }
  })

  test('is read beside another source, each of its shops into an export of its own, under the account of its entry', async () => {
    const cwd = workspace({ 'sync.yaml': TWO_SOURCES, 'specs/attributes.yaml': ATTRIBUTES })

    const checked = await run(cwd, ['validate', '--json'])
    expect(JSON.parse(checked.stdout)).toEqual({ ok: true, diagnostics: [] })
    const refused = await run(cwd, ['export', '--marketplace', 'south'])
    expect(refused.stderr).toContain('OTHER_TINY_KEY is not set.')
    const args = ['export', '--json', '--marketplace', 'north', '--marketplace', 'east:1', '--marketplace', 'south']
    const exported = await run(cwd, args, { OTHER_TINY_KEY: 'other' })

    expect(exported.code).toBe(0)
    const { exports } = JSON.parse(exported.stdout) as {
      exports: { provider: string; marketplace: string; counts: { items: number } }[]
    }
    expect(exports.map(({ provider, marketplace, counts }) => [provider, marketplace, counts.items])).toEqual([
      ['tiny', 'north', 2],
      ['tiny', 'east:1', 2],
      ['tiny', 'south', 3],
    ])
  })

  test('refuses in its own words, with errors of its own copy of the program', async () => {
    const text = TWO_SOURCES.replace('[north, "east:1"]', '[closed]')
    const cwd = workspace({ 'sync.yaml': text, 'specs/attributes.yaml': ATTRIBUTES })

    const { code, stdout } = await run(cwd, ['export', '--marketplace', 'closed', '--json'])

    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toEqual({
      error: { code: 'closed', message: 'The shop is closed.', hints: ['Come back tomorrow.'], diagnostics: [] },
    })
  })

  test('is planned into from another source', async () => {
    const cwd = workspace({
      'sync.yaml': TWO_SOURCES.replace(/ {2}tiny:\n(?: {4}- .*\n)+/, ''),
      'specs/attributes.yaml': ATTRIBUTES,
      'items.json': JSON.stringify({
        items: [{ asin: 'B07X8Z63ZL', summaries: [{ marketplaceId: 'ATVPDKIKX0DER', itemName: 'Moc' }] }],
      }),
    })

    const planned = await run(cwd, ['plan', '--export', 'items.json', '--json'])

    expect(planned.stderr).not.toContain('Error')
    const { target, operations } = JSON.parse(planned.stdout) as {
      target: { provider: string }
      operations: { id: string }[]
    }
    expect(target.provider).toBe('tiny')
    expect(operations.map(({ id }) => id)).toContain('create:product.US-B07X8Z63ZL')
  })
})

describe('a provider from elsewhere', () => {
  test.each([
    ['its path is not absolute', 'tiny/index.ts'],
    ['it does not exist', '/nowhere/index.js'],
    ['it lies in the workspace', 'INSIDE'],
    ['its default export is no provider', join(import.meta.dirname, 'tiny/source.ts')],
  ])('is refused: %s', async (reason, given) => {
    const cwd = workspace({ 'sync.yaml': TWO_SOURCES, 'inside.js': 'throw new Error("It ran.")\n' })
    const path = given === 'INSIDE' ? join(cwd, 'inside.js') : given

    const { code, stderr } = await run(cwd, ['validate'], { SYNC_PROVIDERS: path })

    expect(code).toBe(1)
    expect(stderr).toContain(`which cannot be used: ${reason}.`)
  })

  test('is never taken from .env', async () => {
    const cwd = temporaryFolder()
    cpSync(join(ROOT, 'sync.yaml'), join(cwd, 'sync.yaml'))
    cpSync(join(ROOT, 'specs'), join(cwd, 'specs'), { recursive: true })
    writeFileSync(join(cwd, '.env'), `SYNC_PROVIDERS=${join(cwd, 'evil.js')}\n`)
    writeFileSync(join(cwd, 'evil.js'), 'throw new Error("It ran.")\n')

    const { code, stdout } = await runProgram(['validate', '--json'], { cwd })

    expect(code).toBe(0)
    expect(stdout).not.toContain('It ran.')
  })
})
