import type { SourceSnapshot } from '../../model/source.ts'
import { ownsSku, type Population, skuOf } from '../match/population.ts'
import type { Owned, PlanInput } from '../types.ts'

/** What the account holds of one marketplace in this scope, against what its export says. */
export interface Held {
  source: SourceSnapshot
  /** In SKU order. */
  products: Owned[]
  /** Those whose listing the export does not have, or has only as not available. */
  absent: Owned[]
}

type Input = Pick<PlanInput, 'settings' | 'sources'>

/**
 * Products whose baseline names this scope. Where no product in our form has a baseline of any scope, the form of the SKU
 * is all there is to go by; `assumed` takes those too.
 */
export function heldProducts(
  { settings, sources }: Input,
  { owned, otherScope }: Population,
  { assumed }: { assumed: boolean },
): Held[] {
  const marked = otherScope.size > 0 || [...owned.values()].some(({ baseline }) => baseline !== null)
  const counts = ({ baseline }: Owned) => (marked ? baseline !== null : assumed)
  return sources.map((source) => {
    const { marketplace } = source.header
    const inForm = ownsSku({ ...settings, source: { ...settings.source, marketplaces: [marketplace] } })
    const products = [...owned.values()]
      .filter((one) => counts(one) && inForm(one.product.sku))
      .sort((a, b) => (a.product.sku < b.product.sku ? -1 : 1))
    return { source, products, absent: products.filter(absence(source, settings.target.sku)) }
  })
}

function absence({ items }: SourceSnapshot, template: string): (owned: Owned) => boolean {
  const there = new Set(items.filter(({ unavailable }) => !unavailable).map((item) => skuOf(template, item)))
  return ({ product }) => !there.has(product.sku)
}
