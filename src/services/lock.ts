import type { Clock } from '../model/clock.ts'
import { SyncError } from '../model/errors.ts'
import type { State } from '../state/database.ts'
import { acquireLock, breakLock, HEARTBEAT_MS, type Lock, type LockHolder, lockHolder } from '../state/lock.ts'

export interface LockOptions {
  state: State
  /** The command line, for whoever is kept waiting. */
  command: string
  clock: Clock
  random: () => number
  /** Milliseconds to wait for another holder. */
  timeout: number
  onWait?: (holder: LockHolder) => void
}

/** Does work that only one process at a time may do with a state folder. @throws LockedError */
export async function withLock<T>(
  options: LockOptions,
  signal: AbortSignal,
  work: (lock: Lock) => Promise<T>,
): Promise<T> {
  const lock = await acquireLock({ ...options, signal })
  // Real time on purpose: it shows others that this process is alive, whatever time the run believes in.
  const heart = setInterval(() => attempt(() => lock.beat()), HEARTBEAT_MS)
  heart.unref()
  try {
    return await work(lock)
  } finally {
    clearInterval(heart)
    attempt(() => lock.release())
  }
}

/** A heartbeat that cannot be written (full disk, busy database) is no reason to stop: the next intent finds out. */
function attempt(work: () => void): void {
  try {
    work()
  } catch (error) {
    if (!(error instanceof Error) || !('errcode' in error)) throw error
  }
}

/** Takes a stuck lock away. @throws SyncError when that lock is not held */
export function unlock(state: State, lockId: string): LockHolder {
  const holder = lockHolder(state)
  if (holder !== null && holder.lock_id === lockId && breakLock(state, lockId)) return holder
  const message =
    holder === null
      ? 'The state folder is not locked.'
      : `The lock is ${holder.lock_id}, held by "${holder.command}" on ${holder.host} since ${holder.since}; it is not ${lockId.slice(0, 40)}.`
  throw new SyncError('not-locked', message, {
    hints: holder === null ? [] : [`Only if that run is over for certain: sync state unlock ${holder.lock_id}`],
  })
}
