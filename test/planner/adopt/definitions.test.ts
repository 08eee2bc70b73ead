import { describe, expect, test } from 'vitest'
import type { PlanSelection } from '../../../src/model/plan.ts'
import { account, boot, product, settings, skuOf } from '../../support/boots.ts'
import { ADDRESS, ASIN, adopt, adopted, made, onlyOne, SPECS } from './adopting.ts'

describe('the definitions that baselines need', () => {
  const missing = (labels: string[], family: string[] | null = null) => {
    const attributes = SPECS.map(({ label, name }) => ({ id: label, label, name, type: 'Text', options: [] }))
    const own = [
      { id: 'g', label: 'amazon_images', name: 'Amazon Images', type: 'Gallery', options: [] },
      { id: 'b', label: 'amazon_sync_baseline', name: 'Amazon Sync Baseline', type: 'Multiline', options: [] },
    ]
    return account([made({ amazon_color: 'Sand' })], {
      attributes: [...attributes, ...own].filter(({ label }) => !labels.includes(label)),
      relationships: [],
      family: family === null ? null : { id: 'f', name: 'Amazon', attributes: family },
    })
  }
  const inFamily = settings((one) => {
    one.target.family = 'Amazon'
  })

  test('come along where they are missing, and no others do', () => {
    const { operations } = adopt({ live: missing(['amazon_sync_baseline', 'amazon_title']) })

    expect(operations.map(({ id }) => id)).toEqual(['create:attribute.amazon_sync_baseline', `adopt:${ADDRESS}`])
    expect(operations[1]?.depends_on).toEqual(['create:attribute.amazon_sync_baseline'])
  })

  test('include the place in the family, alone', () => {
    const { operations } = adopt({ live: missing([], ['amazon_title']), settings: inFamily })

    expect(operations.map(({ id }) => id)).toEqual(['update:family.Amazon', `adopt:${ADDRESS}`])
    expect(operations[0]?.after).toEqual({ attributes: ['amazon_sync_baseline'] })
    expect(operations[1]?.depends_on).toEqual(['update:family.Amazon'])
  })

  test('do not come without anything to adopt', () => {
    expect(adopt({ items: [boot('B0PRAIRIE9')], live: missing(['amazon_sync_baseline']) }).operations).toEqual([])
  })

  test('end the plan where they must not be made', () => {
    const strict = settings((one) => {
      one.policy.create_definitions = false
    })
    expect(() => adopt({ live: missing(['amazon_sync_baseline']), settings: strict })).toThrow(/amazon_sync_baseline/)
  })

  test('are none where baselines are kept here', () => {
    const local = settings((one) => {
      one.policy.baseline = 'local'
    })
    onlyOne(adopt({ live: missing(['amazon_sync_baseline']), settings: local }))
  })

  test('do not make the next plan take missing relationships for deleted ones', () => {
    const parent = boot('B0PRAIRIE0', { child_asins: [ASIN] })
    const world = { items: [parent, boot(ASIN, { parent_asins: ['B0PRAIRIE0'] })], live: missing([]) }
    expect(adopted(world, adopt(world)).blocked).toEqual([])
  })
})

describe('narrowed', () => {
  const asins = ['B0PRAIRIE1', 'B0PRAIRIE2', 'B0PRAIRIE3']
  const world = { items: asins.map((asin) => boot(asin)), live: account(asins.map((asin) => product(skuOf(asin)))) }
  const keys = (selection: Partial<PlanSelection>) => adopt({ ...world, selection }).operations.map(({ key }) => key)

  test('by addresses, exclusions and a limit, an adoption keeps to what was chosen', () => {
    expect(keys({ addresses: [`product.${skuOf('B0PRAIRIE2')}`] })).toEqual([skuOf('B0PRAIRIE2')])
    expect(keys({ exclude: [`product.${skuOf('B0PRAIRIE2')}`] })).toEqual([skuOf('B0PRAIRIE1'), skuOf('B0PRAIRIE3')])
    expect(keys({ limit: 2 })).toEqual([skuOf('B0PRAIRIE1'), skuOf('B0PRAIRIE2')])
  })

  test('it says so of an address that names nothing, once', () => {
    const { diagnostics } = adopt({ ...world, selection: { addresses: ['product.NONE'] } })
    expect(diagnostics.map(({ code }) => code)).toEqual(['address-unused'])
  })
})
