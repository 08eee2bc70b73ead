import { describe, expect, it } from 'vitest'
import { marketCatalogue } from '../../src/sandbox/market/index.ts'
import type { MarketListing } from '../../src/sandbox/market/types.ts'
import { masterTruth } from '../support/market/master-truth.ts'
import { contentsOf } from './desk.ts'
import type { Sale } from './stands.ts'

const ORDER = [
  { platform: 'shopee', source: 'farm', shop: 'north' },
  { platform: 'tiktok-shop', source: 'mill', shop: 'north' },
] as const
const GONE = ['SELLER_DELETE', 'SHOPEE_DELETE', 'DELETED']

/** What the shop sells on one platform, at a stand. */
function saleOf({ platform, id, title, parentSku, tiers, variants, status }: MarketListing): Sale {
  const sorts = variants.map(({ id: sort, sku, gtin, listPrice }) => ({
    ...{ id: sort ?? '', sku },
    ...(gtin && { gtin: gtin.code }),
    ...(listPrice !== null && { price: listPrice }),
  }))
  const [only] = sorts
  return {
    ...{ at: platform === 'shopee' ? 'farm' : 'mill', id, name: title },
    ...(GONE.includes(status) && { gone: true as const }),
    ...(tiers.length > 0 ? { sku: parentSku, sorts } : { ...only, id }),
  }
}

/** What is planned, by what it belongs to. */
function planned(listings: readonly MarketListing[]) {
  const { operations, ambiguous } = contentsOf({ sales: listings.map(saleOf) })
  const keys = (kind: string) => operations.flatMap((one) => (one.kind === kind ? one.key : [])).sort()
  const notes = operations.filter(({ kind }) => kind === 'note')
  const held = (field: string) => {
    const groups = new Map<string, string[]>()
    for (const { key, after } of notes) {
      const of = String((after as { [path: string]: unknown })[field]).replace(/^\w+\./, '')
      groups.set(of, [...(groups.get(of) ?? []), key])
    }
    return Object.fromEntries([...groups].map(([of, all]) => [of, all.sort()]))
  }
  return {
    ...{ records: keys('record'), entries: keys('entry') },
    ...{ byRecord: held('record'), byEntry: held('entry') },
    ambiguous: ambiguous.map(({ address }) => address.replace(/^\w+\./, '')).sort(),
  }
}

/** The same as the rules say it. */
function expected(listings: readonly MarketListing[]) {
  const { masters, ambiguous } = masterTruth(listings, ORDER)
  const single = new Set(listings.flatMap(({ tiers, id }) => (tiers.length === 0 ? id : [])))
  const note = (member: string): string => {
    const [platform, , product = '', variant] = member.split('/')
    const id = single.has(product) || variant === undefined ? product : `${product}.${variant}`
    return `${platform === 'shopee' ? 'farm' : 'mill'}/north/${id}`
  }
  const variants = masters.flatMap((master) => master.variants)
  const notes = (all: { key: string; members: string[] }[]) =>
    Object.fromEntries(all.map(({ key, members }) => [key, members.map(note).sort()]))
  return {
    records: masters.map(({ key }) => key).sort(),
    entries: variants.map(({ key }) => key).sort(),
    byRecord: notes(masters.map((one) => ({ key: one.key, members: one.variants.flatMap(({ members }) => members) }))),
    byEntry: notes(variants),
    ambiguous: ambiguous.map(note).sort(),
  }
}

describe('a catalogue that is sold on two marketplaces, with every defect', () => {
  const rules = 'becomes the masters and variants that the rules say, by name (2,000 products, seed %i)'

  it.each([1, 2, 3, 4, 5])(rules, { timeout: 60_000 }, (seed) => {
    const { listings } = marketCatalogue({ listings: 2000, seed })

    expect(planned(listings)).toEqual(expected(listings))
  })

  it.each([6, 7])('does so where both know codes (seed %i)', (seed) => {
    const { listings } = marketCatalogue({ listings: 300, seed, shopeeCodes: true })

    expect(planned(listings)).toEqual(expected(listings))
  })
})
