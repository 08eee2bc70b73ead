import type { Json, JsonObject } from '../../model/json.ts'
import { asRecords, isRecord, type RawRecord } from './raw.ts'

/**
 * Of no use for knowing a product again: addresses and audits change from one answer to the next, times with every edit
 * (contract, 7); stock has a field of its own, and what only says where pictures lie.
 */
const LEFT_OUT = new Set([
  ...['audit', 'audit_failed_reasons', 'listing_quality_tier', 'recommended_categories', 'has_draft'],
  ...['create_time', 'update_time', 'urls', 'thumb_urls', 'inventory', 'product_status'],
])
const OF_PRODUCT = new Set([...LEFT_OUT, 'skus', 'id', 'title', 'status'])

/** The platform's own record of a product without its SKUs, which have theirs. */
export function productRecord(raw: RawRecord): JsonObject {
  const { description, ...rest } = raw
  const kept = record(rest, OF_PRODUCT)
  return typeof description === 'string' ? { ...kept, description: withoutParameters(description) } : kept
}

export function skuRecord(raw: RawRecord): JsonObject {
  return record(raw, LEFT_OUT)
}

/** A product without variations and its only SKU in one. */
export function singleRecord(raw: RawRecord): JsonObject {
  const [sku = {}] = asRecords(raw.skus)
  return { ...productRecord(raw), sku: skuRecord(sku) }
}

function record(raw: RawRecord, without: ReadonlySet<string>): JsonObject {
  const kept = Object.entries(raw).filter(
    ([name, value]) => !without.has(name) && value !== undefined && value !== null,
  )
  return Object.fromEntries(kept.map(([name, value]) => [name, project(value)]))
}

function project(value: unknown): Json {
  if (Array.isArray(value)) return value.map(project)
  return isRecord(value) ? record(value, LEFT_OUT) : (value as Json)
}

/** Pictures in descriptions are addressed as volatile as others. */
function withoutParameters(html: string): string {
  return html.replace(/(<img\b[^>]*?\bsrc\s*=\s*["'][^"'?]*)\?[^"']*/gi, '$1')
}
