import { existsSync, lstatSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { flushFolder } from '../../disk/replace-file.ts'
import type { Clock } from '../../model/clock.ts'
import type { Findings, RunRecord } from '../../model/state.ts'
import { Connection } from './connection.ts'
import { saveExport } from './exports.ts'
import { saveOutcome, saveProduct } from './outcomes.ts'
import { beginRun, endRun, tell } from './run-rows.ts'
import { replaceWritten } from './written.ts'

/** What SQLite keeps beside the file itself. */
const PARTS = ['', '-wal', '-shm']

/** True when nothing is there. A link that leads nowhere is something, and so is what may not be looked at. */
export function isMissing(file: string): boolean {
  try {
    return PARTS.every((part) => lstatSync(file + part, { throwIfNoEntry: false }) === undefined)
  } catch {
    return false
  }
}

/** Makes the new database beside the old one and puts it in place when it is whole. Gives the old one's new name. */
export function replaceDatabase(file: string, findings: Findings, clock: Clock): string | null {
  const building = join(dirname(file), 'rebuilding')
  rmSync(building, { recursive: true, force: true })
  const made = join(building, basename(file))
  const connection = new Connection(made, 0)
  try {
    connection.commit(() => fill(connection, findings))
    // One file from here on: what is in the log goes into the database.
    connection.database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  } finally {
    connection.close()
  }
  const moved = moveAside(file, clock)
  renameSync(made, file)
  flushFolder(dirname(file))
  rmSync(building, { recursive: true, force: true })
  return moved
}

function moveAside(file: string, clock: Clock): string | null {
  const time = new Date(clock.now()).toISOString().replace(/[-:]|\.\d+/g, '')
  const name = unusedName(`${file}.damaged-${time}`)
  const moved = PARTS.filter((part) => existsSync(file + part))
  for (const part of moved) renameSync(file + part, name + part)
  return moved.length > 0 ? name + moved[0] : null
}

/** What an earlier rebuild has kept stays. */
function unusedName(wanted: string): string {
  let name = wanted
  for (let number = 2; PARTS.some((part) => existsSync(name + part)); number += 1) name = `${wanted}-${number}`
  return name
}

function fill(connection: Connection, { account, products, runs, exports }: Findings): void {
  for (const { id, sku, modified, created, run, fields } of products) {
    saveProduct(connection, { account, product_id: id, sku, modified, created })
    replaceWritten(connection, { account, sku, run_id: run }, fields)
  }
  for (const record of runs) restoreRun(connection, record)
  for (const known of exports) saveExport(connection, known)
  // What has no result is in the account alone from here on; the next run does not take it for lost again.
  connection.database.exec('UPDATE lock SET fence = fence + 1')
}

function restoreRun(connection: Connection, { run, result, outcomes }: RunRecord): void {
  const { run_id, started_at: at } = run
  beginRun(connection, run)
  for (const outcome of outcomes) {
    saveOutcome(connection, run_id, outcome)
    tell(connection, run_id, { at, type: 'operation.finished', operation: outcome.id, outcome: outcome.outcome })
  }
  endRun(connection, { ...result, run_id }, at)
}
