import { addTo } from '../../model/grouping.ts'
import { siblingKey } from '../../model/item.ts'
import type { Keys } from '../../model/keys.ts'
import type { Series } from '../../model/target.ts'
import type { Listing } from '../types.ts'

type Side = Series['madeOf']

/** Desired members by source key, in the order of the keys, on both sides. */
export interface DesiredRelations extends Record<Side, Map<string, Set<string>>> {
  /** Parents that a listing names and that cannot be a source, with why. */
  missingParents: Map<string, string>
}

/** Listings as far as relations are concerned. */
export interface RelationInput {
  listings: Listing[]
  /** Of listings that become parts of a resource, its key by theirs: relations begin and end at resources. */
  within: ReadonlyMap<string, string>
  /** Keys of items that were exported as "not found". */
  unavailable: ReadonlySet<string>
  /** Keys of items that overrides ignore. */
  ignored: ReadonlySet<string>
  keys: Keys
  /** True when the account holds this key. */
  exists: (key: string) => boolean
}

/** Parent to child, as either side or an override says; what was matched to every listing matched to it. */
export function desiredRelations(input: RelationInput): DesiredRelations {
  const relations: DesiredRelations = { parentage: new Map(), match: new Map(), missingParents: new Map() }
  const known = new Set(input.listings.map(({ key }) => key))
  const moved = new Set(input.listings.filter(({ override }) => override?.parent !== undefined).map(({ key }) => key))
  for (const listing of input.listings) {
    const end = input.within.get(listing.key) ?? listing.key
    if (listing.match.status === 'matched') add(relations.match, listing.match.sku, end)
    // What is written within its parent is not related to it besides.
    if (input.within.has(listing.key)) continue
    const { ref, parents, children } = listing.item
    for (const id of parents) addParent(relations, { listing, id }, { input, known })
    for (const id of children) {
      const key = input.keys.of({ ...ref, id })
      const isChild = known.has(key) && !moved.has(key) && !input.within.has(key)
      if (id !== ref.id && isChild) add(relations.parentage, listing.key, key)
    }
  }
  return { ...relations, parentage: inOrder(relations.parentage), match: inOrder(relations.match) }
}

function inOrder<V>(map: ReadonlyMap<string, V>): Map<string, V> {
  return new Map([...map.keys()].sort().map((key) => [key, map.get(key) as V]))
}

function addParent(
  relations: DesiredRelations,
  { listing, id }: { listing: Listing; id: string },
  { input, known }: { input: RelationInput; known: Set<string> },
): void {
  const { item, facts } = listing
  const named = input.keys.of({ ...item.ref, id })
  const parent = input.within.get(named) ?? named
  const itemKey = siblingKey(item, id)
  if (parent === listing.key || input.ignored.has(itemKey)) return
  const unavailable = input.unavailable.has(itemKey)
  if (known.has(named) || (input.exists(parent) && !unavailable)) add(relations.parentage, parent, listing.key)
  else {
    const why = unavailable ? `is not available in ${facts.shop.noun} ${item.ref.shop}` : 'is not in the export'
    relations.missingParents.set(parent, `${id} ${why}`)
  }
}

function add(map: Map<string, Set<string>>, source: string, target: string): void {
  const targets = map.get(source)
  if (targets) targets.add(target)
  else map.set(source, new Set([target]))
}

/** Sources by target, in the order of their keys. */
export function byTarget(relations: ReadonlyMap<string, ReadonlySet<string>>): Map<string, string[]> {
  const sources = new Map<string, string[]>()
  for (const [source, targets] of relations) for (const target of targets) addTo(sources, target, source)
  return sources
}
