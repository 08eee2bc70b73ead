import type { SimResponse } from '../http.ts'
import { bodyOf, type Call } from './call.ts'
import { hasColumn, productField } from './product-fields.ts'
import { searchRow } from './product-row.ts'
import type { Product } from './records.ts'
import { relationshipFilter } from './relationship-filter.ts'
import { runSearch } from './search.ts'
import type { SearchQuery } from './search-body.ts'

const MAX_COLUMNS = { v1: 20, v2: 50 }

export function searchProducts(call: Call): SimResponse {
  const { store } = call
  return runSearch(call, {
    table: store.products,
    field: (name) => productField(call, name),
    hasColumn: (name) => hasColumn(call, name),
    maxColumns: MAX_COLUMNS[call.version],
    maxPageSize: 100,
    row: (product, columns) => searchRow(call, product, columns),
    also: relationshipFilter(call, bodyOf(call).relationship_filters ?? []),
    narrow: (query) => withListedSkus(call, query),
  })
}

/** A search for listed SKUs need not look at every product. */
function withListedSkus(call: Call, { groups }: SearchQuery): Product[] | null {
  const { store } = call
  if (groups.length === 0 || !store.products.settled()) return null
  const ids = new Set<string>()
  for (const group of groups) {
    const bySku = group.find(({ field, operator }) => field === 'sku' && (operator === 'eq' || operator === 'in'))
    if (!bySku) return null
    for (const sku of [bySku.value].flat()) {
      for (const id of store.index.withFoldedSku(String(sku))) ids.add(id)
    }
  }
  return [...ids].flatMap((id) => store.products.get(id) ?? [])
}
