import type { RunResult } from '../model/run.ts'
import type { State } from './database.ts'

/** The result of a run that ended, or `null` when it did not, or is not known here. */
export function savedResult({ database }: State, runId: string): RunResult | null {
  const row = database.prepare('SELECT result FROM runs WHERE run_id = ? AND result IS NOT NULL').get(runId)
  return row === undefined ? null : (JSON.parse(String(row.result)) as RunResult)
}
