import { parseBaseline, scopeOf } from '../model/baseline.ts'
import type { Digest } from '../model/json.ts'
import type { LiveResource } from '../model/live.ts'
import type { Operation } from '../model/plan.ts'

/** Whose resources a run may write. */
export interface Ownership {
  /** True for keys of the workspace's own form. */
  owns: (key: string) => boolean
  scope: string
  baselinePath: string
  digest: Digest
}

/**
 * Whether the baseline of a resource says that somebody else owns it. A canonical product has none at all; one of the
 * workspace's own form may carry that of the product it was copied from.
 */
export function isForeign(live: LiveResource, { owns, scope, baselinePath, digest }: Ownership): boolean {
  const baseline = parseBaseline(live.fields[baselinePath], digest)
  if (baseline === null) return false
  return owns(live.key) ? baseline.sku === live.key && baseline.scope !== scope : true
}

/** The same for an operation: only what takes a resource over may meet another scope's, and only that one. */
export function isForeignTo({ action, baseline }: Operation, live: LiveResource, ownership: Ownership): boolean {
  if (!isForeign(live, ownership)) return false
  const from = action === 'adopt' ? baseline?.from_scope : undefined
  if (from === undefined || !ownership.owns(live.key)) return true
  return scopeOf(live, ownership.baselinePath, ownership.digest) !== from
}
