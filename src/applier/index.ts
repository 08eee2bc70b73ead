import { type Diagnostic, diagnostic } from '../model/diagnostic.ts'
import { SyncError } from '../model/errors.ts'
import type { RunResult } from '../model/run.ts'
import { drain } from './drain.ts'
import type { ApplyOptions } from './options.ts'
import { summarise } from './result.ts'
import { createRun } from './run.ts'
import { createSchedule } from './schedule.ts'

export interface ApplyOutcome {
  result: RunResult
  /** What the target said about writes that went well, and what ended the run early. */
  notes: Diagnostic[]
}

/**
 * Executes a plan and accounts for every operation. One bad operation stops only those that depend on it; a target
 * that cannot go on at all ends the run as `interrupted`, with the reason in the notes.
 *
 * @throws StalePlanError when the plan's dependencies make no sense. @throws SyncError when the journal cannot be kept.
 */
export async function applyPlan(options: ApplyOptions): Promise<ApplyOutcome> {
  const { plan, runId, clock, journal, emit, target } = options
  const { operations, plan_id } = plan
  const schedule = createSchedule(operations)
  const before = target.calls()
  const started = clock.now()
  const run = createRun(options)
  const started_at = new Date(started).toISOString()
  const { scope } = plan.workspace
  journal.begin({ run_id: runId, plan_id, account: options.account, scope, started_at, operations: operations.length })
  emit({ type: 'run.started', run_id: runId, operations: operations.length })

  const failure = await drain({
    schedule,
    concurrency: options.concurrency ?? 8,
    stopped: () => options.signal.aborted,
    settle: (index) => run.settle(index, schedule.dependencies(index)),
    execute: run.execute,
  }).then(
    () => null,
    (error: unknown) => ({ error }),
  )

  const calls = { before, after: target.calls() }
  const milliseconds = clock.now() - started
  const result = summarise({ run_id: runId, plan_id, operations, outcomes: run.outcomes, calls, milliseconds })
  journal.end(result)
  emit({ type: 'run.finished', result })
  return { result, notes: [...run.notes, ...explain(failure, options.signal)] }
}

/**
 * An error of the target's ends the run, not the program, and so does a read that was told to stop; anything else is a
 * fault of this program and is thrown.
 */
function explain(failure: { error: unknown } | null, signal: AbortSignal): Diagnostic[] {
  if (!failure) return []
  const { error } = failure
  if (signal.aborted && (error === signal.reason || (error instanceof Error && error.name === 'AbortError'))) return []
  if (!(error instanceof SyncError)) throw error
  const hint = error.hints.join(' ') || null
  return [diagnostic({ severity: 'error', code: error.code, message: error.message, hint })]
}
