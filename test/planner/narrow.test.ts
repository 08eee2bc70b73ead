import { describe, expect, test } from 'vitest'
import type { PlanSelection } from '../../src/model/plan.ts'
import { account, boot, operationAt, picture, plan, product } from '../support/boots.ts'

const PARENT = boot('B0PARENT01', {
  item_classification: 'VARIATION_PARENT',
  model_number: 'PB10',
  child_asins: ['B0CHILD001'],
})
const CHILD = boot('B0CHILD001', { parent_asins: ['B0PARENT01'], upc: '884882325297', images: [picture('MAIN', 'mn')] })
const STRANGER = boot('B0OTHER001', { upc: '884882325235' })
const CANONICAL = [
  product('PB10'),
  product('PB10-M-09', { gtin: '884882325297' }),
  product('PB20', { gtin: '884882325235' }),
]

function narrowed(selection: Partial<PlanSelection>) {
  return plan({ items: [PARENT, CHILD, STRANGER], live: account(CANONICAL), selection })
}

const addresses = (contents: ReturnType<typeof narrowed>) =>
  contents.operations.map(({ address }) => address).filter((address) => !/^(attribute|relationship)\./.test(address))

describe('narrowing a plan', () => {
  test('--style takes the listings of the style with their parents, and nothing outside', () => {
    expect(addresses(narrowed({ style: 'PB10' }))).toEqual([
      'asset.mn.jpg',
      'product.AMZN-US-B0CHILD001',
      'product.AMZN-US-B0PARENT01',
      'link.amazon_hierarchy.AMZN-US-B0PARENT01',
      'link.amazon_listings.PB10',
      'link.amazon_listings.PB10-M-09',
    ])
  })

  test('--address takes an object with what it depends on, and none of its dependants', () => {
    const contents = narrowed({ addresses: ['product.AMZN-US-B0CHILD001'] })

    expect(addresses(contents)).toEqual(['asset.mn.jpg', 'product.AMZN-US-B0CHILD001'])
    expect(
      operationAt(
        plan({ items: [CHILD], live: account([]), selection: { addresses: ['product.*'] } }),
        'attribute.amazon_title',
      ).action,
    ).toBe('create')
  })

  test('--address takes a pattern', () => {
    expect(addresses(narrowed({ addresses: ['product.*OTHER*'] }))).toEqual(['product.AMZN-US-B0OTHER001'])
  })

  test('--exclude blocks what needed the excluded, and leaves an excluded image out', () => {
    const parent = narrowed({ exclude: ['product.AMZN-US-B0PARENT01'] })
    const image = narrowed({ exclude: ['asset.*'] })

    expect(parent.blocked.map(({ address, code }) => [address, code])).toEqual([
      ['link.amazon_hierarchy.AMZN-US-B0PARENT01', 'excluded'],
      ['link.amazon_listings.PB10', 'excluded'],
    ])
    expect(operationAt(image, 'product.AMZN-US-B0CHILD001').after.attributes).toMatchObject({ amazon_images: [] })
    expect(operationAt(image, 'product.AMZN-US-B0CHILD001').after).not.toHaveProperty('thumbnail')
  })

  test('--only schema plans definitions alone', () => {
    expect(addresses(narrowed({ only: ['schema'] }))).toEqual([])
    expect(
      plan({ items: [PARENT, CHILD], live: account([]), selection: { only: ['schema'] } }).summary.by_kind,
    ).toMatchObject({
      attribute: { create: 4 },
      relationship: { create: 2 },
    })
  })

  test('--only listings blocks links to products that do not exist yet', () => {
    const contents = narrowed({ only: ['schema', 'listings'] })

    expect(addresses(contents)).toEqual([])
    expect(contents.blocked.map(({ code }) => code)).toEqual(['excluded', 'excluded', 'excluded'])
  })

  test('--only products leaves images and links for another time', () => {
    const contents = narrowed({ only: ['schema', 'products'] })

    expect(contents.summary).toMatchObject({ upload: 0, attach: 0, link: 0, by_kind: { product: { create: 3 } } })
  })

  test('--limit makes a canary of so many products, with links only among them', () => {
    expect(addresses(narrowed({ limit: 1 }))).toEqual([
      'asset.mn.jpg',
      'product.AMZN-US-B0CHILD001',
      'link.amazon_listings.PB10-M-09',
    ])
  })
})
