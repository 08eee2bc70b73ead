import { applyPlan } from '../applier/index.ts'
import { type Ending, stopAfter } from '../applier/stop.ts'
import type { Clock } from '../model/clock.ts'
import { type Diagnostic, diagnostic } from '../model/diagnostic.ts'
import { StalePlanError, UnsafePlanError } from '../model/errors.ts'
import type { Emit } from '../model/event.ts'
import type { Gauges } from '../model/gauges.ts'
import type { Digest } from '../model/json.ts'
import type { Plan } from '../model/plan.ts'
import type { RunResult, Unfinished } from '../model/run.ts'
import type { Workspace } from '../model/settings.ts'
import type { KnownRun, State } from '../model/state.ts'
import { BASELINE_CUT, type Connection, type Target } from '../model/target.ts'
import { createRunId } from '../state/folder.ts'
import type { Lock } from '../state/lock.ts'
import { refuseLost } from '../state/lost.ts'
import { loadPlanCopy, savePlanCopy } from '../state/plan-copy.ts'
import { saveRecord } from '../state/run-record.ts'
import { tellCalls } from './call-progress.ts'
import { targetFigures } from './calls/figures.ts'
import type { CallMeter } from './calls/meter.ts'
import { knownRun, runToResume } from './choose-run.ts'
import { refuseUndeclaredFields } from './declared-fields.ts'
import { isOnResources } from './local-baselines.ts'
import { type LockOptions, withLock } from './lock.ts'
import { refuseForeign, refuseForeignLinks } from './ownership.ts'
import { heldBack } from './plan.ts'
import { wantForPlan } from './plan-want.ts'
import { planRetry } from './retry.ts'
import { supersedeEarlier } from './supersede.ts'
import { workspaceChange } from './workspace-change.ts'

/** What is to be done: a plan, the rest of a run (`null`: the latest), or what failed in one. */
export type Work =
  /** `confirmed`: made and confirmed by the command that asks for it, not read from a file. */
  { plan: Plan; confirmed?: true } | { resume: string | null } | { retry: string }

export interface ApplyRequest {
  work: Work
  workspace: Workspace
  target: Target
  state: State
  concurrency?: number | undefined
  /** How the lock is taken. */
  lock: Pick<LockOptions, 'command' | 'timeout' | 'onWait' | 'log'>
  limits: Limits
  /** The command that goes on with a run. */
  resumeCommand: (run: string) => string
  clock: Clock
  random: () => number
  digest: Digest
  emit: Emit
  /** Hears what is asked of systems; absent: nobody counts. */
  calls?: CallMeter
  /** How it stands with this process; absent: nobody looks. */
  gauges?: Gauges
  /** Told, before the first write, what is odd about the plan. */
  remark?: (note: Diagnostic) => void
}

export interface Limits {
  /** Most calls of this process, sign-ins apart. */
  budget?: number
  /** Milliseconds. */
  maxDuration?: number
  /** Most operations that may fail, meet a conflict or be skipped, given the number of all. */
  maxFailures?: (operations: number) => number
}

export interface ApplyReport {
  result: RunResult
  /** What the target remarked, and what ended the run early. */
  notes: Diagnostic[]
  /** True: the plan was applied before, and nothing was called. */
  already: boolean
  ending: Ending | null
  /** True: there were failures, but not more than are accepted. */
  tolerated: boolean
}

/**
 * Executes a plan that someone approved, goes on with a run, or tries its failures again.
 * @throws UnsafePlanError when a guard holds it back. @throws StalePlanError when it is of another scope or account. @throws LockedError while another run is under way
 */
export async function apply(request: ApplyRequest, signal: AbortSignal): Promise<ApplyReport> {
  const { work, state, clock, random, lock } = request
  await refuseLost(state)
  if ('plan' in work) {
    refuseUnconfirmed(work)
    refuseUnfit(work.plan, request)
    const earlier = await appliedBefore(work.plan, state)
    if (earlier) return earlier
  }
  return withLock({ state, clock, random, ...lock }, signal, (held) => applyLocked(request, held, signal))
}

