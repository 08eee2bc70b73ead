import type { CatalogueReport } from '../model/catalogue-report.ts'
import { liveOf } from '../model/live.ts'
import { tiersOf } from '../model/target-kinds.ts'
import { catalogueFindings } from '../planner/catalogue/index.ts'
import { addressMatcher } from '../planner/guard/patterns.ts'
import { compareAll } from './compared.ts'
import type { PlanRequest } from './plan.ts'

/** Looks for what contradicts itself in the catalogue, with what could be done about it. Changes nothing. @throws SyncError */
export async function verifyCatalogue(request: PlanRequest, signal: AbortSignal): Promise<CatalogueReport> {
  const { plan, ...compared } = await compareAll({ ...request, whole: true }, signal)
  const { addresses } = request.selection
  const isChosen = addresses.length === 0 ? () => true : addressMatcher(addresses)
  const findings = catalogueFindings({ ...compared, isChosen })
  const { live, traits, sources } = compared.differences.context.input
  const { created_at, target, diagnostics } = plan
  return {
    scope: request.workspace.settings.scope,
    created_at,
    ok: findings.length === 0,
    checked: {
      resources: tiersOf(traits).reduce((sum, { name }) => sum + liveOf(live, name).length, 0),
      items: sources.reduce((sum, { items }) => sum + items.length, 0),
      complete: live.complete && sources.every(({ header }) => header.complete),
    },
    findings,
    sources: plan.sources,
    target,
    diagnostics,
  }
}
