import { SHOP } from '../../model/edge-names.ts'
import { createKeys, type Keys } from '../../model/keys.ts'
import type { SourceItems } from '../../model/source.ts'
import type { Population } from '../match/population.ts'
import type { Owned, PlanInput } from '../types.ts'

/** What the account holds of one shop in this scope, against what its export says. */
export interface Held {
  source: SourceItems
  /** In SKU order. */
  products: Owned[]
  /** Those whose listing the export does not have, or has only as not available. */
  absent: Owned[]
}

type Input = Pick<PlanInput, 'settings' | 'sources' | 'keys'>

/**
 * Products whose baseline names this scope. Where no product in our form has a baseline of any scope, the form of the SKU
 * is all there is to go by; `assumed` takes those too.
 */
export function heldProducts(
  { settings, sources, keys }: Input,
  { owned, otherScope }: Population,
  { assumed }: { assumed: boolean },
): Held[] {
  const marked = otherScope.size > 0 || [...owned.values()].some(({ baseline }) => baseline !== null)
  const counts = ({ baseline }: Owned) => (marked ? baseline !== null : assumed)
  return sources.map((source) => {
    const { owns } = createKeys(settings.target.sku, [{ facts: source.facts, shops: [source.header[SHOP]] }])
    const products = [...owned.values()]
      .filter((one) => counts(one) && owns(one.live.key))
      .sort((a, b) => (a.live.key < b.live.key ? -1 : 1))
    return { source, products, absent: products.filter(absence(source, keys)) }
  })
}

function absence({ items }: SourceItems, keys: Keys): (owned: Owned) => boolean {
  const there = new Set(items.filter(({ state }) => state === 'listed').map(({ ref }) => keys.of(ref)))
  return ({ live }) => !there.has(live.key)
}
