import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { migrate } from './migrate.ts'
import { damaged, guarded, noFile } from './problems.ts'
import { checkShape } from './shape.ts'

/** Opens a database, making it and its folder where they are missing, and brings its schema up to date. */
export function openDatabase(file: string, timeout: number): DatabaseSync {
  const database = guarded(file, () => {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    checkFile(file)
    return new DatabaseSync(file, { timeout })
  })
  try {
    guarded(file, () => {
      checkShape(database, file)
      // FULL makes durable what is written before it is said to be; WAL alone would keep it in memory. Pages move from the log into
      // the database every 16 MB, since whatever is under way waits for it.
      database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000')
      migrate(database)
    })
  } catch (error) {
    database.close()
    throw error
  }
  return database
}

/** A log without its database would be thrown away by SQLite, with all that it holds. */
function checkFile(file: string): void {
  // The log first: a process that makes the database this moment makes it after the file.
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false })
  const found = statSync(file, { throwIfNoEntry: false })
  if (found && !found.isFile()) throw noFile(file)
  if ((found?.size ?? 0) === 0 && (log?.size ?? 0) > 0)
    throw damaged(file, `it is ${found ? 'empty' : 'missing'}, while its log ${file}-wal is there`)
}
