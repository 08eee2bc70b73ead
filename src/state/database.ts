import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { SyncError } from '../model/errors.ts'
import { MIGRATIONS } from './migrations.ts'

/** The state database of one account. */
export interface State {
  readonly folder: string
  readonly database: DatabaseSync
  close(): void
}

const WAIT_FOR_OTHERS = 5_000
/** SQLite's result codes: the file is malformed, the file is no database at all. */
const DAMAGED = [11, 26]

/**
 * Opens `state.db` in the folder, making both where they are missing, and brings its schema up to date.
 *
 * @throws SyncError when the file is damaged, made by a newer program, or out of reach; it is then left as it is.
 */
export function openState(folder: string): State {
  const file = join(folder, 'state.db')
  const database = guard(file, () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return new DatabaseSync(file, { timeout: WAIT_FOR_OTHERS })
  })
  try {
    guard(file, () => {
      checkVersion(database, file)
      checkHealth(database, file)
      // FULL makes an intent durable before its call leaves; WAL alone would keep it in memory.
      database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
      migrate(database)
    })
  } catch (error) {
    database.close()
    throw error
  }
  return { folder, database, close: () => database.close() }
}

/** Runs statements in one transaction: all of them or none. */
export function transact(database: DatabaseSync, work: () => void): void {
  database.exec('BEGIN IMMEDIATE')
  try {
    work()
    database.exec('COMMIT')
  } catch (error) {
    // A failed COMMIT (disk full) may have ended the transaction already.
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}

/** The same for what a run cannot do without. @throws SyncError when it cannot be written, as on a full disk */
export function commit({ database, folder }: State, work: () => void): void {
  try {
    transact(database, work)
  } catch (error) {
    if (!(error instanceof Error) || !('errcode' in error)) throw error
    if (isDamage(error)) throw damaged(join(folder, 'state.db'), error)
    throw unwritable(folder, error)
  }
}

export function unwritable(folder: string, cause: Error): SyncError {
  return new SyncError('state-unwritable', `The state in ${folder} cannot be written: ${cause.message}.`, {
    hints: ['Check the room on the disk; what was applied so far is in the journal.'],
    cause,
  })
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.user_version)
}

function checkVersion(database: DatabaseSync, file: string): void {
  const version = versionOf(database)
  if (version <= MIGRATIONS.length) return
  const message = `The state database ${file} was written by a newer version of this program.`
  throw new SyncError('state-newer', message, {
    hints: ['Update this program, or use another state folder.'],
  })
}

function checkHealth(database: DatabaseSync, file: string): void {
  const findings = database.prepare('PRAGMA quick_check(1)').all()
  if (findings[0]?.quick_check !== 'ok') throw damaged(file)
}

function migrate(database: DatabaseSync): void {
  if (versionOf(database) === MIGRATIONS.length) return
  transact(database, () => {
    // Read again inside the transaction: another process may have been here first.
    const version = versionOf(database)
    for (const step of MIGRATIONS.slice(version)) database.exec(step)
    database.exec(`PRAGMA user_version = ${MIGRATIONS.length}`)
  })
}

/** Turns what SQLite and the file system refuse into sentences. */
function guard<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof SyncError || !(error instanceof Error)) throw error
    if (isDamage(error)) throw damaged(file, error)
    if (!('code' in error)) throw error
    throw new SyncError('state-unavailable', `The state database ${file} cannot be opened: ${error.message}.`, {
      hints: ['Check that its folder exists, is writable, and that the disk has room.'],
      cause: error,
    })
  }
}

function isDamage(error: unknown): boolean {
  const { errcode } = error as { errcode?: unknown }
  return errcode !== undefined && DAMAGED.includes(Number(errcode) & 0xff)
}

function damaged(file: string, cause?: unknown): SyncError {
  return new SyncError('state-damaged', `The state database ${file} is damaged; it is left as it is.`, {
    hints: [
      'Run `sync state rebuild`: it moves the file aside and makes a new one from the account and the run folders.',
    ],
    cause,
  })
}
