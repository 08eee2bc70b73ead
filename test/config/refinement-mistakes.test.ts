import { describe, expect, it } from 'vitest'
import { loadWorkspace } from '../../src/config/index.ts'
import { providers } from '../support/providers.ts'
import { checked, type Mistake, workspaceFolder } from './workspace-files.ts'

const ATTRIBUTES = 'version: 1\nattributes:\n'
const A = 'name: A, type: TextAttribute, write: always'

const MISTAKES: Mistake[] = [
  [
    `  a: { ${A}, from: [size, |colour] }`,
    'error',
    'a.from names "colour", which catalogue items do not have; did you mean "color"?',
  ],
  [`  a: { ${A}, from: |[] }`, 'error', 'a.from must not be an empty list'],
  [`  a: { ${A}, from: size, as: [|trimm] }`, 'error', 'a.as[0]: "trimm" is no transform; did you mean "trim"?'],
  [`  a: { ${A}, from: size, as: [trim, |truncate] }`, 'error', 'a.as[1]: truncate needs a number of characters'],
  [`  a: { ${A}, from: size, as: [|money] }`, 'error', 'a.as[0]: money needs a currency'],
  [`  a: { ${A}, from: size, as: [|money(IDX)] }`, 'error', 'a.as[0]: "IDX" is no currency; did you mean "IDR"?'],
  [`  a: { ${A}, from: size, as: [|lowest(2)] }`, 'error', 'a.as[0]: lowest takes nothing in brackets'],
  [`  a: { ${A}, from: size, as: [|map] }`, 'error', 'a.as[0]: map needs its values'],
  [`  a: { ${A}, from: size, as: [|split] }`, 'error', 'a.as[0]: split needs what parts the text'],
  [
    `  a: { ${A}, from: size, as: [{ |mapp: { x: y } }] }`,
    'error',
    'unknown key "mapp" in a.as[0]; did you mean "map"?',
  ],
  [`  a: { ${A}, from: size, |compute: { base: size } }`, 'error', 'a has both from and compute; remove one'],
  [
    `  a: { ${A}, compute: { base: |sise } }`,
    'error',
    'a.compute.base names "sise", which catalogue items do not have; did you mean "size"?',
  ],
  [
    `  a: { ${A}, compute: { base: size, factor: |1e3 } }`,
    'error',
    'a.compute.factor must be a plain decimal, such as 1.15',
  ],
  [
    `  a: { ${A}, compute: { base: size, round: |half } }`,
    'error',
    'a.compute.round must be half-up, half-even, up or down; did you mean "half-up"?',
  ],
  [
    `  a: { ${A}, from: size, prefer: [|amazn] }`,
    'error',
    'a.prefer names "amazn", which is no source of this workspace; did you mean "amazon"?',
  ],
  [`  a: { ${A}, value: x, |default: y }`, 'warning', 'a.default has no effect beside value'],
  [
    `  base_price: { name: Base Price, type: TextAttribute, write: always, from: size, default: |0 }`,
    'error',
    'base_price.default is not for amounts',
  ],
  [
    `  a: { name: A, type: DecimalAttribute, write: always, from: size, as: [money(IDR)], default: |1 }`,
    'error',
    'a.default is not for amounts',
  ],
  [
    `  seller_sku: { name: Seller Sku, type: TextAttribute, write: always, from: size, default: |X }`,
    'error',
    'seller_sku.default is not for identifiers',
  ],
  [`  a: { ${A}, from: gtin, default: |"0" }`, 'error', 'a.default is not for identifiers'],
  ['  label: { write: always, from: item_name, default: |Unnamed Product }', 'error', 'label.default is not for names'],
  [`  a: { ${A}, from: [style, item_name], default: |Unnamed }`, 'error', 'a.default is not for names'],
  [
    `  a: { name: A, type: IntAttribute, write: always, from: size, default: |many }`,
    'error',
    'a.default is not a number',
  ],
  [
    '  status: { write: if-new, from: size, default: |Drafd }',
    'error',
    'status.default must be Draft, Completed or Archived; did you mean "Draft"?',
  ],
]

describe('mistakes in what rules do with values', () => {
  it.each(MISTAKES)('%s', (...mistake) => checked('specs/attributes.yaml', ATTRIBUTES, mistake))
})

describe('what rules do with values', () => {
  it('is read as it is written, decimals exactly', () => {
    const text = `${ATTRIBUTES}  a:
    ${A.replaceAll(', ', '\n    ')}
    from: [style, color]
    as: [trim, truncate(500), 'split(",")', { map: { "1": one } }]
    default: nothing
    prefer: [amazon]
  b:
    name: B
    type: DecimalAttribute
    write: always
    as: [money(idr)]
    compute: { base: size, factor: 1.150, add: -0.10, minimum: 1000, round: half-even, to: -2 }
`
    const { attributes } = loadWorkspace({ providers, cwd: workspaceFolder({ 'specs/attributes.yaml': text }) })
    expect(attributes).toMatchObject([
      {
        from: 'style',
        others: ['color'],
        as: [
          { name: 'trim' },
          { name: 'truncate', most: 500 },
          { name: 'split', by: ',' },
          { name: 'map', entries: { 1: 'one' } },
        ],
        default: 'nothing',
        prefer: ['amazon'],
      },
      {
        from: null,
        as: [{ name: 'money', currency: 'IDR' }],
        compute: { base: 'size', factor: '1.150', add: '-0.10', minimum: '1000', round: 'half-even', to: -2 },
      },
    ])
  })
})
