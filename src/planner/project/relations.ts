import { siblingKey } from '../../model/item.ts'
import type { Keys } from '../../model/keys.ts'
import type { Series } from '../../model/target.ts'
import type { Listing } from '../types.ts'

type Side = Series['madeOf']

/** Desired members by source key, on both sides. */
export interface DesiredRelations extends Record<Side, Map<string, Set<string>>> {
  /** Parents that a listing names and that cannot be a source, with why. */
  missingParents: Map<string, string>
}

/** Listings as far as relations are concerned. */
export interface RelationInput {
  listings: Listing[]
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
    const { ref, parents, children } = listing.item
    for (const id of parents) addParent(relations, { listing, id }, { input, known })
    for (const id of children) {
      const key = input.keys.of({ ...ref, id })
      if (id !== ref.id && known.has(key) && !moved.has(key)) add(relations.parentage, listing.key, key)
    }
    if (listing.match.status === 'matched') add(relations.match, listing.match.sku, listing.key)
  }
  return relations
}

function addParent(
  relations: DesiredRelations,
  { listing, id }: { listing: Listing; id: string },
  { input, known }: { input: RelationInput; known: Set<string> },
): void {
  const { item, facts } = listing
  const parent = input.keys.of({ ...item.ref, id })
  const itemKey = siblingKey(item, id)
  if (parent === listing.key || input.ignored.has(itemKey)) return
  const unavailable = input.unavailable.has(itemKey)
  if (known.has(parent) || (input.exists(parent) && !unavailable)) add(relations.parentage, parent, listing.key)
  else {
    const why = unavailable ? `is not available in ${facts.words.shop} ${item.ref.shop}` : 'is not in the export'
    relations.missingParents.set(parent, `${id} ${why}`)
  }
}

function add(map: Map<string, Set<string>>, source: string, target: string): void {
  const targets = map.get(source)
  if (targets) targets.add(target)
  else map.set(source, new Set([target]))
}
