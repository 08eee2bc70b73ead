import { failuresOf } from '../applier/failures.ts'
import type { Json } from '../model/json.ts'
import type { Operation } from '../model/plan.ts'
import {
  type Failure,
  NOTHING_SPENT,
  noOutcomes,
  type OperationOutcome,
  type Outcome,
  type RunResult,
  type Spent,
} from '../model/run.ts'
import { isUnfinished, type KnownRun, type State } from '../model/state.ts'
import { isHeld } from '../state/lock.ts'
import { refuseLost } from '../state/lost.ts'
import { loadPlanCopy, planCopy } from '../state/plan-copy.ts'
import { runFolders } from '../state/run-folder.ts'
import { problemOf } from '../state/run-problem.ts'
import { knownRun } from './choose-run.ts'

export type ShownStatus = RunResult['status'] | 'superseded' | 'running' | 'corrupt'

/** A run in the list of runs: its result without the failures. */
export interface RunSummary extends Omit<RunResult, 'failures' | 'status' | 'part'> {
  status: ShownStatus
  started_at: string
  ended_at: string | null
  superseded_by: string | null
  retry_of: string | null
  /** Why it cannot be read or gone on with, `null` when nothing speaks against it. */
  problem: string | null
}

export interface RunCommands {
  resume: (run: string) => string
}

type Counts = RunResult['operations']

/** How much was done, in the units that people count: operations, and what is inside them. */
export interface RunUnits {
  /** Sources of links, and the pairs that they are one side of. */
  link_sources: Counts
  link_pairs: Counts
  /** Pairs that were removed; absent where none was to be. */
  unlink_pairs?: Counts
  /** Distinct images, and their places in galleries. */
  images: Counts
  image_references: Counts
}

export interface RunDetails extends Omit<RunSummary, 'problem'> {
  failures: Failure[]
  units: RunUnits
  outcomes: OperationOutcome[]
  /** The run's own copy of its plan. */
  plan: string
}

/** All runs, oldest first, with folders that belong to none of them. */
export async function summariseRuns(state: State, commands: RunCommands): Promise<RunSummary[]> {
  await refuseLost(state)
  const known = await state.runs.list()
  const held = await isHeld(state.lock)
  const ids = new Set(known.map(({ run_id }) => run_id))
  const summaries = await Promise.all(
    known.map(async (run) => summaryOf(run, { held, commands, problem: await problemOf(state.folder, run.run_id) })),
  )
  const strays = runFolders(state.folder).filter((name) => !ids.has(name))
  const all = [...summaries, ...strays.sort().map(strayFolder)]
  return all.sort((a, b) => secondOf(a).localeCompare(secondOf(b), 'en'))
}

/** An id begins with the second of its run; those of one second stay in the order in which they began. */
function secondOf({ run_id }: RunSummary): string {
  return run_id.slice(0, run_id.indexOf('-'))
}

/** One run with every operation's outcome. @throws SyncError for an unknown id, and for a run whose plan is damaged */
export async function describeRun(state: State, named: string, commands: RunCommands): Promise<RunDetails> {
  const run = await knownRun(state, named)
  const { run_id: runId } = run
  const { operations } = await loadPlanCopy(state.folder, runId)
  const known = (await state.runs.unfinished(runId)).outcomes
  const outcomes = operations.map(({ id }) => known.get(id) ?? { id, outcome: 'pending' as const })
  const { problem: _none, ...summary } = summaryOf(run, { held: await isHeld(state.lock), commands, problem: null })
  return {
    ...summary,
    failures: failuresOf(operations, outcomes),
    units: countUnits(operations, outcomes),
    outcomes,
    plan: planCopy(state.folder, runId),
  }
}

interface Surroundings {
  /** True while a process that may be alive has the lock. */
  held: boolean
  commands: RunCommands
  problem: string | null
}

function summaryOf(run: KnownRun, { held, commands, problem }: Surroundings): RunSummary {
  const { run_id, plan_id, counts, result, started_at, ended_at, superseded_by } = run
  const status = statusOf(run, held)
  const resumable = isUnfinished(run) && status !== 'running' && problem === null
  return {
    run_id,
    plan_id,
    status: problem === null ? status : 'corrupt',
    operations: counts,
    ...spentOf(result),
    ending: result?.ending ?? null,
    resume: resumable ? commands.resume(run_id) : null,
    ...{ started_at, ended_at, superseded_by, problem },
    retry_of: run.retry_of ?? null,
  }
}

function spentOf(result: RunResult | null): Spent & Pick<RunResult, 'operations_per_second' | 'process'> {
  if (result === null) return NOTHING_SPENT
  const { calls, seconds, systems, operations_per_second, process } = result
  return {
    ...{ calls, seconds },
    ...(systems ? { systems } : {}),
    ...(operations_per_second === undefined ? {} : { operations_per_second }),
    ...(process ? { process } : {}),
  }
}

/** What the journal says, whatever was noted when the run ended. */
function statusOf(run: KnownRun, held: boolean): ShownStatus {
  const { status, counts, ended_at } = run
  if (status === 'superseded') return status
  if (counts.pending > 0 || ended_at === null) {
    if (ended_at === null && held) return 'running'
    return status === 'stopped' ? 'stopped' : 'interrupted'
  }
  return counts.failed + counts.conflict + counts.skipped > 0 ? 'partial' : 'complete'
}

function strayFolder(name: string): RunSummary {
  return {
    run_id: name,
    plan_id: '',
    status: 'corrupt',
    operations: noOutcomes(),
    ...NOTHING_SPENT,
    ending: null,
    resume: null,
    ...{ started_at: '', ended_at: null, superseded_by: null, retry_of: null },
    problem: 'the state database does not know this folder of runs/',
  }
}

function countUnits(operations: Operation[], outcomes: OperationOutcome[]): RunUnits {
  const units: RunUnits = {
    link_sources: noOutcomes(),
    link_pairs: noOutcomes(),
    images: noOutcomes(),
    image_references: noOutcomes(),
  }
  for (const [index, operation] of operations.entries()) {
    const found = outcomes[index] as OperationOutcome
    if (operation.action === 'upload') units.images[found.outcome] += 1
    if (operation.action === 'unlink') {
      units.unlink_pairs ??= noOutcomes()
      split(units.unlink_pairs, listed(operation.before).length - listed(operation.after).length, found)
    }
    if (operation.action === 'link') {
      units.link_sources[found.outcome] += 1
      split(units.link_pairs, listed(operation.after).length - listed(operation.before).length, found)
    }
    if (operation.baseline?.images) split(units.image_references, attached(operation), found)
  }
  return units
}

/** What was left out of an operation failed, whatever became of the rest. */
function split(counts: Counts, total: number, { outcome, left_out = [] }: OperationOutcome): void {
  const lost = Math.min(total, left_out.length)
  counts.failed += lost
  counts[outcome === 'failed' && lost > 0 ? ('succeeded' satisfies Outcome) : outcome] += total - lost
}

/** Places in galleries that an operation adds. */
function attached({ before, after, baseline }: Operation): number {
  const present = new Set(listed(before))
  const shown = new Set(listed(after))
  return (baseline?.images ?? []).filter(({ asset }) => shown.has(asset) && !present.has(asset)).length
}

/** What stands in the lists of fields, wherever they are nested. */
function listed(fields: Json): string[] {
  if (Array.isArray(fields)) return fields.map(String)
  return typeof fields === 'object' && fields !== null ? Object.values(fields).flatMap(listed) : []
}
