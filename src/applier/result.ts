import type { Operation } from '../model/plan.ts'
import { type OperationOutcome, OUTCOMES, type RunEnding, type RunResult, type RunStatus } from '../model/run.ts'
import type { CallCounts } from '../model/target.ts'
import { failuresOf } from './failures.ts'
import type { Ending } from './stop.ts'

export interface ResultInput {
  run_id: string
  plan_id: string
  operations: Operation[]
  /** By place in the plan; a gap is an operation that was not reached. */
  outcomes: (OperationOutcome | undefined)[]
  calls: { before: CallCounts; after: CallCounts }
  milliseconds: number
  ending: Ending | null
  /** What is said of an ending before the plan is done. */
  told: RunEnding
  /** The command that goes on with the run. */
  resume: string
}

/** The account of a run: every operation of the plan is in exactly one of the six counts. */
export function summarise(input: ResultInput): RunResult {
  const { run_id, plan_id, operations, outcomes, calls, milliseconds, ending, told, resume } = input
  const counts = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as RunResult['operations']
  for (const index of operations.keys()) counts[outcomes[index]?.outcome ?? 'pending'] += 1
  return {
    run_id,
    plan_id,
    status: statusOf(counts, ending),
    operations: counts,
    calls: difference(calls),
    seconds: Math.round(milliseconds / 100) / 10,
    failures: failuresOf(operations, outcomes),
    ending: counts.pending > 0 ? told : null,
    resume: counts.pending > 0 ? resume : null,
  }
}

const AS_ASKED: readonly (Ending | null)[] = ['budget', 'duration', 'failures']

function statusOf({ pending, failed, conflict, skipped }: RunResult['operations'], ending: Ending | null): RunStatus {
  if (pending > 0) return AS_ASKED.includes(ending) ? 'stopped' : 'interrupted'
  return failed + conflict + skipped > 0 ? 'partial' : 'complete'
}

function difference({ before, after }: ResultInput['calls']): CallCounts {
  return {
    reads: after.reads - before.reads,
    writes: after.writes - before.writes,
    throttled: after.throttled - before.throttled,
    retried: after.retried - before.retried,
  }
}
