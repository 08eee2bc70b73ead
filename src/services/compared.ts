import type { Plan } from '../model/plan.ts'
import { assembleDrift, type DriftContents } from '../planner/drift/index.ts'
import { refuseOtherTemplate } from '../planner/guard/sku-template.ts'
import { prepare } from '../planner/index.ts'
import type { Prepared } from '../planner/prepared.ts'
import type { PlanInput } from '../planner/types.ts'
import { type PlanRequest, planWith, withAbsences } from './plan.ts'

/** What a report is made of that is no plan to be applied. */
export interface ComparedAll extends DriftContents {
  plan: Plan
  prepared: Prepared
}

/** Reads both sides and compares all of them, as a plan does; what is chosen narrows what is told. Never writes. @throws SyncError */
export async function compareAll(request: PlanRequest, signal: AbortSignal): Promise<ComparedAll> {
  let found: Omit<ComparedAll, 'plan'> | null = null
  const assemble = async (input: PlanInput) => {
    const prepared = prepare(input)
    refuseOtherTemplate(prepared.matched, input)
    const past = await withAbsences(prepared, input, request)
    found = { prepared, ...assembleDrift(prepared, past.input) }
    return found.contents
  }
  // Nothing that is approved by an id is made of this plan.
  const plan = await planWith({ ...request, identify: () => '' }, { assemble }, signal)
  return { plan, ...(found as unknown as Omit<ComparedAll, 'plan'>) }
}
