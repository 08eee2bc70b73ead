import type { OperationOutcome, Outcome, RunResult, RunStart, Unfinished } from '../model/run.ts'
import { OUTCOMES } from '../model/run.ts'
import { commit, type State } from './database.ts'

/** A run as the journal tells it. */
export interface KnownRun extends RunStart {
  /** `null`: it is under way, or was cut off. */
  status: RunResult['status'] | 'superseded' | null
  ended_at: string | null
  superseded_by: string | null
  /** Counted from the journal; what has no final outcome is pending. */
  counts: { [outcome in Outcome]: number }
  /** What its last end said, `null` when it never ended. */
  result: RunResult | null
}

/** All runs of the state folder, oldest first. */
export function listRuns(state: State): KnownRun[] {
  return select(state, 'TRUE')
}

export function findRun(state: State, runId: string): KnownRun | null {
  return select(state, 'run_id = ?', runId)[0] ?? null
}

/** Runs that have something left to do and may go on, oldest first. Whatever ended for good is not counted again. */
export function openRuns(state: State): KnownRun[] {
  return select(state, "status IS NULL OR status NOT IN ('superseded', 'complete', 'partial')").filter(isUnfinished)
}

/** The latest run that carried out all of a plan. */
export function completedRun(state: State, planId: string, account: string): KnownRun | null {
  return select(state, "status = 'complete' AND plan_id = ? AND account = ?", planId, account).at(-1) ?? null
}

function select({ database }: State, condition: string, ...values: string[]): KnownRun[] {
  const counting = database.prepare(
    'SELECT outcome, count(*) AS number FROM operations WHERE run_id = ? AND outcome IS NOT NULL GROUP BY 1',
  )
  return database
    .prepare(`SELECT * FROM runs WHERE ${condition} ORDER BY started_at, run_id`)
    .all(...values)
    .map((row) => {
      const counts = counting.all(String(row.run_id)).map(({ outcome, number }) => [String(outcome), Number(number)])
      return toRun(row, Object.fromEntries(counts))
    })
}

/** True for a run that has something left to do and may go on. */
export function isUnfinished({ status, counts, ended_at }: KnownRun): boolean {
  return status !== 'superseded' && (counts.pending > 0 || ended_at === null)
}

/** Outcomes and open intents of a run. */
export function loadUnfinished({ database }: State, runId: string): Unfinished {
  const rows = database.prepare('SELECT id, intent_at, outcome, details FROM operations WHERE run_id = ?').all(runId)
  const outcomes = new Map<string, OperationOutcome>()
  const intents = new Map<string, string>()
  for (const { id, intent_at, outcome, details } of rows) {
    if (outcome === null) intents.set(String(id), String(intent_at))
    else if (outcome !== 'pending') outcomes.set(String(id), toOutcome(String(id), outcome, details))
  }
  return { outcomes, intents }
}

/** A superseded run cannot go on: the plan that came after it was made without it. */
export function supersedeRun(state: State, runId: string, by: string): void {
  const { database } = state
  commit(state, () => {
    database.prepare("UPDATE runs SET status = 'superseded', superseded_by = ? WHERE run_id = ?").run(by, runId)
    database.prepare('DELETE FROM operations WHERE run_id = ? AND outcome IS NULL').run(runId)
  })
}

function toOutcome(id: string, outcome: unknown, details: unknown): OperationOutcome {
  return { id, outcome: outcome as Outcome, ...(details === null ? {} : JSON.parse(String(details))) }
}

function toRun(row: { [column: string]: unknown }, counted: { [outcome: string]: number }): KnownRun {
  const text = (column: string): string => String(row[column])
  const maybe = (column: string): string | null => (row[column] === null ? null : text(column))
  const operations = Number(row.operations)
  const final = OUTCOMES.filter((outcome) => outcome !== 'pending').map((outcome) => counted[outcome] ?? 0)
  const pending = operations - final.reduce((sum, number) => sum + number, 0)
  const retry_of = maybe('retry_of')
  return {
    run_id: text('run_id'),
    plan_id: text('plan_id'),
    account: text('account'),
    scope: text('scope'),
    started_at: text('started_at'),
    operations,
    ...(retry_of === null ? {} : { retry_of }),
    status: maybe('status') as KnownRun['status'],
    ended_at: maybe('ended_at'),
    superseded_by: maybe('superseded_by'),
    counts: Object.fromEntries(
      OUTCOMES.map((outcome) => [outcome, outcome === 'pending' ? pending : (counted[outcome] ?? 0)]),
    ) as KnownRun['counts'],
    result: row.result === null ? null : (JSON.parse(text('result')) as RunResult),
  }
}
