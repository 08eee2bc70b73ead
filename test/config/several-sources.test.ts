import { describe, expect, it } from 'vitest'
import { loadWorkspace } from '../../src/config/index.ts'
import tiny from '../architecture/tiny/index.ts'
import { providers } from '../support/providers.ts'
import { checked, findings, type Mistake, workspaceFolder } from './workspace-files.ts'

const HEAD = 'version: 1\nscope: boots\n'
const TARGET = 'target: { plytix: }\n'
const BOTH = new Map([...providers, ['tiny', tiny]])

/** Two sellers of one service, and a second source. */
const SYNC = `${HEAD}source:
  amazon:
    - { marketplace: US, brands: [Boots] }
    - { marketplace: [CA, GB], brands: [Boots], account: other, max_age: 2h }
  tiny: { shops: ["a/b", "a:b"] }
target: { plytix: }
`

describe('several sources', () => {
  it('are settings of their own, in the order of the file', () => {
    const { settings } = loadWorkspace({ providers: BOTH, cwd: workspaceFolder({ 'sync.yaml': SYNC }) })

    const told = settings.sources.map(({ provider, shops, account, max_age_seconds }) => {
      return { provider, shops, account, max_age_seconds }
    })
    expect(told).toEqual([
      { provider: 'amazon', shops: ['US'], account: null, max_age_seconds: 86_400 },
      { provider: 'amazon', shops: ['CA', 'UK'], account: 'other', max_age_seconds: 7_200 },
      { provider: 'tiny', shops: ['a/b', 'a:b'], account: null, max_age_seconds: 86_400 },
    ])
  })

  it('name what the target makes after the first of them', () => {
    const second = SYNC.replace(/ {2}amazon:\n(?: {4}- .*\n)+/, '').replace('shops: ["a/b", "a:b"]', 'shops: [north]')
    const cwd = workspaceFolder({ 'sync.yaml': second, 'specs/attributes.yaml': 'version: 1\nattributes: {}\n' })

    const { settings } = loadWorkspace({ providers: BOTH, cwd })

    expect(settings.target).toMatchObject({ sku: '{source}-{shop}-{id}', gallery: 'tiny_images' })
    expect(settings.relationships.hierarchy).toEqual({ label: 'tiny_hierarchy', name: 'Tiny Hierarchy' })
    expect(settings.images.recognise).toEqual([])
  })

  it('take overrides by source, shop and id, where ids may hold anything', () => {
    const text = `version: 1
overrides:
  B07X8Z63ZL: { canonical: X1, reason: seen }
  amazon/GB/B07X8Z63ZL: { canonical: X2, reason: seen }
  "tiny/a:b/boot/7:1": { canonical: X3, reason: seen }
  "tiny/a/b/boot/8": { canonical: X4, reason: seen }
`
    const files = { 'sync.yaml': SYNC, 'specs/overrides/boots.yaml': text }

    const { overrides, diagnostics } = loadWorkspace({ providers: BOTH, cwd: workspaceFolder(files) })

    expect(diagnostics).toEqual([])
    expect(overrides.map(({ source, shop, id }) => [source, shop, id])).toEqual([
      [undefined, null, 'B07X8Z63ZL'],
      ['amazon', 'UK', 'B07X8Z63ZL'],
      ['tiny', 'a:b', 'boot/7:1'],
      ['tiny', 'a/b', 'boot/8'],
    ])
  })

  it('take overrides of a table by its columns for source and shop', () => {
    const text = 'asin,marketplace,source,canonical,reason\nboot/7:1,a:b,tiny,X3,seen\nB07X8Z63ZL,GB,,X2,seen\n'
    const files = { 'sync.yaml': SYNC, 'specs/overrides/boots.csv': text }

    const { overrides, diagnostics } = loadWorkspace({ providers: BOTH, cwd: workspaceFolder(files) })

    expect(diagnostics).toEqual([])
    expect(overrides.map(({ source, shop, id, canonical }) => [source, shop, id, canonical])).toEqual([
      ['tiny', 'a:b', 'boot/7:1', 'X3'],
      [undefined, 'UK', 'B07X8Z63ZL', 'X2'],
    ])
  })

  it.each([
    [
      'names a source and no shop',
      'asin,source,ignore\nboot/7:1,tiny,true\n',
      'the record names source "tiny" and no marketplace',
    ],
    [
      'has an id that its source could not give',
      'asin,marketplace,source,ignore\nB07X8Z63ZL,a:b,tiny,true\n',
      '"B07X8Z63ZL" is not an id: boot/ and numbers',
    ],
    [
      'contradicts another one, which is keyed in short',
      'asin,marketplace,source,canonical\nB07X8Z63ZL,US,amazon,X1\nB07X8Z63ZL,US,,X2\n',
      'US/B07X8Z63ZL contradicts specs/overrides/boots.csv:2; keep one of them',
    ],
  ])('refuse an override that %s', (_, text, message) => {
    const cwd = workspaceFolder({ 'sync.yaml': SYNC, 'specs/overrides/boots.csv': text })

    expect(() => loadWorkspace({ providers: BOTH, cwd })).toThrow(
      expect.objectContaining({ diagnostics: expect.arrayContaining([expect.objectContaining({ message })]) }),
    )
  })

  it.each(['{source}-{shop}-{id}', '{marketplace}/{asin}', 'B-{shop}-{asin}'])(
    'take a SKU that names shop and id by any of their names: %s',
    (sku) => {
      const text = SYNC.replace('{ plytix: }', `{ plytix: { sku: "${sku}" } }`)

      const { diagnostics } = loadWorkspace({ providers: BOTH, cwd: workspaceFolder({ 'sync.yaml': text }) })

      expect(diagnostics).toEqual([])
    },
  )

  it('refuse a SKU that leaves out what tells items apart', () => {
    const cwd = workspaceFolder({ 'sync.yaml': SYNC.replace('{ plytix: }', '{ plytix: { sku: "{source}-{shop}" } }') })

    expect(() => loadWorkspace({ providers: BOTH, cwd })).toThrow(
      expect.objectContaining({
        diagnostics: expect.arrayContaining([
          expect.objectContaining({
            message: 'target.plytix.sku must contain {asin}, or all listings would get one SKU',
          }),
        ]),
      }),
    )
  })
})