interface Assignment {
  plan: Plan
  /** The run to go on with, `null` for a new one. */
  run: KnownRun | null
  retryOf?: string
}

async function applyLocked(request: ApplyRequest, lock: Lock, signal: AbortSignal): Promise<ApplyReport> {
  const { workspace, target, state, limits } = request
  const { plan, run, ...rest } = await assignmentOf(request)
  refuseOtherScope(plan, workspace)
  refuseForeign(plan, workspace, target.traits)
  refuseUndeclaredFields(plan, workspace, target.traits)
  const earlier = run === null ? await appliedBefore(plan, state) : null
  if (earlier) return earlier
  const change = workspaceChange(plan, workspace)
  if (change) request.remark?.(change)
  const connection = await target.connect(signal)
  refuseOtherAccount(plan, connection, target.traits.title)
  const want = wantForPlan(plan, workspace, { traits: target.traits, digest: request.digest })
  await refuseForeignLinks(plan, { workspace, target, want }, signal)
  const stop = new AbortController()
  const off = limits.maxDuration === undefined ? () => {} : stopAfter(limits.maxDuration, request.clock, stop)
  try {
    const session = { request, lock, connection, signal: AbortSignal.any([signal, stop.signal]) }
    return await runPlan({ plan, run, ...rest }, session)
  } finally {
    off()
  }
}

async function assignmentOf({ work, state, digest, target, workspace }: ApplyRequest): Promise<Assignment> {
  if ('plan' in work) {
    const { plan } = work
    const same = (run: KnownRun): boolean => run.plan_id === plan.plan_id && run.account === plan.target.account
    return { plan, run: (await state.runs.open()).findLast(same) ?? null }
  }
  if ('retry' in work) {
    const failed = await knownRun(state, work.retry)
    const plan = await planRetry(state, failed, {
      digest,
      traits: target.traits,
      local: !isOnResources(workspace.settings, target.traits),
    })
    return { plan, run: null, retryOf: failed.run_id }
  }
  const run = await runToResume(state, work.resume)
  return { plan: await loadPlanCopy(state.folder, run.run_id), run }
}

interface RunSession {
  request: ApplyRequest
  lock: Lock
  connection: Connection
  signal: AbortSignal
}

async function runPlan({ plan, run, retryOf }: Assignment, session: RunSession): Promise<ApplyReport> {
  const { request, lock, connection, signal } = session
  const { workspace, target, state, clock, digest, limits } = request
  const runId = run?.run_id ?? createRunId(clock, request.random)
  const { settings } = workspace
  const shared = {
    target,
    want: wantForPlan(plan, workspace, { traits: target.traits, digest }),
    clock,
    digest,
    signal,
  }
  target.allow(callsLeft(limits.budget, target))
  const { account } = connection
  const writeBaseline = isOnResources(settings, target.traits)
  const earlier = await supersedeEarlier({ runId, account, writeBaseline, ...shared }, { plan, state, lock })
  if (run === null) await savePlanCopy(state.folder, runId, plan)
  const counting = request.calls?.count()
  const maxFailures = limits.maxFailures?.(plan.operations.length)
  const outcome = await applyPlan({
    ...shared,
    ...(limits.budget === undefined ? {} : { budget: callsLeft(limits.budget, target) }),
    ...(maxFailures === undefined ? {} : { maxFailures }),
    ...(run === null ? {} : await leftOf(run, { state, writeBaseline })),
    ...(retryOf === undefined ? {} : { retryOf }),
    plan,
    account,
    writeBaseline,
    journal: state.journal({ clock, lock }),
    writtenBefore: (id) => state.memory.skuOf(account, id),
    runId,
    ...(request.concurrency === undefined ? {} : { concurrency: request.concurrency }),
    resumeCommand: request.resumeCommand,
    emit: request.emit,
    ...(counting && { systems: () => targetFigures(counting, target) }),
    ...(request.gauges && { peaks: request.gauges.peaks, isShort: request.gauges.isShort }),
  })
    .finally(tellCalls(target, request.emit))
    .finally(() => counting?.end())
  const unsaved = await keepRecord(state, runId)
  const { failed, conflict, skipped } = outcome.result.operations
  const tolerated = maxFailures !== undefined && failed + conflict + skipped <= maxFailures
  return { ...outcome, notes: [...earlier, ...outcome.notes, ...unsaved], already: false, tolerated }
}

