import type { Json, JsonObject } from '../../model/json.ts'
import { asRecords, asText, isRecord, type RawRecord } from './raw.ts'
import type { Shared } from './shared.ts'

/**
 * Of no use for knowing a product again: addresses and audits change from one answer to the next, times with every edit
 * (contract, 7); stock has a field of its own, and what only says where pictures lie.
 */
const LEFT_OUT = new Set([
  ...['audit', 'audit_failed_reasons', 'listing_quality_tier', 'recommended_categories', 'has_draft'],
  ...['create_time', 'update_time', 'urls', 'thumb_urls', 'inventory', 'product_status'],
])
const OF_PRODUCT = new Set([...LEFT_OUT, 'skus', 'id', 'title', 'status'])

/** What no two products have in common. */
export const OWN = new Set(['identifier_code', 'seller_sku', 'id', 'external_sku_id', 'external_product_id'])

/** The platform's own record of a product without its SKUs, which have theirs. */
export function productRecord(raw: RawRecord, shared: Shared): JsonObject {
  const { description, main_images, ...rest } = raw
  const uris = asRecords(main_images).flatMap(({ uri }) => asText(uri) ?? [])
  return {
    ...record(rest, OF_PRODUCT, shared),
    ...(uris.length > 0 ? { main_images: uris } : {}),
    ...(typeof description === 'string' ? { description: withoutParameters(description) } : {}),
  }
}

export function skuRecord(raw: RawRecord, shared: Shared): JsonObject {
  return record(raw, LEFT_OUT, shared)
}

/** A product without variations and its only SKU in one. */
export function singleRecord(raw: RawRecord, shared: Shared): JsonObject {
  const [sku = {}] = asRecords(raw.skus)
  return { ...productRecord(raw, shared), sku: skuRecord(sku, shared) }
}

function record(raw: RawRecord, without: ReadonlySet<string>, shared: Shared): JsonObject {
  const kept: JsonObject = {}
  for (const [name, value] of Object.entries(raw)) {
    if (without.has(name) || value === undefined || value === null) continue
    const projected = project(value)
    kept[name] = OWN.has(name) ? projected : shared.take(projected)
  }
  return kept
}

function project(value: unknown): Json {
  if (Array.isArray(value)) return value.map(project)
  if (!isRecord(value)) return value as Json
  const kept = Object.entries(value).filter(
    ([name, member]) => !LEFT_OUT.has(name) && member !== undefined && member !== null,
  )
  return Object.fromEntries(kept.map(([name, member]) => [name, project(member)]))
}

/** Pictures in descriptions are addressed as volatile as others. */
function withoutParameters(html: string): string {
  return html.replace(/(<img\b[^>]*?\bsrc\s*=\s*["'][^"'?]*)\?[^"']*/gi, '$1')
}
