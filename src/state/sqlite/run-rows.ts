import type { RunResult, RunStart } from '../../model/run.ts'
import type { StoredEvent } from '../../model/state.ts'
import type { Connection } from './connection.ts'

export function beginRun(connection: Connection, run: RunStart): void {
  const { run_id, plan_id, account, scope, started_at, operations, retry_of = null } = run
  connection
    .statement(
      'INSERT INTO runs (run_id, plan_id, account, scope, started_at, operations, retry_of) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    .run(run_id, plan_id, account, scope, started_at, operations, retry_of)
}

export function reopenRun(connection: Connection, runId: string): void {
  connection.statement('UPDATE runs SET ended_at = NULL, status = NULL WHERE run_id = ?').run(runId)
}

interface Intent {
  run_id: string
  id: string
  at: string
  /** The baseline before; absent where there can be none. */
  former?: string | null | undefined
}

/** What is known of the resource before the call is told with the outcome, however that is found out. */
export function intendOperation(connection: Connection, { run_id, id, at, former }: Intent): void {
  const details = former === undefined ? null : JSON.stringify({ former })
  connection
    .statement(
      'INSERT INTO operations (run_id, id, intent_at, details) VALUES (?, ?, ?, ?) ' +
        'ON CONFLICT DO UPDATE SET intent_at = excluded.intent_at, details = excluded.details',
    )
    .run(run_id, id, at, details)
}

/** Numbered in the transaction that makes it durable, so that no number is lost with one that failed. */
export function tell(
  connection: Connection,
  runId: string,
  { at, type, operation = null, outcome = null }: Pick<StoredEvent, 'at' | 'type'> & Partial<StoredEvent>,
): void {
  connection
    .statement(
      'INSERT INTO events (run_id, seq, at, type, operation, outcome) ' +
        'SELECT ?1, coalesce(max(seq), 0) + 1, ?2, ?3, ?4, ?5 FROM events WHERE run_id = ?1',
    )
    .run(runId, at, type, operation, outcome)
}

export function endRun(connection: Connection, result: RunResult, at: string): void {
  connection
    .statement('UPDATE runs SET ended_at = ?, status = ?, result = ? WHERE run_id = ?')
    .run(at, result.status, JSON.stringify(result), result.run_id)
}
