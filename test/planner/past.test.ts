import { describe, expect, test } from 'vitest'
import {
  account,
  boot,
  override,
  ownedBoot,
  plan,
  planInput,
  product,
  skuOf,
  TITLE,
  type World,
} from '../support/boots.ts'

const RIGHT = product('PB10-M-09', { gtin: '884882325297' })

describe('products that the source has no more', () => {
  const KEPT = ['B0BOOT0000', 'B0BOOT0001', 'B0BOOT0002', 'B0BOOT0003', 'B0BOOT0004', 'B0BOOT0005']
  const live = account([...KEPT, 'B0GONE0001'].map((asin) => ownedBoot(asin, {})))
  const world: World = { items: KEPT.map((asin) => boot(asin)), live, specs: [] }

  test('are named, and left as they are', () => {
    const contents = plan(world)

    expect(contents.gone).toMatchObject([
      { address: 'product.AMZN-US-B0GONE0001', key: 'AMZN-US-B0GONE0001', since: null },
    ])
    expect(contents.operations).toEqual([])
  })

  test('are those as well that the source knows only by name', () => {
    const stub = boot('B0GONE0001', { unavailable: true })
    expect(plan({ ...world, items: [...world.items, stub] }).gone).toHaveLength(1)
  })

  test('are not those that an override ignores', () => {
    const items = [...world.items, boot('B0GONE0001')]
    expect(plan({ ...world, items, overrides: [override('B0GONE0001', { ignore: true })] }).gone).toEqual([])
  })

  test('are not those of another scope, of people, or copies', () => {
    const others = [
      ownedBoot('B0HATS0001', {}, { scope: 'hats' }),
      product(skuOf('B0HAND0001')),
      { ...ownedBoot('B0BOOT0000', {}), sku: skuOf('B0COPY0001') },
    ]
    expect(plan({ ...world, live: account([...live.products, ...others]) }).gone).toHaveLength(1)
  })

  test('are not concluded from an incomplete export, which says so', async () => {
    const { assemblePlan } = await import('../../src/planner/index.ts')
    const input = planInput(world)
    const sources = input.sources.map((one) => ({ ...one, header: { ...one.header, complete: false } }))
    const contents = assemblePlan({ ...input, sources })

    expect(contents.gone).toEqual([])
    expect(contents.diagnostics).toMatchObject([{ code: 'gone-unknown' }])
  })
})

describe('links of ours that follow from the source no more', () => {
  const wrong = (id: string) => product('PB99-M-09', { links: { amazon_listings: [id] } })
  const linked = ownedBoot('B0BOOT0000', {}, { links: { amazon_listings: ['PB99-M-09'] } })
  const world: World = {
    items: [boot('B0BOOT0000', { upc: '884882325297' })],
    live: account([linked, wrong(linked.id), RIGHT]),
    specs: [],
  }

  test('are named after a corrected match, beside the link that is missing', () => {
    const contents = plan(world)

    expect(contents.stale).toMatchObject([
      { address: 'link.amazon_listings.PB99-M-09', targets: ['product.AMZN-US-B0BOOT0000'] },
    ])
    expect(contents.operations.map(({ id }) => id)).toEqual([
      'adopt:product.AMZN-US-B0BOOT0000',
      'link:link.amazon_listings.PB10-M-09',
      'unlink:link.amazon_listings.PB99-M-09',
    ])
  })

  test('are named when an override says that it belongs to nothing', () => {
    expect(plan({ ...world, overrides: [override('B0BOOT0000', { canonical: 'none' })] }).stale).toHaveLength(1)
  })

  test('are none of ours when no baseline names them', () => {
    const plain = ownedBoot('B0BOOT0000', {})
    expect(plan({ ...world, live: account([plain, wrong(plain.id), RIGHT]) }).stale).toEqual([])
  })

  test('are past once somebody took them off', () => {
    expect(plan({ ...world, live: account([linked, product('PB99-M-09'), RIGHT]) }).stale).toEqual([])
  })

  test('stay in the baseline with every write, so that no later plan forgets them', () => {
    const contents = plan({ ...world, specs: [TITLE] })
    const update = contents.operations.find(({ action }) => action === 'update')

    expect(update?.baseline?.links).toEqual({ amazon_listings: ['PB10-M-09', 'PB99-M-09'] })
  })

  const parent = (asin: string, children: string[]) =>
    boot(asin, { item_classification: 'VARIATION_PARENT', child_asins: children })
  const child = ownedBoot('B0BOOT0000', {}, { links: { amazon_hierarchy: [skuOf('B0PARENT01')] } })
  const family = (items: World['items']): World => ({
    items,
    live: account([
      child,
      ownedBoot('B0PARENT01', { links: { amazon_hierarchy: [child.id] } }),
      ownedBoot('B0PARENT02', {}),
    ]),
    specs: [],
  })

  test('are named when a listing moved to another parent', () => {
    const moved = [
      boot('B0BOOT0000', { parent_asins: ['B0PARENT02'] }),
      parent('B0PARENT01', []),
      parent('B0PARENT02', ['B0BOOT0000']),
    ]
    expect(plan(family(moved)).stale).toMatchObject([{ address: `link.amazon_hierarchy.${skuOf('B0PARENT01')}` }])
  })

  test('are not those to a parent that the listing still names and that cannot be read', () => {
    const named = [
      boot('B0BOOT0000', { parent_asins: ['B0PARENT01'] }),
      boot('B0PARENT01', { unavailable: true }),
      parent('B0PARENT02', []),
    ]
    expect(plan(family(named)).stale).toEqual([])
  })
})
