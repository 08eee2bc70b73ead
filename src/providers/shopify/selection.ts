import type { ItemFields } from '../../model/item.ts'
import type { ShopifyRequest } from './wants.ts'

/** True when flags choose some of what the settings ask for. */
export function isNarrowed({ ids, brands }: ShopifyRequest): boolean {
  return ids.length > 0 || brands.length > 0
}

/** Of families whole, what was asked for: whoever is named brings its product and its siblings along. */
export function chosenOf(items: ItemFields[], want: ShopifyRequest, limit: number | null): ItemFields[] {
  const { ids, brands } = want
  const names = new Set(brands.map(plain))
  const named = new Set(ids)
  const products = new Set(items.filter(({ asin }) => named.has(String(asin))).map(({ product_id }) => product_id))
  const isWanted = ({ product_id, brand }: ItemFields): boolean =>
    (ids.length === 0 || products.has(product_id)) && (brands.length === 0 || names.has(plain(brand)))
  return items.filter(isWanted).slice(0, limit ?? undefined)
}

function plain(name: unknown): string {
  return String(name ?? '')
    .trim()
    .toLowerCase()
}
