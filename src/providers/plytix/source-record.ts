import { texts } from '../../model/fields.ts'
import type { JsonObject } from '../../model/json.ts'
import type { LiveResource } from '../../model/live.ts'
import { toProduct } from './convert.ts'
import { linksPath } from './paths.ts'
import { asMoment, asText, idsOf } from './raw.ts'
import type { SourceColumns } from './source-columns.ts'

/** A product as it was read, with what searches say of it beside its fields. */
export interface SourceProduct {
  product: LiveResource
  /** ISO 8601, UTC; `null` when Plytix does not say. */
  created: string | null
  modified: string | null
  /** The product that it is a variant of. */
  variantOf: string | null
  /** Products that the relationship of parents names. */
  children: string[]
  /** Name of its family; absent where nobody asked. */
  family?: string | null
}

/** From a row of a search on v2, or on v1. */
export function toSourceProduct(record: JsonObject, { wanted, hierarchy }: SourceColumns): SourceProduct {
  const product = toProduct(record, wanted)
  return {
    product,
    created: asMoment(record.created) ?? null,
    modified: asMoment(record.modified) ?? null,
    variantOf: idsOf(record.parent_id ?? record._parent_id)[0] ?? null,
    children: hierarchy === null ? [] : texts(product.fields[linksPath(hierarchy)]),
  }
}

/** Ids of parents by the id of a product: what it is a variant of comes first, then by SKU. */
export function parentsOf(products: readonly SourceProduct[]): Map<string, string[]> {
  const there = new Set(products.map(({ product }) => product.id))
  const parents = new Map<string, string[]>()
  const add = (child: string, parent: string): void => {
    const known = parents.get(child) ?? []
    if (child !== parent && !known.includes(parent)) parents.set(child, [...known, parent])
  }
  for (const { product, variantOf } of products) if (variantOf !== null) add(product.id, variantOf)
  const bySku = [...products].sort((a, b) => ((asText(a.product.key) ?? '') < (asText(b.product.key) ?? '') ? -1 : 1))
  for (const { product, children } of bySku) {
    for (const child of children) if (there.has(child)) add(child, product.id)
  }
  return parents
}
