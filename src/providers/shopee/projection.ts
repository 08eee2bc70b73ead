import type { RawRecord } from './raw.ts'
import type { Shared } from './shared.ts'

/**
 * Left out of what is kept as it came: addresses, which change while the picture stays, a promotion's id, which is longer
 * than numbers of JSON are exact, and what stands in fields of its own.
 */
const LEFT_OUT =
  /(?:^|_)urls?(?:_list)?$|^promotion_id$|^video_info$|^description(?:_info)?$|^(?:item|model)_(?:id|name|sku)$|^item_status$|^update_time$|^category_id$|^has_model$|^gtin_code$|^image$/

/** What Shopee said of an item, without what changes by itself. */
export function projectionOf(raw: RawRecord, shared: Shared): RawRecord {
  return Object.fromEntries(keptOf(raw).map(([name, value]) => [name, shared.take(projected(value))]))
}

function keptOf(raw: object): [string, unknown][] {
  return Object.entries(raw).filter(([name]) => !LEFT_OUT.test(name) && name !== '__proto__')
}

function projected(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(projected)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(keptOf(value).map(([name, inner]) => [name, projected(inner)]))
}
