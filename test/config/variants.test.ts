import { describe, expect, it } from 'vitest'
import { inspectWorkspace, loadWorkspace } from '../../src/config/index.ts'
import bazaar from '../odd/bazaar/index.ts'
import stall from '../odd/stall/index.ts'
import { findings as ofPlytix, workspaceFolder } from './workspace-files.ts'

const providers = new Map([bazaar, stall].map((provider) => [provider.name, provider]))
const SYNC = 'version: 1\nscope: prairie\nsource: { bazaar: { stalls: [north] } }\ntarget: { stall: }\n'
const HEAD = 'version: 1\nattributes:\n  title: { from: name, write: always }\n'

const folder = (variants: string, overrides?: string): string =>
  workspaceFolder({
    'sync.yaml': SYNC,
    'specs/attributes.yaml': `${HEAD}${variants}`,
    ...(overrides === undefined ? {} : { 'specs/overrides/a.yaml': `version: 1\noverrides:\n${overrides}` }),
  })

function findings(variants: string, overrides?: string): string[] {
  const { diagnostics } = inspectWorkspace({ providers, cwd: folder(variants, overrides) })
  return diagnostics.map((it) => `${it.file}:${it.line}:${it.column}: ${it.severity}: ${it.message}`)
}

describe('rules of variants', () => {
  it('stand beside those of products, in the order of the file', () => {
    const { attributes, variants } = loadWorkspace({
      providers,
      cwd: folder('variants:\n  size: { from: size, write: always }\n  price: { from: price, write: if-empty }\n'),
    })

    expect(attributes.map(({ label }) => label)).toEqual(['title'])
    expect(variants).toMatchObject([
      { label: 'size', from: 'size', write: 'always', position: { line: 5, column: 3 } },
      { label: 'price', from: 'price', write: 'if-empty', position: { line: 6, column: 3 } },
    ])
  })

  it.each([
    ['size: { from: "size[", write: always }', '5:17: error: size.from '],
    ['size: { write: always }', '5:3: error: size needs from or value'],
    ['size: { from: size, value: S, write: always }', '5:23: error: size has both from and value; remove one'],
    ['size: { value: "{colour}", write: always }', '5:18: error: size.value names {colour}, which is not filled in'],
    [
      'size: { from: size, write: if-empty, clear: true }',
      '5:40: warning: size.clear has no effect with write: if-empty',
    ],
    ['__proto__: { from: size, write: always }', '5:3: error: __proto__ cannot be used as a label'],
  ])('are checked where they stand: %s', (line, finding) => {
    const found = findings(`variants:\n  ${line}\n`)

    expect(
      found.filter((one) => one.startsWith(`specs/attributes.yaml:${finding}`)),
      found.join('\n'),
    ).toHaveLength(1)
  })

  it('are no key of a target that has no variants', () => {
    const text = 'version: 1\nattributes: {}\nvariants:\n  size: { from: size, write: always }\n'

    expect(ofPlytix({ 'specs/attributes.yaml': text })).toContain(
      'specs/attributes.yaml:3:1: error: unknown key "variants"',
    )
  })

  it('name what overrides may set and keep', () => {
    const variants = 'variants:\n  size: { from: size, write: always }\n  tags: { from: size_tags, write: always }\n'
    const known =
      '  "bazaar/north/hat/s": { attributes: { tags: [small, last] }, keep: [size], reason: people say so }\n'
    const unknown = '  "bazaar/north/hat/s": { attributes: { sizes: S }, reason: people say so }\n'

    expect(findings(variants, known)).toEqual([])
    expect(findings(variants, unknown)).toEqual([
      'specs/overrides/a.yaml:3:41: error: specs/attributes.yaml has no "sizes"; did you mean "size"?',
    ])
  })
})
