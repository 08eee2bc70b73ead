import { Cells } from './cells.ts'
import type { Connection } from './connection.ts'
import { listExports } from './exports.ts'
import { toFinding } from './findings.ts'
import { readLock } from './lock.ts'
import { toKept } from './quality.ts'
import { loadCalls } from './quota.ts'
import { select, toOutcome } from './runs.ts'
import { toWritten } from './written.ts'

/** Reads everything once. @throws SyncError when something cannot have been written by this program */
export function checkContent(connection: Connection): void {
  const { database, file } = connection
  readLock(connection)
  select(connection, 'TRUE')
  listExports(connection)
  for (const row of database.prepare('SELECT * FROM written').iterate()) toWritten(connection, row)
  const operations = new Cells(file, 'operations')
  for (const row of database.prepare('SELECT * FROM operations').iterate()) {
    if (row.outcome === null) operations.text(row, 'intent_at')
    else toOutcome(operations, row)
  }
  const limits = new Cells(file, 'limits')
  for (const row of database.prepare('SELECT * FROM limits').iterate()) limits.json(row, 'value', () => null)
  const findings = new Cells(file, 'findings')
  for (const row of database.prepare('SELECT * FROM findings').iterate()) toFinding(findings, row)
  const quality = new Cells(file, 'quality')
  for (const row of database.prepare('SELECT * FROM quality').iterate()) toKept(quality, row)
  const accounts = database.prepare('SELECT DISTINCT account FROM call_times').all()
  for (const { account } of accounts) loadCalls(connection, String(account))
}
