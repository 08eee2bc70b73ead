import type { ItemFields } from '../../model/item.ts'
import type { Keys } from '../../model/keys.ts'
import type { KindTraits } from '../../model/kinds.ts'
import type { Listing } from '../types.ts'

/** What one resource is made of: the listing that it is read from, and those that become its parts. */
export interface Subject {
  listing: Listing
  parts: Listing[]
}

/** The same with fewer parts. */
export function withoutParts(subject: Subject, out: readonly Listing[]): Subject {
  if (out.length === 0) return subject
  const isOut = new Set(out.map(({ key }) => key))
  return { ...subject, parts: subject.parts.filter(({ key }) => !isOut.has(key)) }
}

/** Every listing by itself, or parents with their children; a group whose parent is missing is read from its first child. */
export function subjectsOf(listings: Listing[], kind: KindTraits, keys: Keys): Subject[] {
  if (kind.madeOf !== 'group') return listings.map((listing) => ({ listing, parts: NONE }))
  const groups = Map.groupBy(listings, (listing) => groupKey(listing, keys))
  return [...groups]
    .map(([key, group]) => subjectOf(key, group))
    .sort((a, b) => (a.listing.key < b.listing.key ? -1 : 1))
}

const NONE: Listing[] = []

/** The keys of the resources that listings become parts of, by the keys of these. */
export function keysWithin(subjects: readonly Subject[]): Map<string, string> {
  return new Map(subjects.flatMap(({ listing, parts }) => parts.map((part) => [part.key, listing.key] as const)))
}

/** What is made of the parent, whichever source it is read from. */
function groupKey({ item, key }: Listing, keys: Keys): string {
  const [parent] = item.parents
  return item.role === 'parent' || parent === undefined ? key : keys.of({ ...item.ref, id: parent })
}

function subjectOf(key: string, group: Listing[]): Subject {
  const parent = group.find(({ item }) => item.role === 'parent')
  const children = inOrderOf(
    parent,
    group.filter((listing) => listing !== parent),
  )
  const [first] = group as [Listing]
  const fields = children.map(({ item }) => item.fields)
  const whole = (listing: Listing): Listing => withGroup(listing, fields)
  return { listing: whole(parent ?? group.find((listing) => listing.key === key) ?? first), parts: children.map(whole) }
}

/** Expressions see as `group` what all children of a group hold: one list for all of them. */
function withGroup(listing: Listing, group: readonly ItemFields[]): Listing {
  const { item } = listing
  return { ...listing, item: { ...item, fields: { ...item.fields, group } } }
}

/** As the parent names its children; those that it does not name stand behind, by their keys. */
function inOrderOf(parent: Listing | undefined, children: Listing[]): Listing[] {
  if (parent === undefined || children.length < 2) return children
  const places = new Map(parent.item.children.map((id, place) => [id, place]))
  const placeOf = ({ item }: Listing): number => places.get(item.ref.id) ?? Number.POSITIVE_INFINITY
  return children.toSorted((one, other) => {
    const [first, second] = [placeOf(one), placeOf(other)]
    return first === second ? (one.key < other.key ? -1 : 1) : first - second
  })
}
