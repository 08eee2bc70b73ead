import { type Clock, elapsedOf } from '../model/clock.ts'
import { type Diagnostic, diagnostic } from '../model/diagnostic.ts'
import { SyncError } from '../model/errors.ts'
import type { RunResult } from '../model/run.ts'
import { drain } from './drain.ts'
import type { ApplyOptions } from './options.ts'
import { type ResultInput, summarise } from './result.ts'
import { createRun, lockOf } from './run.ts'
import { createSchedule } from './schedule.ts'
import { createStop, type Ending, endingOf, isJournalError, tellEnding } from './stop.ts'
import { watchOutcomes } from './watch.ts'

export interface ApplyOutcome {
  result: RunResult
  /** What the target said about writes that went well, and what ended the run early. */
  notes: Diagnostic[]
  /** Why the run ended before its plan, `null` when it did not. */
  ending: Ending | null
}

type Failed = { error: unknown } | null

/**
 * Executes a plan, or the rest of one, and accounts for every operation. One bad operation stops only those that
 * depend on it; a target that cannot go on at all ends the run as `interrupted`, with the reason in the notes.
 *
 * @throws StalePlanError when the plan's dependencies make no sense. @throws SyncError when the journal cannot be kept.
 */
export async function applyPlan(given: ApplyOptions): Promise<ApplyOutcome> {
  const { plan, runId, clock, target, unfinished } = given
  const { operations, plan_id } = plan
  const schedule = createSchedule(operations, lockOf(target.traits))
  const stop = createStop(given.signal)
  const watch = watchOutcomes(given, stop.end)
  const options = { ...given, signal: stop.signal, emit: watch.emit }
  const before = target.calls()
  const started = elapsedOf(clock)
  const run = createRun(options)
  await begin(options)
  options.emit({
    type: 'run.started',
    run_id: runId,
    operations: operations.length,
    done: unfinished?.outcomes.size ?? 0,
  })
  if (given.budget !== undefined) target.allow(given.budget)

  const failure: Failed = await run
    .settleIntents()
    .then(() =>
      drain({
        schedule,
        concurrency: options.concurrency ?? target.traits.inFlight ?? 8,
        stopped: (running) => options.signal.aborted || isSpent(options, before, running),
        settle: (index) => run.settle(index, schedule.dependencies(index)),
        execute: run.execute,
      }),
    )
    .then(
      () => null,
      (error: unknown) => ({ error }),
    )

  if (failure && isJournalError(failure.error)) throw withResume(failure.error, resumeCommand(options))
  const calls = { before, after: target.calls() }
  const ending = endingOf(failure, options.signal) ?? (isSpent(options, before, 0) ? 'budget' : null)
  const told = tellEnding(ending ?? 'target', failure)
  const input = { run_id: runId, plan_id, operations, outcomes: run.outcomes, calls, ending, told }
  const result = await conclude(
    { ...input, milliseconds: elapsedOf(clock) - started, resume: resumeCommand(options) },
    options,
  )
  options.emit({ type: 'run.finished', result })
  const early = result.operations.pending > 0 ? (ending ?? 'target') : null
  return { result, notes: [...run.notes, ...watch.notes, ...explain(failure, options.signal)], ending: early }
}

async function conclude(input: ResultInput, { journal, ...options }: ApplyOptions): Promise<RunResult> {
  const result = summarise(input)
  try {
    await journal.end(result)
  } catch (error) {
    throw isJournalError(error) && result.resume !== null ? withResume(error, resumeCommand(options)) : error
  }
  return result
}

async function begin({ plan, account, runId, clock, journal, unfinished, retryOf }: ApplyOptions): Promise<void> {
  const start = {
    run_id: runId,
    plan_id: plan.plan_id,
    account,
    scope: plan.workspace.scope,
    started_at: isoTime(clock),
    operations: plan.operations.length,
    ...(retryOf === undefined ? {} : { retry_of: retryOf }),
  }
  if (unfinished) await journal.resume(start)
  else await journal.begin(start)
}

function isoTime(clock: Clock): string {
  return new Date(clock.now()).toISOString()
}

function resumeCommand({ resumeCommand, runId }: Pick<ApplyOptions, 'resumeCommand' | 'runId'>): string {
  return resumeCommand?.(runId) ?? `sync apply --resume ${runId}`
}

/** Most operations need two calls at most; one that is running may still need both. */
const CALLS_EACH = 2

function isSpent(
  { budget, target }: ApplyOptions,
  before: { reads: number; writes: number },
  running: number,
): boolean {
  if (budget === undefined) return false
  const now = target.calls()
  const left = budget - (now.reads - before.reads) - (now.writes - before.writes)
  return running === 0 ? left < 1 : left < CALLS_EACH * (running + 1)
}

function withResume(error: SyncError, command: string): SyncError {
  const Kind = error.constructor as typeof SyncError
  const { code, message, hints, cause } = error
  return new Kind(code, message, { hints: [...hints, `To go on later: ${command}`], cause })
}

/**
 * An error of the target's ends the run, not the program, and so does a read that was told to stop; anything else is a
 * fault of this program and is thrown.
 */
function explain(failure: Failed, signal: AbortSignal): Diagnostic[] {
  if (!failure) return []
  const { error } = failure
  if (signal.aborted && (error === signal.reason || (error instanceof Error && error.name === 'AbortError'))) return []
  if (!(error instanceof SyncError)) throw error
  if (error.code === 'budget') return []
  const hint = error.hints.join(' ') || null
  return [diagnostic({ severity: 'error', code: error.code, message: error.message, hint })]
}
