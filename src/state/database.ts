import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { MIGRATIONS } from './sqlite/migrations.ts'
import { damaged, guarded, unavailable } from './sqlite/problems.ts'
import { checkShape } from './sqlite/shape.ts'

/** The state database of one account. */
export interface State {
  readonly folder: string
  readonly database: DatabaseSync
  close(): void
}

const WAIT_FOR_OTHERS = 5_000

/**
 * Opens `state.db` in the folder, making both where they are missing, and brings its schema up to date.
 *
 * @param patience Milliseconds to wait for others who are writing.
 * @throws SyncError when the file is damaged, foreign, made by a newer program, or out of reach; it is then left as it is.
 */
export function openState(folder: string, patience = WAIT_FOR_OTHERS): State {
  const file = join(folder, 'state.db')
  const database = guarded(file, () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    checkFile(file)
    return new DatabaseSync(file, { timeout: patience })
  })
  try {
    guarded(file, () => {
      checkShape(database, file)
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

/** A log without its database would be thrown away by SQLite, with all that it holds. */
function checkFile(file: string): void {
  // The log first: a process that makes the database this moment makes it after the file.
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false })
  const found = statSync(file, { throwIfNoEntry: false })
  if (found && !found.isFile()) throw unavailable(file, new Error('it is not a regular file'))
  if ((found?.size ?? 0) === 0 && (log?.size ?? 0) > 0)
    throw damaged(file, `it is ${found ? 'empty' : 'missing'}, while its log ${file}-wal is there`)
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
  guarded(join(folder, 'state.db'), () => transact(database, work))
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.user_version)
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
