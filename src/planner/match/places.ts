import { SHOP } from '../../model/edge-names.ts'
import type { ItemRef } from '../../model/item.ts'
import type { SourceFacts } from '../../model/source.ts'
import type { PlanInput } from '../types.ts'

/** One shop of one source. */
export interface Place extends Pick<ItemRef, 'source' | 'shop'> {
  facts: SourceFacts
  /** Its place in the order of the workspace. */
  rank: number
  /** How the keys of its items begin. */
  items: string
  /** Whether its export is at hand. */
  read: boolean
}

/** Every shop that the workspace reads, in its order, which is their precedence. */
export function placesOf({ shops: all, sources }: Pick<PlanInput, 'shops' | 'sources'>): Place[] {
  const read = new Set(sources.map(({ facts, header }) => placeName({ source: facts.name, shop: header[SHOP] })))
  return all
    .flatMap(({ facts, shops }) => shops.map((shop) => ({ facts, source: facts.name, shop })))
    .map((place, rank) => ({
      ...place,
      rank,
      items: place.facts.key(place.shop, ''),
      read: read.has(placeName(place)),
    }))
}

/** A source with one of its shops, for people. */
export function placeName({ source, shop }: Pick<ItemRef, 'source' | 'shop'>): string {
  return `${source} ${shop}`
}

/** The shop that an item is of by its key; where the beginning of one holds that of another, the longer one. */
export function placeOfItem(item: string | undefined, places: readonly Place[]): Place | null {
  const able = places.filter(({ items }) => item?.startsWith(items))
  return able.toSorted((a, b) => b.items.length - a.items.length)[0] ?? null
}
