import type { Diagnostic } from '../model/diagnostic.ts'
import { ConfigError } from '../model/errors.ts'
import type { Plan } from '../model/plan.ts'
import { differenceOf } from '../model/plan-difference.ts'
import { exportedSince, findReviewed } from '../services/reviewed.ts'
import { filesChanged } from '../services/workspace-change.ts'
import { isPlanId, type ReviewedPlan } from '../state/reviewed.ts'
import { circumstanceRemarks, differenceCounts, differenceRemarks } from '../ui/not-approved.ts'
import { count } from '../ui/words.ts'
import type { Session } from './session.ts'

/** Where the documents save plans: looked at when this state remembers nothing of what was reviewed. */
const BESIDE = 'plan.json'

type Reading = Pick<Session, 'state'>

/** @throws ConfigError for what is no plan's id, before anything is read for it */
export function checkPlanId(id: string): void {
  if (isPlanId(id)) return
  throw new ConfigError('usage', `--approved takes the whole id of a plan, not ${JSON.stringify(id.slice(0, 100))}.`, {
    hints: [
      'It is "sha256:" and 64 characters, as plan_id says it in a plan, its Markdown and "sync plan --json"; a part of it could be that of another plan.',
    ],
  })
}

/** The run of this plan that did not end: going on with it is doing what was reviewed. `null` when there is none. */
export async function openRunOf(id: string, { state }: Reading): Promise<string | null> {
  return (await state.runs.open()).findLast((run) => run.plan_id === id)?.run_id ?? null
}

/**
 * Compares a plan with the one that was approved.
 * @returns what to remark: the approved one was applied before, and nothing is left to do
 * @throws ConfigError that says what differs, when it is another one
 */
export async function checkApproved(plan: Plan, id: string, { state }: Reading): Promise<string | null> {
  if (plan.plan_id === id) return null
  const done = await state.runs.completed(id, plan.target.account)
  if (done && plan.operations.length === 0) return `Plan ${id} was applied before, by run ${done.run_id}.`
  const reviewed = await findReviewed(id, { folder: state.folder, file: BESIDE })
  const applied = done ? [`The approved plan was applied before, by run ${done.run_id}; this is what came since.`] : []
  throw new ConfigError('not-approved', messageOf(plan, reviewed), {
    diagnostics: reviewed === null ? [] : remarksOn(plan, reviewed),
    hints: [
      ...applied,
      `Approved: ${id}. Now: ${plan.plan_id}. Nothing was written.`,
      'Review it with "sync plan" and approve it anew.',
    ],
  })
}

function messageOf({ operations }: Plan, reviewed: ReviewedPlan | null): string {
  const now = count(operations.length, 'operation')
  if (reviewed === null) {
    return `The plan is not the approved one, of which nothing is known here: neither state/ nor ${BESIDE} holds it. It has ${now} now.`
  }
  if (reviewed.operations === null) {
    return `The plan is not the approved one: that had ${count(reviewed.count, 'operation')}, too many to be kept one by one, and this has ${now}.`
  }
  return `The plan is not the approved one any more: ${differenceCounts(differenceOf(reviewed.operations, operations))}.`
}

function remarksOn(plan: Plan, reviewed: ReviewedPlan): Diagnostic[] {
  const { digest, files = {} } = plan.workspace
  const changed = reviewed.workspace.digest === digest ? null : filesChanged(reviewed.workspace.files, files)
  return [
    ...(reviewed.operations === null ? [] : differenceRemarks(differenceOf(reviewed.operations, plan.operations))),
    ...circumstanceRemarks({
      sources: exportedSince(reviewed, plan),
      reviewed: reviewed.selection,
      now: plan.selection,
      files: changed,
    }),
  ]
}
