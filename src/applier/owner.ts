import { parseBaseline } from '../model/baseline.ts'
import type { Digest } from '../model/json.ts'
import type { LiveProduct } from '../model/live.ts'

/** Whose products a run may write. */
export interface Ownership {
  /** True for SKUs of the workspace's own form. */
  owns: (sku: string) => boolean
  scope: string
  baselineLabel: string
  digest: Digest
}

/**
 * Whether the baseline of a product says that somebody else owns it. A canonical product has none at all; one of the
 * workspace's own form may carry that of the product it was copied from.
 */
export function isForeign(live: LiveProduct, { owns, scope, baselineLabel, digest }: Ownership): boolean {
  const baseline = parseBaseline(live.attributes[baselineLabel], digest)
  if (baseline === null) return false
  return owns(live.sku) ? baseline.sku === live.sku && baseline.scope !== scope : true
}
