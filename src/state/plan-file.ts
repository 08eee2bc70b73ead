import { StalePlanError } from '../model/errors.ts'
import type { Plan } from '../model/plan.ts'
import { prepareOutput, writeOutput } from './output-file.ts'
import type { OutputKind } from './output-kind.ts'
import { writeDigested, writePieces } from './pieces.ts'
import { checkPlan, Taken } from './plan-check.ts'
import { planContent } from './plan-content.ts'
import { idInFull, planId } from './plan-id.ts'
import { isLong } from './plan-short.ts'
import { longHead, operationLines, planFileText, restText } from './plan-text.ts'

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
  await writeOutput(path, PLAN, (draft) => writePieces(draft, planFileText(plan)))
}

/** The same for a plan without an id, which is found while it is written. @returns the id @throws ConfigError */
export async function writeNewPlan(path: string, plan: Plan): Promise<string> {
  const { operations } = plan
  if (isLong(operations)) return writeOutput(path, PLAN, (draft) => writeLong(draft, plan))
  const plan_id = planId(operations)
  await writePlan(path, { ...plan, plan_id })
  return plan_id
}

async function writeLong(file: string, plan: Plan): Promise<string> {
  const header = (digest: string) => longHead({ ...plan, plan_id: `sha256:${digest}` })
  const lines = operationLines(plan.operations)
  return `sha256:${await writeDigested(file, { header, lines, rest: restText(plan) })}`
}

/** @throws StalePlanError when the file is no plan, was cut off or edited, or is of another format. */
export async function readPlan(path: string): Promise<Plan> {
  const taken = new Taken()
  const { value, digest } = await planContent(path, taken.take)
  const plan = checkPlan(path, value, taken)
  const isOwn = digest === null || !isLong(plan.operations) ? isOf(plan) : digest === plan.plan_id
  if (isOwn) return plan
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

/** Whether the id is that of the operations however they stand in the file, or is as earlier versions made it. */
function isOf({ plan_id, operations }: Plan): boolean {
  return (isLong(operations) && idInFull(operations) === plan_id) || planId(operations) === plan_id
}