/** Planning in the same command has used some of them. */
function callsLeft(budget: number | undefined, target: Target): number {
  if (budget === undefined) return Number.POSITIVE_INFINITY
  const { reads, writes } = target.calls()
  return Math.max(0, budget - reads - writes)
}

/** What a run left to do, and what it took so far. */
async function leftOf(run: KnownRun, { state, writeBaseline }: { state: State; writeBaseline: boolean }) {
  const unfinished = leftBy(await state.runs.unfinished(run.run_id), writeBaseline)
  return { unfinished, ...(run.result === null ? {} : { spent: run.result }) }
}

/** What was cut on the products is kept elsewhere now: these writes count as done once they are looked at again. */
function leftBy(unfinished: Unfinished, writeBaseline: boolean): Unfinished {
  if (writeBaseline) return unfinished
  const outcomes = [...unfinished.outcomes].filter(([, { code }]) => code !== BASELINE_CUT)
  return { ...unfinished, outcomes: new Map(outcomes) }
}

/** The run's own record makes up for a lost database; without it, only that is lost. */
async function keepRecord(state: State, runId: string): Promise<Diagnostic[]> {
  const run = await state.runs.find(runId)
  if (!run?.result) return []
  const { run_id, plan_id, account, scope, started_at, operations, retry_of, result } = run
  const start = { run_id, plan_id, account, scope, started_at, operations, ...(retry_of ? { retry_of } : {}) }
  const outcomes = [...(await state.runs.unfinished(runId)).outcomes.values()]
  try {
    await saveRecord(state.folder, { run: start, result, outcomes })
    return []
  } catch (error) {
    const message = `The record of run ${runId} cannot be written: ${(error as Error).message}.`
    return [
      diagnostic({ severity: 'warning', code: 'record-unwritable', message, hint: 'Check the room on the disk.' }),
    ]
  }
}

/**
 * An empty plan is never used up: it says nothing about what was done. Nor is one that was made after its like was applied:
 * what that did was undone since.
 */
async function appliedBefore(plan: Plan, state: State): Promise<ApplyReport | null> {
  if (plan.operations.length === 0) return null
  const run = await state.runs.completed(plan.plan_id, plan.target.account)
  if (!run?.result || Date.parse(plan.created_at) > Date.parse(run.ended_at ?? '')) return null
  const { part: _part, ...result } = run.result
  return { result: { ...result, ending: null }, notes: [], already: true, ending: null, tolerated: false }
}

/** Before anything is looked at: a plan of another scope, that a guard holds back, or that touches what is not ours. */
export function refuseUnfit(plan: Plan, { workspace, target }: Pick<ApplyRequest, 'workspace' | 'target'>): void {
  refuseOtherScope(plan, workspace)
  const unsafe = heldBack(plan)
  if (unsafe) throw unsafe
  refuseForeign(plan, workspace, target.traits)
  refuseUndeclaredFields(plan, workspace, target.traits)
}

/** A cleanup is never carried out without the number of its deletes. */
function refuseUnconfirmed({ plan: { purpose, summary }, confirmed }: Extract<Work, { plan: Plan }>): void {
  if (purpose?.command !== 'cleanup' || confirmed) return
  throw new UnsafePlanError('not-confirmed', 'A saved cleanup is for reading; it is carried out by its own command.', {
    hints: [
      `sync cleanup --sku-prefix ${purpose.of ?? 'P'} --confirm ${summary.delete}, with the flags that it was planned with`,
    ],
  })
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
