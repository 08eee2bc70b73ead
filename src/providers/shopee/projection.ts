import type { RawRecord } from './raw.ts'

/**
 * Left out of what is kept as it came: addresses, which change while the picture stays, a promotion's id, which is longer
 * than numbers of JSON are exact, and what stands in fields of its own.
 */
const LEFT_OUT = /(?:^|_)urls?(?:_list)?$|^promotion_id$|^video_info$|^item_name$|^description$/

/** What Shopee said of an item, without what changes by itself. */
export function projectionOf(raw: RawRecord): RawRecord {
  return projected(raw) as RawRecord
}

function projected(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(projected)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([name]) => !LEFT_OUT.test(name) && name !== '__proto__')
  return Object.fromEntries(kept.map(([name, inner]) => [name, projected(inner)]))
}
