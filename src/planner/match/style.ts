import { siblingKey } from '../../model/item.ts'
import type { Listing } from '../types.ts'

/** A style is the key of a master, or what it begins with up to a hyphen. */
export function isOfStyle(key: string, style: string): boolean {
  return key === style || key.startsWith(`${style}-`)
}

/** The listings of one style: those matched to it or to one of its sizes, with the parents that name it or them. */
export function ofStyle(listings: Listing[], style: string): Listing[] {
  const chosen = new Set<Listing>()
  const byKey = new Map(listings.map((listing) => [listing.item.key, listing]))
  for (const listing of listings) {
    const { match, item } = listing
    const sku = match.status === 'matched' ? match.sku : null
    const matched = sku !== null && isOfStyle(sku, style)
    const named = sku === null && item.role === 'parent' && item.names.model === style
    if (!matched && !named) continue
    chosen.add(listing)
    for (const parent of item.parents) {
      const found = byKey.get(siblingKey(item, parent))
      if (found) chosen.add(found)
    }
  }
  return listings.filter((listing) => chosen.has(listing))
}
