import { describe, expect, it } from 'vitest'
import { change, deleted, edited, newProduct, repriced, revised } from '../../../src/sandbox/market/change.ts'
import { marketCatalogue } from '../../../src/sandbox/market/index.ts'
import { masterTruth } from '../../support/market/master-truth.ts'

const LATER = 1_793_500_000
const { listings } = marketCatalogue({ listings: 80, seed: 3 })
const tiered = listings.find(({ variants }) => variants.length > 2)

describe('a change in one shop', () => {
  if (!tiered) throw new Error('the catalogue has no product with variants')

  it('of a price concerns one variant or all of them, ends a sale, and leaves the listing before as it was', () => {
    const before = structuredClone(tiered)
    const one = change(tiered, repriced('77000', 1), LATER)
    const all = change(tiered, repriced('77000'), LATER)

    expect(one.variants.map(({ listPrice }) => listPrice === '77000')).toEqual(one.variants.map((_, at) => at === 1))
    expect(one.variants[1]?.salePrice).toBeNull()
    expect(all.variants.every(({ listPrice }) => listPrice === '77000')).toBe(true)
    expect(tiered).toEqual(before)
  })

  it.each([
    ['a price', repriced('1000')],
    ['a title', edited({ title: 'Kemeja Baru' })],
    ['a SKU', revised(0, { sku: 'LAIN-1' })],
    ['everything, by deleting it', deleted],
  ])('of %s moves the time of the listing', (_, by) => {
    expect(change(tiered, by, LATER)).toMatchObject({ id: tiered.id, updatedAt: LATER })
  })

  it('takes away in the words of the platform', () => {
    const statuses = listings.map((listing) => [listing.platform, change(listing, deleted, LATER).status])

    expect(new Set(statuses.map(String))).toEqual(new Set(['shopee,SELLER_DELETE', 'tiktok-shop,DELETED']))
  })
})

describe('a new product', () => {
  it('is on both platforms, one master with all its variants, and has no id of the catalogue', () => {
    const added = newProduct({ seed: 900, at: LATER })
    const order = [
      { platform: 'shopee', shop: '1' },
      { platform: 'tiktok-shop', shop: '2' },
    ] as const
    const { masters, ambiguous } = masterTruth(added, order)
    const known = new Set(listings.map(({ id }) => id))

    expect(added.map(({ platform }) => platform)).toEqual(['shopee', 'tiktok-shop'])
    expect(masters).toHaveLength(1)
    expect(masters[0]?.variants.every(({ members }) => members.length === 2)).toBe(true)
    expect(ambiguous).toEqual([])
    expect(added.filter(({ id }) => known.has(id))).toEqual([])
  })
})
