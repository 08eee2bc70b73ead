import { elapsedOf } from '../model/clock.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { shortened } from '../model/gauges.ts'
import { NOTHING_SPENT, type RunResult } from '../model/run.ts'
import { begin, conclude, resumeCommand, startOf, withResume } from './begin-and-end.ts'
import { isSpent } from './budget.ts'
import { drain } from './drain.ts'
import { explain, type Failed } from './failure.ts'
import type { ApplyOptions } from './options.ts'
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

/** Operations at once where nobody says how many. */
const FEW = 8

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
  options.emit(startOf(options))
  if (given.budget !== undefined) target.allow(given.budget)

  const failure: Failed = await run
    .settleIntents()
    .then(() =>
      drain({
        schedule,
        atOnce: atOnce(options),
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
  const earlier = unfinished ? { operations: unfinished.outcomes.size, spent: given.spent ?? NOTHING_SPENT } : null
  const measured = { systems: given.systems?.() ?? null, peaks: given.peaks?.() ?? null }
  const input = {
    run_id: runId,
    plan_id,
    operations,
    outcomes: run.outcomes,
    calls,
    earlier,
    ...measured,
    ending,
    told,
  }
  const result = await conclude(
    { ...input, milliseconds: elapsedOf(clock) - started, resume: resumeCommand(options) },
    options,
  )
  options.emit({ type: 'run.finished', result })
  const early = result.operations.pending > 0 ? (ending ?? 'target') : null
  return { result, notes: [...run.notes, ...watch.notes, ...explain(failure, options.signal)], ending: early }
}

/** As many as the target is worth it for at the moment; what is asked for bounds that, or stands for it. Less while memory is short. */
function atOnce({ concurrency, target, isShort }: ApplyOptions): () => number {
  const { inFlight = FEW } = target.traits
  const most = concurrency ?? Number.POSITIVE_INFINITY
  const usual = () => (target.atOnce ? Math.min(most, target.atOnce()) : (concurrency ?? inFlight))
  return () => (isShort?.() ? shortened(usual()) : usual())
}
