import { StalePlanError } from '../model/errors.ts'
import { PLAN_FORMAT, type Plan } from '../model/plan.ts'
import { prepareOutput, writeOutput } from './output-file.ts'
import type { OutputKind } from './output-kind.ts'
import { writePieces } from './pieces.ts'
import { checkPlan } from './plan-check.ts'
import { planContent } from './plan-content.ts'
import { planId } from './plan-id.ts'
import { planText } from './plan-text.ts'

const PLAN: OutputKind = {
  code: 'plan-unwritable',
  name: 'plan',
  one: 'plan',
  begins: /^\s*\{\s*"format_version"\s*:\s*"[^"]*"\s*,\s*"program"\s*:/,
}

/** Checks a place for a plan before the plan is made. @throws ConfigError */
export function preparePlan(path: string): void {
  prepareOutput(path, PLAN)
}

/** Writes a plan where a flag says; whole or not at all. @throws ConfigError */
export async function writePlan(path: string, plan: Plan): Promise<void> {
  await writeOutput(path, PLAN, (draft) => writePieces(draft, planText(plan)))
}

/** @throws StalePlanError when the file is no plan, was cut off or edited, or is of another format. */
export async function readPlan(path: string): Promise<Plan> {
  const plan = checkPlan(path, await planContent(path), PLAN_FORMAT)
  if (planId(plan.operations) !== plan.plan_id) {
    throw new StalePlanError(
      'plan-edited',
      `The operations in ${path} do not agree with its plan_id: the file was edited.`,
      {
        hints: [
          'Make a new plan with "sync plan --out FILE"; to change what it does, change the workspace or narrow it with --address.',
        ],
      },
    )
  }
  return plan
}
