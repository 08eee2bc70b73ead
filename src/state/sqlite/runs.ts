import { type OperationOutcome, OUTCOMES, type Unfinished } from '../../model/run.ts'
import { isUnfinished, type KnownRun, type Runs, type StoredEvent } from '../../model/state.ts'
import { DETAILS_SHAPE, RESULT_SHAPE } from '../run-record.ts'
import { Cells, type Row } from './cells.ts'
import type { Connection } from './connection.ts'
import { tell } from './run-rows.ts'

const STATUSES = ['complete', 'partial', 'stopped', 'interrupted', 'superseded'] as const
const EVENTS = ['run.started', 'operation.finished', 'run.finished', 'run.superseded'] as const
/** Whatever ended for good is not counted again. */
const MAY_GO_ON = "status IS NULL OR status NOT IN ('superseded', 'complete', 'partial')"

export function sqliteRuns(connection: Connection): Runs {
  return {
    list: () => connection.read(() => select(connection, 'TRUE')),
    any: () => connection.read(() => connection.statement('SELECT 1 FROM runs LIMIT 1').get() !== undefined),
    find: (runId) => connection.read(() => select(connection, 'run_id = ?', runId)[0] ?? null),
    open: () => connection.read(() => select(connection, MAY_GO_ON).filter(isUnfinished)),
    completed: (planId, account) =>
      connection.read(
        () => select(connection, "status = 'complete' AND plan_id = ? AND account = ?", planId, account).at(-1) ?? null,
      ),
    unfinished: (runId) => connection.read(() => loadUnfinished(connection, runId)),
    supersede: (runId, by, at) => connection.write(() => supersede(connection, runId, { by, at })),
    events: (runId, after, most) => connection.read(() => loadEvents(connection, runId, { after, most })),
  }
}

export function select(connection: Connection, condition: string, ...values: string[]): KnownRun[] {
  const counting = connection.statement(
    'SELECT outcome, count(*) AS number FROM operations WHERE run_id = ? AND outcome IS NOT NULL GROUP BY 1',
  )
  const cells = new Cells(connection.file, 'operations')
  return connection
    .statement(`SELECT * FROM runs WHERE ${condition} ORDER BY started_at, run_id`)
    .all(...values)
    .map((row) => {
      const counts = counting
        .all(String(row.run_id))
        .map((count) => [cells.oneOf(count, 'outcome', OUTCOMES), cells.count(count, 'number')])
      return toRun(connection, row, Object.fromEntries(counts))
    })
}

function toRun({ file }: Connection, row: Row, counted: { [outcome: string]: number }): KnownRun {
  const cells = new Cells(file, 'runs')
  const operations = cells.count(row, 'operations')
  const counts = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, counted[outcome] ?? 0])) as KnownRun['counts']
  counts.pending = 0
  counts.pending = operations - Object.values(counts).reduce((sum, number) => sum + number, 0)
  if (counts.pending < 0) cells.refuse('operations', 'less than the operations that are written down of the run')
  const retry_of = cells.maybe(row, 'retry_of')
  return {
    run_id: cells.text(row, 'run_id'),
    plan_id: cells.text(row, 'plan_id'),
    account: cells.text(row, 'account'),
    scope: cells.text(row, 'scope'),
    started_at: cells.text(row, 'started_at'),
    operations,
    ...(retry_of === null ? {} : { retry_of }),
    status: row.status === null ? null : cells.oneOf(row, 'status', STATUSES),
    ended_at: cells.maybe(row, 'ended_at'),
    superseded_by: cells.maybe(row, 'superseded_by'),
    counts,
    result: row.result === null ? null : cells.json(row, 'result', RESULT_SHAPE),
  }
}

function loadUnfinished(connection: Connection, runId: string): Unfinished {
  const cells = new Cells(connection.file, 'operations')
  const outcomes = new Map<string, OperationOutcome>()
  const intents = new Map<string, string>()
  const formers = new Map<string, string | null>()
  for (const row of connection.statement('SELECT * FROM operations WHERE run_id = ?').iterate(runId)) {
    const id = cells.text(row, 'id')
    if (row.outcome === null) {
      intents.set(id, cells.text(row, 'intent_at'))
      const { former } = toOutcome(cells, { ...row, outcome: 'pending' })
      if (former !== undefined) formers.set(id, former)
    } else if (row.outcome !== 'pending') outcomes.set(id, toOutcome(cells, row))
  }
  return { outcomes, intents, formers }
}

export function toOutcome(cells: Cells, row: Row): OperationOutcome {
  const details = row.details === null ? {} : cells.json<object>(row, 'details', DETAILS_SHAPE)
  return { id: cells.text(row, 'id'), outcome: cells.oneOf(row, 'outcome', OUTCOMES), ...details }
}

function supersede(connection: Connection, runId: string, { by, at }: { by: string; at: string }): void {
  connection.statement("UPDATE runs SET status = 'superseded', superseded_by = ? WHERE run_id = ?").run(by, runId)
  connection.statement('DELETE FROM operations WHERE run_id = ? AND outcome IS NULL').run(runId)
  tell(connection, runId, { at, type: 'run.superseded', outcome: by })
}

interface Page {
  after: number
  most: number
}

function loadEvents(connection: Connection, runId: string, { after, most }: Page): StoredEvent[] {
  const cells = new Cells(connection.file, 'events')
  return connection
    .statement('SELECT * FROM events WHERE run_id = ? AND seq > ? ORDER BY seq LIMIT ?')
    .all(runId, after, most)
    .map((row) => ({
      seq: cells.count(row, 'seq'),
      at: cells.text(row, 'at'),
      type: cells.oneOf(row, 'type', EVENTS),
      operation: cells.maybe(row, 'operation'),
      outcome: cells.maybe(row, 'outcome'),
    }))
}
