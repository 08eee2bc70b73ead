import { openSystemLock } from '../../disk/system-lock.ts'
import { type Clock, elapsedOf } from '../../model/clock.ts'
import { LockedError, SyncError } from '../../model/errors.ts'

/** An exchange with all its repetitions takes less. */
const PATIENCE_MS = 3 * 60_000
const PAUSE_MS = 50

/**
 * Does work while no other process, nor another part of this one, does any under the same lock. The lock ends
 * with the process that has it, however that ends.
 * @throws LockedError when whoever has it does not end
 */
export async function whileLocked<T>(path: string, clock: Clock, work: () => Promise<T>): Promise<T> {
  const lock = guarded(path, () => openSystemLock(path))
  try {
    const began = elapsedOf(clock)
    while (!guarded(path, lock.take)) {
      if (elapsedOf(clock) - began >= PATIENCE_MS) throw held(path)
      await clock.sleep(PAUSE_MS)
    }
    return await work()
  } finally {
    lock.release()
  }
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
