import { ConfigError } from '../model/errors.ts'
import type { Plan } from '../model/plan.ts'
import type { Work } from '../services/apply.ts'
import { heldBack } from '../services/plan.ts'
import { readPlan } from '../state/plan-file.ts'
import { approve } from './approval.ts'
import { checkApproved, checkPlanId, openRunOf } from './approved-plan.ts'
import { planFlags } from './plan-flags.ts'
import { type PlanChoice, planFor } from './planning.ts'
import type { Session } from './session.ts'
import { showPlan } from './show-plan.ts'

export interface WorkFlags extends PlanChoice {
  'auto-approve': boolean
  approved?: string | undefined
  resume: boolean
  'retry-failed'?: string | undefined
  details: boolean
  'max-rows'?: number | undefined
}

export interface WorkChoice {
  flags: WorkFlags
  /** A file of a plan; with `--resume`, a run. */
  planfile: string | undefined
}

/** Who plans and asks here, and how. */
export interface WorkSurroundings {
  session: Session
  /** To standard output. */
  stream: (pieces: Iterable<string>) => Promise<void>
  remark: (lines: string[]) => void
  signal: AbortSignal
  /** True when the output is for a program. */
  json: boolean
}

/** What an apply has to do; without a saved plan and a run, a plan is made, shown and approved. @throws SyncError */
export async function workOf({ flags, planfile }: WorkChoice, surroundings: WorkSurroundings): Promise<Work> {
  const retry = flags['retry-failed']
  if (flags.resume || retry !== undefined || planfile !== undefined) refusePlanning({ ...flags })
  if (flags.resume) return { resume: planfile ?? null }
  if (retry !== undefined && planfile !== undefined) {
    throw new ConfigError('usage', '--retry-failed takes a run; a plan file beside it has no meaning.')
  }
  if (retry !== undefined) return { retry }
  if (planfile !== undefined) return { plan: await readPlan(planfile) }
  const { approved } = flags
  const open = approved === undefined ? null : await reviewedRun(approved, surroundings)
  return open === null ? { plan: await approvedPlan(flags, surroundings) } : { resume: open }
}

/** The run of a plan that was reviewed, where it did not end. @throws ConfigError for what is no plan's id */
async function reviewedRun(id: string, { session, remark }: WorkSurroundings): Promise<string | null> {
  checkPlanId(id)
  const run = await openRunOf(id, session)
  if (run !== null) remark([`Run ${run} of the approved plan did not end; it goes on.`])
  return run
}

async function approvedPlan(flags: WorkFlags, surroundings: WorkSurroundings): Promise<Plan> {
  const { session, stream, signal, json } = surroundings
  const asks = !flags['auto-approve'] && flags.approved === undefined
  if (asks) refuseToAskNobody(json)
  const plan = await planFor(session, flags, surroundings)
  const done = flags.approved === undefined ? null : await checkApproved(plan, flags.approved, session)
  if (done !== null) surroundings.remark([done])
  if (!json) {
    await showPlan(plan, flags, { session, stream, remark: surroundings.remark })
    await stream(['\n'])
  }
  const unsafe = heldBack(plan)
  if (unsafe) throw unsafe
  if (asks && plan.operations.length > 0) await approve(signal)
  return plan
}

/** A saved plan, or the plan of a run, says all of this itself. */
function refusePlanning(flags: { [flag: string]: unknown }): void {
  const given = [...Object.keys(planFlags), 'approved'].filter(
    (flag) => flags[flag] !== undefined && flags[flag] !== false,
  )
  if (given.length === 0) return
  throw new ConfigError(
    'usage',
    `A saved plan is applied as it is; ${given.map((flag) => `--${flag}`).join(', ')} cannot change it.`,
    { hints: ['Make a plan with these options instead: sync plan … --out FILE.'] },
  )
}

function refuseToAskNobody(json: boolean): void {
  if (process.stdin.isTTY && process.stderr.isTTY && !json) return
  throw new ConfigError('not-approved', 'Nobody can be asked for approval here; nothing was written.', {
    hints: [
      'Apply a saved plan (sync plan --out FILE, then sync apply FILE), or add --auto-approve or --approved PLAN_ID.',
    ],
  })
}
