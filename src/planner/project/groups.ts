import { siblingKey } from '../../model/item.ts'
import type { KindTraits } from '../../model/kinds.ts'
import type { Listing } from '../types.ts'

/** What one resource is made of: the listing that it is read from, and those that become its parts. */
export interface Subject {
  listing: Listing
  parts: Listing[]
}

/** Every listing by itself, or parents with their children; a group whose parent is missing is read from its first child. */
export function subjectsOf(listings: Listing[], kind: KindTraits): Subject[] {
  if (kind.madeOf === 'item') return listings.map((listing) => ({ listing, parts: NONE }))
  const groups = Map.groupBy(listings, groupKey)
  return [...groups.values()].map(subjectOf).sort((a, b) => (a.listing.key < b.listing.key ? -1 : 1))
}

const NONE: Listing[] = []

function groupKey({ item }: Listing): string {
  const [parent] = item.parents
  return item.role === 'parent' || parent === undefined ? item.key : siblingKey(item, parent)
}

function subjectOf(group: Listing[]): Subject {
  const parent = group.find(({ item }) => item.role === 'parent')
  const children = group.filter((listing) => listing !== parent)
  const [first] = group as [Listing]
  return { listing: parent ?? first, parts: children }
}
