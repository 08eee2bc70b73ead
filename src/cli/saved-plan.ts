import type { UnsafePlanError } from '../model/errors.ts'
import type { Plan } from '../model/plan.ts'
import type { Identify } from '../services/plan-document.ts'
import { preparePlan, writeNewPlan } from '../state/plan-file.ts'
import { planText } from '../state/plan-text.ts'
import { describeFailure } from './failure.ts'
import { type PlanChoice, planFor, type Surroundings } from './planning.ts'
import type { Session } from './session.ts'

interface SavedChoice extends PlanChoice {
  /** A file to save the plan in. */
  out?: string | undefined
}

/** Makes a plan as the flags say, and saves it where they say; the place is checked before. @throws SyncError */
export function savedPlanFor(session: Session, flags: SavedChoice, surroundings: Surroundings): Promise<Plan> {
  return saveAs(flags.out, (identify) => planFor(session, flags, { ...surroundings, identify }))
}

/** Makes a plan and saves it as it is identified, if there is a place for it, which is checked before. @throws SyncError */
export async function saveAs(
  out: string | undefined,
  make: (identify: Identify | undefined) => Promise<Plan>,
): Promise<Plan> {
  if (out === undefined) return make(undefined)
  preparePlan(out)
  return make((plan) => writeNewPlan(out, plan))
}

/** The plan for `--json`, with why it must not be applied. */
export function planDocument(plan: Plan, unsafe: UnsafePlanError | null): Iterable<string> {
  return planText(plan, unsafe && describeFailure(unsafe))
}
