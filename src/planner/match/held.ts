import { SHOP } from '../../model/edge-names.ts'
import type { Item } from '../../model/item.ts'
import { createKeys } from '../../model/keys.ts'
import type { SourceItems } from '../../model/source.ts'
import { mainKind } from '../../model/target-kinds.ts'
import type { Owned, PlanInput } from '../types.ts'
import { placeName, placeOfItem, placesOf } from './places.ts'
import type { Population } from './population.ts'

/** What the account holds of one shop in this scope, against what its export says. */
export interface Held {
  source: SourceItems
  /** In SKU order. */
  products: Owned[]
  /** Those whose listing no export has, or has only as not available. */
  absent: Owned[]
}

type Input = Pick<PlanInput, 'settings' | 'sources' | 'shops' | 'keys' | 'traits' | 'spoken'>

/** By shop, in the order of the sources. */
export interface Holdings {
  /** Products whose baseline names this scope. */
  proven: Held[]
  /** The same; where no product in our form has a baseline of any scope, those whose SKU has the form. */
  assumed: Held[]
}

/** Passes over all items and products, so that it is asked once for each plan. */
export function holdingsOf(input: Input, { owned, otherScope }: Population): Holdings {
  const all = [...owned.values()]
  const marked = otherScope.size > 0 || all.some(({ baseline }) => baseline !== null)
  const assumed = heldOf(marked ? all.filter(({ baseline }) => baseline !== null) : all, input)
  return { assumed, proven: marked ? assumed : heldOf([], input) }
}

function heldOf(owned: Owned[], input: Input): Held[] {
  if (owned.length === 0) return input.sources.map((source) => ({ source, products: [], absent: [] }))
  const products = Map.groupBy(owned, placement(input))
  const there = input.spoken ?? listedKeys(input)
  return input.sources.map((source) => {
    const own = products.get(placeName({ source: source.facts.name, shop: source.header[SHOP] })) ?? []
    const sorted = own.toSorted((a, b) => (a.live.key < b.live.key ? -1 : 1))
    return { source, products: sorted, absent: sorted.filter(({ live }) => !there.has(live.key)) }
  })
}

function listedKeys(input: Input): ReadonlySet<string> {
  return new Set(input.sources.flatMap(({ items }) => items.flatMap((item) => keysOfItem(item, input))))
}

/** Keys of what a listed item becomes; a group is there as long as one of its items is. */
export function keysOfItem(
  { ref, parents: [parent], state }: Pick<Item, 'ref' | 'parents' | 'state'>,
  { keys, traits }: Pick<Input, 'keys' | 'traits'>,
): string[] {
  if (state !== 'listed') return []
  const isPart = parent !== undefined && mainKind(traits).madeOf === 'group'
  return [keys.of(ref), ...(isPart ? [keys.of({ ...ref, id: parent })] : [])]
}

/**
 * The shop that a product is of. Where the form of its SKU leaves several, its baseline names the item; else it is of none,
 * since each of them could say that it is gone while another has it.
 */
function placement(input: Input): (owned: Owned) => string | null {
  const { settings, shops } = input
  const places = placesOf(input).map((place) => {
    const owns =
      input.spoken === undefined
        ? createKeys(settings.target.sku, shops, [{ facts: place.facts, shops: [place.shop] }]).owns
        : () => true
    return { ...place, owns }
  })
  return ({ live, baseline }) => {
    const able = places.filter(({ owns }) => owns(live.key))
    const place = able.length === 1 && input.spoken === undefined ? able[0] : placeOfItem(baseline?.item, able)
    return place ? placeName(place) : null
  }
}
