import type { MarketListing } from './types.ts'
import { note, type World } from './world.ts'

/** Has neither a name nor a price above 0 in any of its variants. */
function rejected({ title, variants }: MarketListing): boolean {
  return title.trim() === '' || variants.every(({ listPrice }) => listPrice === '0')
}

/** Takes names and prices away until that share of what is sold, counted by variant, is of no use. */
export function spoil(listings: readonly MarketListing[], share: number, world: World): void {
  const size = (some: readonly MarketListing[]): number => some.reduce((sum, { variants }) => sum + variants.length, 0)
  let left = size(listings) * share - size(listings.filter(rejected))
  for (const listing of listings) {
    if (left <= 0) return
    if (rejected(listing)) continue
    if (world.random.chance(0.5)) listing.title = ''
    else for (const variant of listing.variants) Object.assign(variant, { listPrice: '0', salePrice: null })
    note(world, listing.title === '' ? 'no-title' : 'price-0', listing)
    left -= listing.variants.length
  }
}
