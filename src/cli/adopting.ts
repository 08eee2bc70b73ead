import type { Plan } from '../model/plan.ts'
import { planAdoption, refuseOwnScope } from '../services/adopt.ts'
import { loadFormer } from '../services/sources.ts'
import { logPlan, type PlanChoice, planRequest, type Surroundings } from './planning.ts'
import type { Session } from './session.ts'

export interface AdoptChoice extends PlanChoice {
  'as-of'?: string | undefined
  'from-scope'?: string | undefined
}

/** Plans baselines as the flags say; what is named by them is looked at before anything is read for minutes. @throws SyncError */
export async function adoptionFor(session: Session, flags: AdoptChoice, surroundings: Surroundings): Promise<Plan> {
  const { workspace, providers, clock } = session
  const { 'as-of': file, 'from-scope': scope } = flags
  refuseOwnScope(scope, workspace.settings.scope)
  const asOf = file === undefined ? null : await loadFormer(file, { workspace, providers, clock, shops: [] })
  const request = await planRequest(session, flags, surroundings)
  const remarks = [...(request.remarks ?? []), ...(asOf ?? []).flatMap(({ diagnostics }) => diagnostics)]
  const plan = await planAdoption({ ...request, remarks, asOf, fromScope: scope ?? null }, surroundings.signal)
  logPlan(session, plan)
  return plan
}
