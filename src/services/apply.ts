import { applyPlan } from '../applier/index.ts'
import type { Clock } from '../model/clock.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { StalePlanError } from '../model/errors.ts'
import type { Digest } from '../model/json.ts'
import type { Plan } from '../model/plan.ts'
import type { Emit, RunResult } from '../model/run.ts'
import type { Workspace } from '../model/settings.ts'
import type { Connection, Target } from '../model/target.ts'
import { fieldKinds } from '../planner/kinds.ts'
import type { State } from '../state/database.ts'
import { createRunId } from '../state/folder.ts'
import { createJournal } from '../state/journal.ts'
import { loadMemory } from '../state/memory.ts'
import { savedResult } from '../state/runs.ts'
import { liveQuery } from './plan.ts'

export interface ApplyRequest {
  plan: Plan
  workspace: Workspace
  target: Target
  state: State
  concurrency: number
  clock: Clock
  random: () => number
  digest: Digest
  emit: Emit
}

export interface ApplyReport {
  result: RunResult
  /** What the target remarked, and what ended the run early. */
  notes: Diagnostic[]
  /** True: the plan was applied before, and nothing was called. */
  already: boolean
}

/** Executes a plan that someone approved. @throws StalePlanError when it is of another scope or account */
export async function apply(request: ApplyRequest, signal: AbortSignal): Promise<ApplyReport> {
  const { plan, workspace, target, state, clock } = request
  refuseOtherScope(plan, workspace)
  const earlier = appliedBefore(plan, state)
  if (earlier) return { result: earlier, notes: [], already: true }
  const connection = await target.connect(signal)
  refuseOtherAccount(plan, connection, target.traits.title)
  const { settings, attributes } = workspace
  const outcome = await applyPlan({
    plan,
    target,
    account: connection.account,
    query: liveQuery(workspace, target.traits, request.digest),
    kinds: fieldKinds({ settings, attributes, traits: target.traits }),
    writeBaseline: settings.policy.baseline === 'account',
    journal: createJournal(state, clock),
    runId: createRunId(clock, request.random),
    clock,
    digest: request.digest,
    concurrency: request.concurrency,
    signal,
    emit: request.emit,
  })
  return { ...outcome, already: false }
}

/** An empty plan is never used up: it says nothing about what was done. */
function appliedBefore(plan: Plan, state: State): RunResult | null {
  if (plan.operations.length === 0) return null
  const run = loadMemory(state, plan.target.account).receipts.get(plan.plan_id)
  return run === undefined ? null : savedResult(state, run)
}

function refuseOtherScope(plan: Plan, { settings }: Workspace): void {
  if (plan.workspace.scope === settings.scope) return
  throw new StalePlanError(
    'other-scope',
    `The plan is of scope ${plan.workspace.scope}; this workspace is ${settings.scope}.`,
    {
      hints: ['Apply it from the workspace that it was made in.'],
    },
  )
}

function refuseOtherAccount(plan: Plan, { account }: Connection, title: string): void {
  if (plan.target.account === account) return
  throw new StalePlanError(
    'other-account',
    `The plan was made for ${title} account ${plan.target.account}; the credentials are for ${account}.`,
    {
      hints: ['Use the credentials or the --account of that account, or make a new plan.'],
    },
  )
}
