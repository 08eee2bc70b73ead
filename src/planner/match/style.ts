import { siblingKey } from '../../model/item.ts'
import type { Listing } from '../types.ts'

/** The styles that a key is of: itself, as the key of a master, and all that it begins with up to a hyphen. */
export function* stylesOf(key: string): Generator<string> {
  for (let end = key.indexOf('-'); end >= 0; end = key.indexOf('-', end + 1)) yield key.slice(0, end)
  yield key
}

/**
 * The listings of each style, in their order: those matched to it or to one of its sizes, with the parents that name it
 * or them.
 */
export function byStyle(listings: Listing[], styles: readonly string[]): Map<string, Listing[]> {
  const chosen = new Map(styles.map((style) => [style, new Set<Listing>()]))
  const byKey = new Map(listings.map((listing) => [listing.item.key, listing]))
  for (const listing of listings) {
    const { item } = listing
    for (const style of stylesOfListing(listing)) {
      const own = chosen.get(style)
      if (!own) continue
      own.add(listing)
      for (const parent of item.parents) {
        const found = byKey.get(siblingKey(item, parent))
        if (found) own.add(found)
      }
    }
  }
  const places = new Map(listings.map((listing, place) => [listing, place]))
  const place = (listing: Listing) => places.get(listing) ?? 0
  return new Map([...chosen].map(([style, own]) => [style, [...own].sort((a, b) => place(a) - place(b))]))
}

function stylesOfListing({ match, item: { role, names } }: Listing): Iterable<string> {
  if (match.status === 'matched') return stylesOf(match.sku)
  return role === 'parent' && names.model !== null ? [names.model] : []
}