const MISTAKES: Mistake[] = [
  ['source: |{}\ntarget: { plytix: }', 'error', 'source names nothing'],
  ['source: { amazon: |[] }\ntarget: { plytix: }', 'error', 'source.amazon must not be an empty list'],
  ['source: { amazon: |1 }\ntarget: { plytix: }', 'error', 'source.amazon must be a mapping, or a list of mappings'],
  ['source: { |amazn: {} }\ntarget: { plytix: }', 'error', 'unknown key "amazn" in source; did you mean "amazon"?'],
  [
    'source:\n  amazon:\n    - { marketplace: US, brands: [B] }\n    - { |market: CA, brands: [B] }\ntarget: { plytix: }',
    'error',
    'unknown key "market" in source.amazon[1]; did you mean "marketplace"?',
  ],
  [
    'source:\n  amazon:\n    - { marketplace: US, brands: [B] }\n    - |{ marketplace: [CA, US], brands: [B] }\ntarget: { plytix: }',
    'error',
    'source.amazon[1] reads US once more; an entry before it does already',
  ],
  [
    'source: { amazon: { marketplace: US, brands: [B], account: |a.b } }\ntarget: { plytix: }',
    'error',
    'source.amazon.account must be a prefix of variables: letters, digits, - and _',
  ],
  ['source: { amazon: { marketplace: US, brands: [B] } }\ntarget: |{}', 'error', 'target names nothing'],
]

describe('a mistake in what is read and written is named where it stands', () => {
  it.each(MISTAKES)('%s', (...mistake) => checked('sync.yaml', HEAD, mistake))

  it('is one target too many', () => {
    const folder = workspaceFolder({ 'sync.yaml': SYNC.replace('plytix:', 'plytix: , tiny: ') })

    expect(() => loadWorkspace({ providers: BOTH, cwd: folder })).toThrow(
      expect.objectContaining({
        diagnostics: expect.arrayContaining([
          expect.objectContaining({ line: 8, column: 9, message: 'target must name one, not plytix and tiny' }),
        ]),
      }),
    )
  })

  it('is reported alone when nobody knows what the other files would be for', () => {
    expect(findings({ 'sync.yaml': `${HEAD}source: { amazn: {} }\n${TARGET}` })).toEqual([
      'sync.yaml:3:11: error: unknown key "amazn" in source; did you mean "amazon"?',
    ])
  })
})
