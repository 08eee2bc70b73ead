import { hostname } from 'node:os'
import { type Clock, elapsedOf } from '../model/clock.ts'
import type { LockHold, LockHolder, LockState, LockStore, State } from '../model/state.ts'
import { lockHeld } from './lock-words.ts'
import { isAlive, type ProcessId, processId } from './process.ts'

export interface Lock extends LockHolder, LockHold {
  /** Shows that the holder is alive. */
  beat(): Promise<void>
  release(): Promise<void>
}

export interface LockRequest {
  state: Pick<State, 'lock'>
  command: string
  clock: Clock
  /** 0 <= random < 1 */
  random: () => number
  /** How long to wait for another holder, in milliseconds. */
  timeout: number
  signal: AbortSignal
  /** Told once, when there is somebody to wait for. */
  onWait?: (holder: LockHolder) => void
  /** This process, unless a test says otherwise. */
  self?: { host: string } & ProcessId
}

export const HEARTBEAT_MS = 5_000
const LEASE_MS = 30_000
/** Clocks of two machines differ, so a lease that seems to be over is believed only after a heartbeat was missed. */
const CONFIRM_MS = HEARTBEAT_MS + 1_000
const POLL_MS = 250

/**
 * Takes the lock, waiting for it as long as allowed. A holder that died on this host is replaced at once, one elsewhere
 * when its lease is over.
 *
 * @throws LockedError that names the holder
 */
export async function acquireLock(request: LockRequest): Promise<Lock> {
  const { clock, timeout, signal, state, self = { host: hostname(), ...processId(process.pid) } } = request
  const started = elapsedOf(clock)
  const watch = createWatch(clock)
  let told = false
  for (;;) {
    const seen = await state.lock.read()
    const { holder } = seen
    if (holder === null || isDead(seen, self.host) || watch.isOver(seen)) {
      const lock = await take(request, seen, self)
      if (lock) return lock
      continue
    }
    const patience = watch.isStale(seen) ? Math.max(timeout, CONFIRM_MS + POLL_MS) : timeout
    if (elapsedOf(clock) - started >= patience) throw lockHeld(holder)
    if (!told) request.onWait?.(holder)
    told = true
    await clock.sleep(POLL_MS, signal)
    signal.throwIfAborted()
  }
}

/** True when somebody has the lock and is not certain to be gone: to have run on this host, in a process that is no more. */
export async function isHeld(store: LockStore): Promise<boolean> {
  const seen = await store.read()
  return seen.holder !== null && !isDead(seen, hostname())
}

/** Sees by this process's own clock how long a holder has shown no sign of life. */
function createWatch(clock: Clock) {
  let last = ''
  let since = 0
  const silence = ({ fence, beats }: LockState): number => {
    const sign = `${fence}.${beats}`
    if (sign !== last) {
      last = sign
      since = elapsedOf(clock)
    }
    return elapsedOf(clock) - since
  }
  const isStale = ({ beat_at }: LockState): boolean => clock.now() - beat_at > LEASE_MS
  return {
    isOver(seen: LockState): boolean {
      const quiet = silence(seen)
      return quiet >= LEASE_MS || (isStale(seen) && quiet >= CONFIRM_MS)
    },
    isStale,
  }
}

/** `null` when somebody was faster. */
async function take(
  { state: { lock: store }, clock, random, command }: LockRequest,
  seen: LockState,
  { host, pid, started }: { host: string } & ProcessId,
): Promise<Lock | null> {
  const at = Math.round(clock.now())
  const number = Math.floor(random() * 2 ** 32).toString(16)
  const lock_id = `lock-${number.padStart(8, '0')}`
  const holder = { lock_id, host, pid, command, since: new Date(at).toISOString() }
  const fence = await store.take({ ...holder, process: started, at }, seen)
  if (fence === null) return null
  const hold = { lock_id, fence }
  return {
    ...holder,
    fence,
    beat: () => store.beat(hold, Math.round(clock.now())),
    release: async () => void (await store.release(lock_id)),
  }
}

function isDead({ holder }: LockState, host: string): boolean {
  return holder !== null && holder.host === host && !isAlive({ pid: holder.pid, started: holder.process })
}
