import { describe, expect, it } from 'vitest'
import { assemblePlan } from '../../src/planner/index.ts'
import type { PlanContents } from '../../src/planner/types.ts'
import { account, boot, operationAt, override, ownedBoot, plan, planInput, skuOf, spec } from '../support/boots.ts'

const ASIN = 'B0PRAIRIE1'
const ADDRESS = `product.${skuOf(ASIN)}`
const TITLE = spec('amazon_title', { from: 'item_name' })
const ALIASES = spec('amazon_name', { from: 'style', others: ['color', 'size'] })
const DEFAULTED = spec('amazon_note', { from: 'style', default: 'No style' })

const attributesOf = (contents: PlanContents) => operationAt(contents, ADDRESS).after.attributes
const codesOf = ({ diagnostics }: PlanContents) => diagnostics.map(({ code }) => code)

describe('a rule that reads several fields', () => {
  it.each([
    [{ style: 'A' }, 'A'],
    [{ color: 'B' }, 'B'],
    [{ size: 'C' }, 'C'],
    [{ color: 'B', size: 'B' }, 'B'],
  ])('takes what is there: of %j %s', (fields, name) => {
    const contents = plan({ items: [boot(ASIN, fields)], live: account([]), specs: [ALIASES] })
    expect(attributesOf(contents)).toMatchObject({ amazon_name: name })
    expect(codesOf(contents)).not.toContain('from-differs')
  })

  it('says once of all listings together where two of them differ, and takes the first', () => {
    const items = [1, 2, 3, 4, 5].map((n) => boot(`B0PRAIRIE${n}`, { style: `A${n}`, color: `B${n}` }))
    const contents = plan({ items, live: account([]), specs: [ALIASES] })

    expect(attributesOf(contents)).toMatchObject({ amazon_name: 'A1' })
    expect(contents.diagnostics.filter(({ code }) => code === 'from-differs')).toMatchObject([
      {
        severity: 'warning',
        message:
          'amazon_name.from gives different values for 5 listings, and the first of them is taken: ' +
          'B0PRAIRIE1: summaries[0].style "A1", summaries[0].color "B1"; B0PRAIRIE2: summaries[0].style "A2", summaries[0].color "B2"; ' +
          'B0PRAIRIE3: summaries[0].style "A3", summaries[0].color "B3"; and 2 more.',
      },
    ])
  })

  it('finds nothing different in what is written alike', () => {
    const specs = [{ ...ALIASES, as: [{ name: 'trim' as const }] }]
    const contents = plan({ items: [boot(ASIN, { style: 'A ', color: 'A' })], live: account([]), specs })
    expect(codesOf(contents)).not.toContain('from-differs')
  })
})

describe('a value that a transform refuses', () => {
  const PRICE = spec('amazon_price', { from: 'size', as: [{ name: 'money', currency: 'IDR' }] })

  it('is held back with the reason, and never becomes 0', () => {
    const contents = plan({ items: [boot(ASIN, { size: 'N/A' })], live: account([]), specs: [TITLE, PRICE] })

    expect(attributesOf(contents)).not.toHaveProperty('amazon_price')
    expect(contents.diagnostics.find(({ code }) => code === 'value-held-back')?.message).toBe(
      'amazon_price of B0PRAIRIE1 is left alone: the value from summaries[0].size ("N/A") is no amount in IDR.',
    )
  })

  it('does not empty what is there, though the rule empties what the source does not say', () => {
    const values = { 'attributes.amazon_price': '150000' }
    const live = account([ownedBoot(ASIN, { attributes: { amazon_price: '150000' } }, { values })])
    const specs = [{ ...PRICE, clear: true }]

    expect(plan({ items: [boot(ASIN, { size: 'N/A' })], live, specs }).operations).toEqual([])
    expect(plan({ items: [boot(ASIN, { size: null })], live, specs }).operations).toHaveLength(1)
  })
})

describe('a default', () => {
  it('stands in a new product where the source says nothing, and is marked', () => {
    const operation = operationAt(plan({ items: [boot(ASIN)], live: account([]), specs: [DEFAULTED] }), ADDRESS)
    expect(operation.after.attributes).toMatchObject({ amazon_note: 'No style' })
    expect(operation.provenance['/attributes/amazon_note']).toEqual({
      source: 'attributes.yaml',
      path: 'attributes.amazon_note.default',
      defaulted: true,
    })
  })

  it('is not taken where the source says something', () => {
    const contents = plan({ items: [boot(ASIN, { style: 'Chelsea' })], live: account([]), specs: [DEFAULTED] })
    expect(attributesOf(contents)).toMatchObject({ amazon_note: 'Chelsea' })
  })

  it.each([
    ['a person wrote', {}],
    ['this program wrote', { 'attributes.amazon_note': 'Chelsea' }],
  ])('is never written over a value that %s, and that is no drift', (_, values) => {
    const live = account([ownedBoot(ASIN, { attributes: { amazon_note: 'Chelsea' } }, { values })])
    const contents = plan({ items: [boot(ASIN)], live, specs: [{ ...DEFAULTED, clear: true }] })

    expect(contents).toMatchObject({ operations: [], drift: [], conflicts: [], overwrites: [] })
  })

  it('fills an empty value of an existing product', () => {
    const live = account([ownedBoot(ASIN, {})])
    const contents = plan({ items: [boot(ASIN)], live, specs: [DEFAULTED] })
    expect(attributesOf(contents)).toEqual({ amazon_note: 'No style' })
  })

  it('yields to an override', () => {
    const overrides = [override(ASIN, { attributes: { amazon_note: 'Ours' } })]
    const contents = plan({ items: [boot(ASIN)], live: account([]), specs: [DEFAULTED], overrides })
    expect(attributesOf(contents)).toMatchObject({ amazon_note: 'Ours' })
  })

  it('is refused where the target holds amounts, whatever the field is called', () => {
    const input = planInput({ items: [boot(ASIN)], live: account([]), specs: [{ ...DEFAULTED, default: '0' }] })
    const [kind] = input.traits.kinds.filter(({ madeOf }) => madeOf === 'item')
    const field = kind?.field
    const kinds = input.traits.kinds.map((one) =>
      one === kind
        ? {
            ...one,
            field: (path: string) => ({ ...(field as NonNullable<typeof field>)(path), holds: 'decimal' as const }),
          }
        : one,
    )
    const { diagnostics } = assemblePlan({ ...input, traits: { ...input.traits, kinds } })
    expect(diagnostics).toContainEqual(
      expect.objectContaining({
        severity: 'error',
        code: 'default',
        message: 'amazon_note.default is not for amounts.',
      }),
    )
  })
})

describe('a computed value', () => {
  it('is worked out of what another field holds once it went through its transforms', () => {
    const compute = { base: 'size', factor: '1.15', add: '0', minimum: '1000', round: 'half-up' as const, to: 0 }
    const specs = [spec('amazon_price', { as: [{ name: 'money', currency: 'IDR' }], compute })]
    const contents = plan({ items: [boot(ASIN, { size: 'Rp 150.000' })], live: account([]), specs })

    expect(attributesOf(contents)).toMatchObject({ amazon_price: '172500' })
    expect(operationAt(contents, ADDRESS).provenance['/attributes/amazon_price']).toMatchObject({ source: 'amazon' })
  })
})
