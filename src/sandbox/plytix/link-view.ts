import type { JsonObject } from '../../model/json.ts'
import type { Call } from './call.ts'
import type { LinkSet, Product } from './records.ts'
import { formatTime } from './times.ts'

/** All links of one relationship, as a list of at most one. */
export function linksView(call: Call, product: Product, relationship: string): JsonObject[] {
  const links = product.links.get(relationship)
  return links && links.size > 0 ? [linkSetView(call, relationship, links)] : []
}

export function linkSetView(call: Call, relationship: string, links: LinkSet): JsonObject {
  return {
    relationship_id: relationship,
    relationship_label: call.store.relationships.get(relationship)?.label ?? null,
    related_products: [...links].map(([product_id, { quantity, at }]) => ({
      product_id,
      quantity,
      last_modified: formatTime(at, call.version),
    })),
  }
}
