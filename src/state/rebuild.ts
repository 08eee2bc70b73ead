import { existsSync, lstatSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '../model/clock.ts'
import { SyncError } from '../model/errors.ts'
import type { Json } from '../model/json.ts'
import { openState, type State, transact } from './database.ts'
import { type KnownExport, rememberExport } from './known-exports.ts'
import { lostRuns } from './lost.ts'
import type { RunRecord } from './run-record.ts'

/** A product of ours as the account holds it. */
export interface FoundProduct {
  id: string
  sku: string
  modified: string | null
  /** True when its baseline says that this program made it. */
  created: boolean
  run: string
  /** Values whose fingerprints the baseline holds: they are what was last written. */
  fields: { [path: string]: Json }
}

export interface Findings {
  account: string
  products: FoundProduct[]
  runs: RunRecord[]
  exports: KnownExport[]
}

const FILE = 'state.db'
const PARTS = ['', '-wal', '-shm']

/**
 * Whether the database is missing, damaged, or an empty one in the place of a lost one, so that a new one is needed.
 * @param patience Milliseconds to wait for others who are writing.
 * @throws SyncError when it is healthy, of a newer program, or cannot be opened for another reason
 */
export function needsRebuild(folder: string, patience?: number): 'missing' | 'damaged' | 'lost' {
  if (isMissing(folder)) return 'missing'
  try {
    const state = openState(folder, patience)
    try {
      if (lostRuns(state).length > 0) return 'lost'
    } finally {
      state.close()
    }
  } catch (error) {
    if (error instanceof SyncError && error.code === 'state-damaged') return 'damaged'
    throw error
  }
  throw new SyncError('state-healthy', `The state database ${join(folder, FILE)} is in order; it is left as it is.`, {
    hints: ['To have a new one all the same, move it away first.'],
  })
}

/** A link that leads nowhere is there, and so is a folder that may not be entered. */
function isMissing(folder: string): boolean {
  try {
    return PARTS.every((part) => lstatSync(join(folder, FILE + part), { throwIfNoEntry: false }) === undefined)
  } catch {
    return false
  }
}

/** Makes the new database beside the old one and puts it in place when it is whole. Gives the old one's new name. */
export function replaceState(folder: string, findings: Findings, clock: Clock): string | null {
  const building = join(folder, 'rebuilding')
  rmSync(building, { recursive: true, force: true })
  const state = openState(building)
  try {
    fill(state, findings)
    // One file from here on: what is in the log goes into the database.
    state.database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  } finally {
    state.close()
  }
  const moved = moveAside(folder, clock)
  renameSync(join(building, FILE), join(folder, FILE))
  rmSync(building, { recursive: true, force: true })
  return moved
}

function moveAside(folder: string, clock: Clock): string | null {
  const time = new Date(clock.now()).toISOString().replace(/[-:]|\.\d+/g, '')
  const name = `${FILE}.damaged-${time}`
  for (const part of PARTS) {
    const path = join(folder, FILE + part)
    if (existsSync(path)) renameSync(path, join(folder, name + part))
  }
  return existsSync(join(folder, name)) ? join(folder, name) : null
}

function fill(state: State, { account, products, runs, exports }: Findings): void {
  const { database } = state
  const product = database.prepare(
    'INSERT INTO product_writes (account, product_id, sku, modified, created) VALUES (?, ?, ?, ?, ?)',
  )
  const values = database.prepare('INSERT INTO written (account, sku, run_id, fields) VALUES (?, ?, ?, ?)')
  transact(database, () => {
    for (const { id, sku, modified, created, run, fields } of products) {
      product.run(account, id, sku, modified, created ? 1 : 0)
      values.run(account, sku, run, JSON.stringify(fields))
    }
    for (const record of runs) restoreRun(state, record)
    for (const known of exports) rememberExport(state, known)
    // What has no result is in the account alone from here on; the next run does not take it for lost again.
    database.exec('UPDATE lock SET fence = fence + 1')
  })
}

function restoreRun({ database }: State, { run, result, outcomes }: RunRecord): void {
  const { run_id, plan_id, account, scope, started_at, operations, retry_of = null } = run
  database
    .prepare(
      'INSERT INTO runs (run_id, plan_id, account, scope, started_at, operations, ended_at, status, result, retry_of) ' +
        'VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    )
    .run(
      ...[run_id, plan_id, account, scope, started_at, operations, started_at],
      ...[result.status, JSON.stringify(result), retry_of],
    )
  const insert = database.prepare('INSERT INTO operations (run_id, id, outcome, details) VALUES (?, ?, ?, ?)')
  for (const { id, outcome, ...details } of outcomes) insert.run(run_id, id, outcome, JSON.stringify(details))
}
