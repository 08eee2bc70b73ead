import type { SystemFigures } from '../model/call.ts'
import { addedFigures, perSecond } from '../model/call-figures.ts'
import type { Operation } from '../model/plan.ts'
import {
  type OperationOutcome,
  OUTCOMES,
  type ProcessPeaks,
  type RunEnding,
  type RunResult,
  type RunStatus,
  type Spent,
} from '../model/run.ts'
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
  /** What earlier sessions of the run did; `null` for a new run. */
  earlier: { operations: number; spent: Spent } | null
  /** What was asked of systems in this session; `null`: nobody counted. */
  systems: SystemFigures[] | null
  peaks: ProcessPeaks | null
  ending: Ending | null
  /** What is said of an ending before the plan is done. */
  told: RunEnding
  /** The command that goes on with the run. */
  resume: string
}

/** The account of a run: every operation of the plan is in exactly one of the six counts. */
export function summarise(input: ResultInput): RunResult {
  const { run_id, plan_id, operations, outcomes, ending, told, resume } = input
  const counts = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as RunResult['operations']
  for (const index of operations.keys()) counts[outcomes[index]?.outcome ?? 'pending'] += 1
  return {
    run_id,
    plan_id,
    status: statusOf(counts, ending),
    operations: counts,
    ...spentOf(input, operations.length - counts.pending),
    ...measured(input, operations.length - counts.pending),
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

/** What the whole run took, and of one that was gone on with, what this part of it did. */
function spentOf({ calls, milliseconds, earlier }: ResultInput, done: number): Spent & Pick<RunResult, 'part'> {
  const own = { calls: difference(calls), seconds: Math.round(milliseconds / 100) / 10 }
  if (earlier === null) return own
  const { spent } = earlier
  return {
    calls: added(spent.calls, own.calls),
    seconds: Math.round((spent.seconds + own.seconds) * 10) / 10,
    part: { operations: done - earlier.operations, ...own },
  }
}

/** What was asked, how quickly it went, and what it took of this machine, as far as somebody measured. */
function measured({ systems, peaks, milliseconds, earlier }: ResultInput, done: number): Partial<RunResult> {
  if (systems === null) return {}
  const seconds = milliseconds / 1000 + (earlier?.spent.seconds ?? 0)
  return {
    operations_per_second: perSecond(done, seconds),
    systems: addedFigures(earlier?.spent.systems ?? [], systems),
    ...(peaks === null ? {} : { process: peaks }),
  }
}

function added(a: CallCounts, b: CallCounts): CallCounts {
  return {
    reads: a.reads + b.reads,
    writes: a.writes + b.writes,
    throttled: a.throttled + b.throttled,
    retried: a.retried + b.retried,
  }
}

function difference({ before, after }: ResultInput['calls']): CallCounts {
  return {
    reads: after.reads - before.reads,
    writes: after.writes - before.writes,
    throttled: after.throttled - before.throttled,
    retried: after.retried - before.retried,
  }
}
