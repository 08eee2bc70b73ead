import { describe, expect, test } from 'vitest'
import { assemblePlan } from '../../src/planner/index.ts'
import type { PlanInput } from '../../src/planner/types.ts'
import { account, boot, operationAt, override, ownedBoot, plan, planInput, product, skuOf } from '../support/boots.ts'
import { MEMORY } from '../support/memory/traits.ts'

const PARENT = boot('B0PARENT01', {
  item_classification: 'VARIATION_PARENT',
  child_asins: ['B0CHILD001', 'B0CHILD002'],
})
const CHILDREN = ['B0CHILD001', 'B0CHILD002'].map((asin) =>
  boot(asin, { parent_asins: ['B0PARENT01'], upc: '884882325297' }),
)
const CANONICAL = product('PB10-M-09', { gtin: '884882325297' })

describe('the hierarchy', () => {
  test('links a variation parent to its children in one call', () => {
    const contents = plan({ items: [PARENT, ...CHILDREN], live: account([]) })
    const link = operationAt(contents, `link.amazon_hierarchy.${skuOf('B0PARENT01')}`)

    expect(link.after).toEqual({ targets: CHILDREN.map(({ asin }) => `product.${skuOf(asin)}`) })
    expect(link.depends_on).toEqual([
      'create:product.AMZN-US-B0CHILD001',
      'create:product.AMZN-US-B0CHILD002',
      'create:product.AMZN-US-B0PARENT01',
      'create:relationship.amazon_hierarchy',
    ])
    expect(contents.summary).toMatchObject({ link: 1, link_pairs: 2 })
  })

  test('is blocked for a parent that is not available, and the child is made all the same', () => {
    const stub = boot('B0PARENT01', { unavailable: true })
    const contents = plan({ items: [stub, ...CHILDREN], live: account([]) })

    expect(contents.blocked).toMatchObject([
      {
        address: 'link.amazon_hierarchy.AMZN-US-B0PARENT01',
        code: 'missing-parent',
        message: 'The variation parent B0PARENT01 is not available in marketplace US.',
      },
    ])
    expect(contents.summary.by_kind.product).toEqual({ create: 2 })
  })

  test('leaves an ignored parent out without a word', () => {
    const contents = plan({
      items: [PARENT, ...CHILDREN],
      live: account([]),
      overrides: [override('B0PARENT01', { ignore: true })],
    })

    expect(contents.blocked).toEqual([])
    expect(contents.summary.link).toBe(0)
  })
})

describe('listings of a canonical product', () => {
  test('are linked from it, one call for all of them', () => {
    const contents = plan({ items: CHILDREN, live: account([CANONICAL]) })
    const link = operationAt(contents, 'link.amazon_listings.PB10-M-09')

    expect(link).toMatchObject({
      target_id: CANONICAL.id,
      before: { targets: [] },
      refs: { 'relationship.amazon_listings': 'id-amazon_listings' },
    })
    expect(link.after.targets).toHaveLength(2)
  })

  test('get only the links that are missing; those of other people stay out of it', () => {
    const first = product(skuOf('B0CHILD001'), {
      attributes: { amazon_title: 'Boot B0CHILD001', amazon_upc: '884882325297' },
    })
    const foreign = product('PB99')
    const canonical = product('PB10-M-09', { gtin: '884882325297', links: { amazon_listings: [first.id, foreign.id] } })
    const contents = plan({ items: CHILDREN, live: account([canonical, first, foreign]) })

    expect(operationAt(contents, 'link.amazon_listings.PB10-M-09')).toMatchObject({
      before: { targets: ['product.AMZN-US-B0CHILD001'] },
      after: { targets: ['product.AMZN-US-B0CHILD001', 'product.AMZN-US-B0CHILD002'] },
    })
    expect(contents.summary.link_pairs).toBe(1)
  })

  test('are named by their baselines before they are linked, also by a relationship that this plan makes first', () => {
    const attributes = [{ id: 'id-baseline', ...MEMORY.baseline, options: [] }]
    const live = account([ownedBoot('B0CHILD001', {}), CANONICAL], { attributes })
    const contents = plan({ items: CHILDREN.slice(0, 1), live, specs: [] })
    const adopted = operationAt(contents, `product.${skuOf('B0CHILD001')}`)
    const link = operationAt(contents, 'link.amazon_listings.PB10-M-09')

    expect(adopted).toMatchObject({ action: 'adopt', baseline: { links: { amazon_listings: ['PB10-M-09'] } } })
    expect(adopted.depends_on).toEqual(['create:relationship.amazon_listings'])
    expect(link.depends_on).toEqual([adopted.id, 'create:relationship.amazon_listings'])
  })

  test('beyond what one product can hold are blocked, and the rest is linked', () => {
    const foreign = Array.from({ length: 299 }, (_, index) => `e${index.toString(16).padStart(23, '0')}`)
    const canonical = product('PB10-M-09', { gtin: '884882325297', links: { amazon_listings: foreign } })
    const contents = plan({ items: CHILDREN, live: account([canonical]) })

    expect(contents.summary.link_pairs).toBe(1)
    expect(contents.blocked).toContainEqual(
      expect.objectContaining({ code: 'limit', address: 'link.amazon_listings.PB10-M-09' }),
    )
  })

  test('no canonical product is ever written otherwise', () => {
    const contents = plan({ items: CHILDREN, live: account([CANONICAL]) })

    expect(contents.operations.filter(({ address }) => address === 'product.PB10-M-09')).toEqual([])
  })
})

/** All that is no function. */
function dataOf(input: PlanInput): unknown {
  return JSON.parse(JSON.stringify(input))
}

describe('the input', () => {
  test('is never changed', () => {
    const input = planInput({ items: [PARENT, ...CHILDREN], live: account([CANONICAL]) })
    const before = dataOf(input)
    assemblePlan(input)

    expect(dataOf(input)).toEqual(before)
  })
})
