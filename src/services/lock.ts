import type { Clock } from '../model/clock.ts'
import { SyncError } from '../model/errors.ts'
import type { Log } from '../model/log.ts'
import type { LockHolder, State } from '../model/state.ts'
import { acquireLock, HEARTBEAT_MS, type Lock } from '../state/lock.ts'

export interface LockOptions {
  state: State
  /** The command line, for whoever is kept waiting. */
  command: string
  clock: Clock
  random: () => number
  /** Milliseconds to wait for another holder. */
  timeout: number
  onWait?: (holder: LockHolder) => void
  log?: Log
}

/** Does work that only one process at a time may do with a state folder. @throws LockedError */
export async function withLock<T>(
  options: LockOptions,
  signal: AbortSignal,
  work: (lock: Lock) => Promise<T>,
): Promise<T> {
  const lock = await acquireLock({ ...options, signal })
  const { fence } = lock
  options.log?.write('info', 'lock.taken', { lock_id: lock.lock_id, fence })
  // Real time on purpose: it shows others that this process is alive, whatever time the run believes in.
  const heart = setInterval(() => void attempt(lock.beat()), HEARTBEAT_MS)
  heart.unref()
  try {
    return await work(lock)
  } finally {
    clearInterval(heart)
    await attempt(lock.release())
    options.log?.write('info', 'lock.released', { fence })
  }
}

/** A heartbeat that cannot be written (full disk, busy database) is no reason to stop: the next intent finds out. */
function attempt(work: Promise<void>): Promise<void> {
  return work.catch((error: unknown) => {
    if (!(error instanceof SyncError)) throw error
  })
}

/** Takes a stuck lock away. @throws SyncError when that lock is not held */
export async function unlock(state: State, lockId: string): Promise<LockHolder> {
  const { holder } = await state.lock.read()
  if (holder?.lock_id === lockId && (await state.lock.release(lockId))) {
    const { process: _, ...shown } = holder
    return shown
  }
  const message =
    holder === null
      ? 'The state folder is not locked.'
      : `The lock is ${holder.lock_id}, held by "${holder.command}" on ${holder.host} since ${holder.since}; it is not ${lockId.slice(0, 40)}.`
  throw new SyncError('not-locked', message, {
    hints: holder === null ? [] : [`Only if that run is over for certain: sync state unlock ${holder.lock_id}`],
  })
}
