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

export function intendOperation(
  connection: Connection,
  { run_id, id, at }: { [key in 'run_id' | 'id' | 'at']: string },
) {
  connection
    .statement(
      'INSERT INTO operations (run_id, id, intent_at) VALUES (?, ?, ?) ' +
        'ON CONFLICT DO UPDATE SET intent_at = excluded.intent_at',
    )
    .run(run_id, id, at)
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
