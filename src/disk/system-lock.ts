import { DatabaseSync } from 'node:sqlite'

/** A lock of the operating system's: it ends with the process that has it, however that ends, so none is ever left behind. */
export interface SystemLock {
  /** False: another process, or another part of this one, has it. @throws what keeps the file from being used */
  take(): boolean
  release(): void
}

/** What SQLite says of a database that somebody else has. */
const BUSY = 5

/** What is held: a lock that nobody refers to any more would be let go by the way. */
const held = new Set<DatabaseSync>()

/** SQLite takes it on an empty database, on every system alike. @throws what keeps the file from being used */
export function openSystemLock(path: string): SystemLock {
  const database = new DatabaseSync(path, { timeout: 0 })
  return {
    take() {
      try {
        database.exec('BEGIN EXCLUSIVE')
      } catch (error) {
        if ((Number((error as { errcode?: unknown }).errcode) & 0xff) === BUSY) return false
        throw error
      }
      held.add(database)
      return true
    },
    release() {
      held.delete(database)
      database.close()
    },
  }
}
