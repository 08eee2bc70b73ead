import { describe, expect, it } from 'vitest'
import { loadWorkspace } from '../../src/config/index.ts'
import { providers } from '../support/providers.ts'
import { checked, type Mistake, workspaceFolder } from './workspace-files.ts'

const QUALITY = 'version: 1\nrules:\n'
const A = 'id: a, severity: warn'

const MISTAKES: Mistake[] = [
  [
    '  - { id: |A, check: required, severity: warn }',
    'error',
    'rules[0].id must be lower-case letters, digits, - and _, such as name-required',
  ],
  ['  - |{ check: required, field: size, severity: warn }', 'error', 'the key "id" is missing in rules[0]'],
  [
    `  - { ${A}, check: |requird, field: size }`,
    'error',
    'rules[0].check must be required, pattern, one_of, length, range, unique, money, https_url, gtin or expression; did you mean "required"?',
  ],
  [
    '  - { id: a, severity: |warm, check: required, field: size }',
    'error',
    'rules[0].severity must be reject, warn or fail; did you mean "warn"?',
  ],
  [`  - { ${A}, check: required, |feild: size }`, 'error', 'unknown key "feild" in rules[0]; did you mean "field"?'],
  [
    `  - { ${A}, check: required, field: |sise }`,
    'error',
    'a.field names "sise", which catalogue items do not have; did you mean "size"?',
  ],
  ['  - { id: |a, severity: warn, check: required }', 'error', 'a needs field: its check is required'],
  ['  - { id: |a, severity: warn, check: length, field: size }', 'error', 'a needs min or max: its check is length'],
  ['  - { id: |a, severity: warn, check: expression }', 'error', 'a needs expression: its check is expression'],
  [`  - { ${A}, check: required, field: size, |max: 3 }`, 'warning', 'a.max has no effect: its check is required'],
  [
    `  - { ${A}, check: pattern, field: size, matches: |"[a" }`,
    'error',
    'a.matches is no regular expression: Unterminated character class',
  ],
  [`  - { ${A}, check: range, field: size, min: 2, max: |1.5 }`, 'error', 'a.max is less than min'],
  [
    `  - { ${A}, check: range, field: size, min: |many }`,
    'error',
    'rules[0].min must be a plain decimal, such as 0.01',
  ],
  [`  - { ${A}, check: length, field: size, max: |1.5 }`, 'error', 'a.max must be a whole number, not below 0'],
  [
    `  - { ${A}, check: money, field: size, currency: |IDX }`,
    'error',
    'a.currency is no currency; did you mean "IDR"?',
  ],
  [
    `  - { ${A}, check: expression, expression: |"size ==" }`,
    'error',
    'a.expression is not valid JMESPath: it ends too early',
  ],
  [
    `  - { ${A}, check: required, field: size }\n  - { id: |a, severity: fail, check: required, field: size }`,
    'error',
    'specs/quality.yaml has two rules a',
  ],
]

describe('mistakes in specs/quality.yaml', () => {
  it.each(MISTAKES)('%s', (...mistake) => checked('specs/quality.yaml', QUALITY, mistake))
})

const SYNC = `version: 1
scope: twisted-x
source: { amazon: { marketplace: US, brands: [Twisted X] } }
target: { plytix: }
`

describe('specs/quality.yaml', () => {
  const text = `${QUALITY}  - { id: priced, field: size, check: range, min: 0.010, severity: reject, on: parents }\n`
  const load = (files: { [path: string]: string }) => loadWorkspace({ providers, cwd: workspaceFolder(files) })

  it('is read with its bounds as they are written', () => {
    const { quality, files } = load({ 'specs/quality.yaml': text })
    expect(quality).toEqual({
      rules: [
        {
          id: 'priced',
          field: 'size',
          check: 'range',
          min: '0.010',
          severity: 'reject',
          on: 'parents',
          position: { file: 'specs/quality.yaml', line: 3, column: 5 },
        },
      ],
      max_invalid_percent: 20,
    })
    expect(Object.keys(files)).toContain('specs/quality.yaml')
  })

  it('is bounded by the policy of sync.yaml', () => {
    const files = { 'sync.yaml': `${SYNC}policy: { max_invalid_percent: 2.5% }\n`, 'specs/quality.yaml': text }
    expect(load(files).quality).toMatchObject({ max_invalid_percent: 2.5 })
  })

  it('need not be there, and then changes nothing of the workspace', () => {
    const { quality, files } = load({})
    expect(quality).toBeUndefined()
    expect(Object.keys(files).sort()).toEqual(['specs/attributes.yaml', 'sync.yaml'])
  })
})
