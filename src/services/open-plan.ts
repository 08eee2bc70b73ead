import type { Plan } from '../model/plan.ts'
import { readPlan } from '../state/plan-file.ts'
import { planText } from '../state/plan-text.ts'

export interface OpenedPlan {
  plan: Plan
  /** The JSON document that it is, in pieces. */
  document: Iterable<string>
}

/** A saved plan, checked. @throws StalePlanError when it is none, was cut off or edited, or is of another format */
export async function openPlan(path: string): Promise<OpenedPlan> {
  const plan = await readPlan(path)
  return { plan, document: planText(plan) }
}
