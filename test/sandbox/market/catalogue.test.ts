import { describe, expect, it } from 'vitest'
import { marketCatalogue } from '../../../src/sandbox/market/index.ts'
import type { MarketCatalogue, MarketListing } from '../../../src/sandbox/market/types.ts'
import { masterTruth } from '../../support/market/master-truth.ts'

const SEEDS = [1, 2, 3, 4, 5]
const ORDER = [
  { platform: 'shopee', shop: '14701711' },
  { platform: 'tiktok-shop', shop: '7494049642642441621' },
] as const

const of = (listings: number, seed: number): MarketCatalogue => marketCatalogue({ listings, seed })
const keyOf = ({ platform, shop, id }: MarketListing): string => `${platform}/${shop}/${id}`

/** Names apart, which only a catalogue gives. */
function partition(catalogue: MarketCatalogue) {
  const { masters, ambiguous } = masterTruth(catalogue.listings, ORDER)
  const unnamed = masters.map(({ listings, variants }) => ({
    listings,
    variants: variants.map(({ members }) => ({ members })).sort((a, b) => byText(a.members[0], b.members[0])),
  }))
  return { masters: unnamed.sort((a, b) => byText(a.listings[0], b.listings[0])), ambiguous }
}

const byText = (a = '', b = ''): number => (a < b ? -1 : 1)

describe('a catalogue of two marketplaces', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(of(60, 7)).toEqual(of(60, 7))
    expect(of(60, 8)).not.toEqual(of(60, 7))
  })

  it.each(SEEDS)('says what belongs together exactly as the rules of matching do (seed %i)', (seed) => {
    const catalogue = of(400, seed)

    expect(partition(catalogue)).toEqual(catalogue.truth)
  })

  it.each(SEEDS)('does so too where both platforms know codes (seed %i)', (seed) => {
    const catalogue = marketCatalogue({ listings: 400, seed, shopeeCodes: true })

    expect(partition(catalogue)).toEqual(catalogue.truth)
    expect(catalogue.defects).toHaveProperty('code-joins')
    expect(catalogue.defects).toHaveProperty('code-of-contested-sku')
  })

  it.each(SEEDS)('has every defect (seed %i)', (seed) => {
    const { defects } = of(400, seed)

    expect(Object.keys(defects).sort()).toEqual(DEFECTS)
    expect(Object.entries(defects).filter(([, keys]) => keys.length === 0)).toEqual([])
  })

  it('names the listings of a defect by their keys, each once', () => {
    const { defects, listings } = of(400, 1)
    const keys = new Set(listings.map(keyOf))

    for (const named of Object.values(defects)) {
      expect(named.filter((key) => !keys.has(key))).toEqual([])
      expect(new Set(named).size).toBe(named.length)
    }
  })

  it('gives every listing and every variant an id of its own, of TikTok Shop 19 digits that no number holds', () => {
    const { listings } = of(400, 2)
    const ids = listings.flatMap(({ id, variants }) => [id, ...variants.flatMap((variant) => variant.id ?? [])])
    const long = ids.filter((id) => id.length > 12)

    expect(new Set(ids).size).toBe(ids.length)
    expect(long.every((id) => /^\d{19}$/.test(id))).toBe(true)
    expect(new Set(long.map(Number)).size).toBeLessThan(long.length)
  })

  it('keeps to what the platforms allow: two tiers, 50 models, models without two ids, whole prices', () => {
    for (const { platform, tiers, variants, images, parentSku } of of(400, 3).listings) {
      expect(tiers.length).toBeLessThanOrEqual(2)
      expect(variants.length).toBeLessThanOrEqual(50)
      expect(images.length).toBeLessThanOrEqual(9)
      expect(variants.every(({ options }) => options.length === tiers.length)).toBe(true)
      expect(new Set(variants.map(({ options }) => options.join())).size).toBe(variants.length)
      expect(variants.every(({ listPrice }) => /^\d+$/.test(listPrice ?? ''))).toBe(true)
      if (tiers.length === 0) expect(variants).toHaveLength(1)
      if (platform === 'tiktok-shop') expect(parentSku).toBe('')
      if (platform === 'shopee') expect(variants.every(({ id }) => (id === null) === (tiers.length === 0))).toBe(true)
    }
  })

  it('knows no code on Shopee, as in Indonesia', () => {
    const codes = of(400, 4).listings.flatMap(({ platform, variants }) =>
      variants.flatMap(({ gtin }) => (gtin === null ? [] : platform)),
    )

    expect([...new Set(codes)]).toEqual(['tiktok-shop'])
  })

  it.each([0.45, 0.8])('makes %d of what is sold useless when told to', (invalid) => {
    const { listings } = marketCatalogue({ listings: 300, seed: 5, invalid })
    const useless = listings.filter(
      ({ title, variants }) => title.trim() === '' || variants.every(({ listPrice }) => listPrice === '0'),
    )
    const size = (some: MarketListing[]): number => some.flatMap(({ variants }) => variants).length

    expect(size(useless) / size(listings)).toBeCloseTo(invalid, 1)
  })
})

const DEFECTS = [
  'category-with-blanks',
  'code-conflict',
  'code-shared',
  'code-shared-without-sku',
  'code-with-wrong-check-digit',
  'code-without-sku',
  'description-extended',
  'equal-options',
  'holes',
  'image-twice',
  'image-without-url',
  'listed-twice',
  'no-description',
  'no-image',
  'no-sku',
  'no-sku-on-some',
  'no-title',
  'on-one-platform',
  'options-in-other-order',
  'options-under-other-names',
  'parent-sku-twice',
  'price-0',
  'price-0-on-one',
  'sku-case-and-blanks',
  'sku-in-deleted',
  'sku-near',
  'sku-twice-in-product',
  'split-on-shopee',
  'status-BANNED',
  'status-DELETED',
  'status-DRAFT',
  'status-FAILED',
  'status-FREEZE',
  'status-PENDING',
  'status-PLATFORM_DEACTIVATED',
  'status-REVIEWING',
  'status-SELLER_DEACTIVATED',
  'status-SELLER_DELETE',
  'status-SHOPEE_DELETE',
  'status-UNLIST',
  'title-noise',
  'tokopedia',
  'tokopedia-off',
  'variant-off',
  'weight-on-variant',
]
