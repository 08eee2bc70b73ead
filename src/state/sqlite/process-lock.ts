import { DatabaseSync } from 'node:sqlite'
import { type Clock, elapsedOf } from '../../model/clock.ts'
import { LockedError, SyncError } from '../../model/errors.ts'

/** An exchange with all its repetitions takes less. */
const PATIENCE_MS = 3 * 60_000
const PAUSE_MS = 50
/** What SQLite says of a database that somebody else has. */
const BUSY = 5

/**
 * Does work while no other process, nor another part of this one, does any under the same lock. The lock is the system's,
 * on an empty database, so it ends with the process that has it, however that ends.
 * @throws LockedError when whoever has it does not end
 */
export async function whileLocked<T>(path: string, clock: Clock, work: () => Promise<T>): Promise<T> {
  const database = guarded(path, () => new DatabaseSync(path, { timeout: 0 }))
  try {
    const began = elapsedOf(clock)
    while (!take(database, path)) {
      if (elapsedOf(clock) - began >= PATIENCE_MS) throw held(path)
      await clock.sleep(PAUSE_MS)
    }
    return await work()
  } finally {
    database.close()
  }
}

function take(database: DatabaseSync, path: string): boolean {
  return guarded(path, () => {
    try {
      database.exec('BEGIN EXCLUSIVE')
      return true
    } catch (error) {
      if ((Number((error as { errcode?: unknown }).errcode) & 0xff) === BUSY) return false
      throw error
    }
  })
}

function guarded<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw new SyncError(
      'tokens-file',
      `The lock of the tokens, ${path}, cannot be used: ${(error as Error).message}.`,
      {
        hints: ['Check that this folder can be written to; a lock file that holds anything can be removed.'],
        cause: error,
      },
    )
  }
}

function held(path: string): LockedError {
  return new LockedError('tokens-locked', `Another process is renewing these tokens, and does not end (${path}).`, {
    hints: ['Wait for it, or end it: the lock goes with the process.'],
  })
}
