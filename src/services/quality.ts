import { SHOP } from '../model/edge-names.ts'
import type { Digest } from '../model/json.ts'
import type { PlanSelection } from '../model/plan.ts'
import type { QualityReport } from '../model/quality-report.ts'
import type { Workspace } from '../model/settings.ts'
import type { SourceItems } from '../model/source.ts'
import type { QualityMemory } from '../model/state.ts'
import type { TargetTraits } from '../model/target.ts'
import { qualityOf } from '../planner/quality/report.ts'
import { keysOf } from './shops.ts'

export interface QualityRequest {
  workspace: Workspace
  sources: SourceItems[]
  traits: TargetTraits
  selection: PlanSelection
  memory: QualityMemory
  /** So many of the newest plans and applies. */
  runs: number
  digest: Digest
}

/** How good the items are, without a look at the target. */
export async function reportQuality(request: QualityRequest): Promise<QualityReport> {
  const { workspace, sources, traits, selection, memory, runs, digest } = request
  const { settings, attributes, variants = [], overrides, shops, quality } = workspace
  const found = qualityOf({
    ...{ settings, attributes, variants, overrides, sources, shops, traits, selection, digest },
    ...(quality ? { quality } : {}),
    keys: keysOf(workspace),
    // Nothing of what is judged depends on what the target holds.
    live: { read_at: '', complete: true, resources: {}, missing: [] },
    allow: new Set(),
    memory: { created: new Set(), deadImages: new Set(), takenOff: new Set() },
  })
  return {
    scope: settings.scope,
    exports: sources.map(({ header, items }) => ({
      provider: header.provider,
      [SHOP]: header[SHOP],
      items: items.length,
      complete: header.complete,
      exported_at: header.exported_at,
    })),
    ruled: quality !== undefined,
    ...found,
    trend: await memory.latest(settings.scope, runs),
  }
}
