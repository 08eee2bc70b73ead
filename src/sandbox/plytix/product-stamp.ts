import type { JsonObject } from '../../model/json.ts'
import type { Call } from './call.ts'
import type { Product } from './records.ts'
import { formatTime } from './times.ts'

/** The answer to a write on v2. */
export function stampV2(call: Call, product: Product): JsonObject {
  return { id: product.id, ...timesOf(call, product), ...audits(call) }
}

/** Who made and changed it: always the API. */
export function audits(call: Call): JsonObject {
  const { id, name } = call.settings.account
  const audit = { type: 'API', user_email: 'api', user_id: id, user_name: name }
  return { created_user_audit: audit, modified_user_audit: audit }
}

/** When it was made and changed, as that version writes times. */
export function timesOf(call: Call, product: Product): JsonObject {
  return {
    created: formatTime(product.created, call.version),
    modified: formatTime(product.modified, call.version),
  }
}
