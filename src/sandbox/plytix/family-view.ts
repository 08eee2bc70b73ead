import type { JsonObject } from '../../model/json.ts'
import type { Call } from './call.ts'
import type { Family } from './records.ts'
import { formatTime } from './times.ts'

/** A family as answers show it. */
export function familyView(call: Call, family: Family): JsonObject {
  let products = 0
  for (const product of call.store.products.values()) if (product.family === family.id) products += 1
  const created = formatTime(family.created, 'v1')
  return {
    id: family.id,
    name: family.name,
    created,
    created_at: created,
    modified: formatTime(family.modified, 'v1'),
    total_attributes: Object.keys(family.levels).length,
    total_models: 0,
    total_products: products,
  }
}
