import { randomOf } from '../catalogue/random.ts'
import { newArticle } from './article.ts'
import { newListing } from './listing.ts'
import { marketNumbers } from './numbers.ts'
import type { MarketListing, MarketVariant } from './types.ts'
import type { World } from './world.ts'

/** What a seller changes in one shop. A listing as it is then; the one that was given stays as it is. */
export type Change = (listing: MarketListing) => MarketListing

/** The list price of one variant (by its place), or of all. Rupiah; a sale ends. */
export function repriced(listPrice: string, variant?: number): Change {
  return (listing) => ({
    ...listing,
    variants: listing.variants.map((one, at) =>
      variant === undefined || variant === at ? { ...one, listPrice, salePrice: null } : one,
    ),
  })
}

export function edited(to: Partial<Omit<MarketListing, 'platform' | 'shop' | 'id' | 'variants'>>): Change {
  return (listing) => ({ ...listing, ...to })
}

/** One variant, by its place. */
export function revised(variant: number, to: Partial<Omit<MarketVariant, 'id'>>): Change {
  return (listing) => ({
    ...listing,
    variants: listing.variants.map((one, at) => (at === variant ? { ...one, ...to } : one)),
  })
}

/** By its seller. */
export const deleted: Change = (listing) => ({
  ...listing,
  status: listing.platform === 'shopee' ? 'SELLER_DELETE' : 'DELETED',
})

/** The listing after a change. `at`: Unix seconds; what changes has a new time, as on both platforms. */
export function change(listing: MarketListing, by: Change, at: number): MarketListing {
  return { ...by(listing), updatedAt: at }
}

/**
 * A new product, listed on both platforms under the same SKUs. `seed` must be another than any catalogue's that it goes
 * into, for its ids come from it.
 */
export function newProduct({ seed, at }: { seed: number; at: number }): MarketListing[] {
  const means = { random: randomOf(seed), numbers: marketNumbers(seed) }
  const world: World = {
    ...means,
    ...{ now: at, shopeeCodes: false, families: [], bound: new Set(), labels: new Map(), defects: {} },
  }
  const article = newArticle(means)
  const named = { ...article, sku: `NEW${seed}-${article.sku}` }
  const variants = article.variants.map((variant) => ({ ...variant, sku: `NEW${seed}-${variant.sku}` }))
  const listings = [
    newListing('shopee', { ...named, variants }, world),
    newListing('tiktok-shop', { ...named, variants }, world),
  ]
  return listings.map((listing) => ({ ...listing, createdAt: at, updatedAt: at }))
}
