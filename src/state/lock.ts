import { hostname } from 'node:os'
import { type Clock, elapsedOf } from '../model/clock.ts'
import { LockedError } from '../model/errors.ts'
import { commit, type State } from './database.ts'
import { isAlive, type ProcessId, processId } from './process.ts'

/** Who holds the lock of a state folder. */
export interface LockHolder {
  lock_id: string
  host: string
  pid: number
  /** The command line, for people. */
  command: string
  /** ISO 8601, UTC. */
  since: string
}

export interface Lock extends LockHolder {
  /** Grows with every holder; one that no longer has the number in force writes nothing. */
  fence: number
  /** To be called in the transaction that it protects. @throws LockedError when the lock is somebody else's by now. */
  check(): void
  /** Shows that the holder is alive. */
  beat(): void
  release(): void
}

export interface LockRequest {
  state: State
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

interface Row extends LockHolder {
  fence: number
  beats: number
  beat_at: number
  process: string | null
}

/**
 * Takes the lock, waiting for it as long as allowed. A holder that died on this host is replaced at once, one elsewhere
 * when its lease is over.
 *
 * @throws LockedError that names the holder
 */
export async function acquireLock(request: LockRequest): Promise<Lock> {
  const { clock, timeout, signal } = request
  const started = elapsedOf(clock)
  const watch = createWatch(clock)
  let told = false
  for (;;) {
    const { lock, holder } = attempt(request, watch)
    if (lock) return lock
    const patience = watch.isStale(holder) ? Math.max(timeout, CONFIRM_MS + POLL_MS) : timeout
    if (elapsedOf(clock) - started >= patience) throw held(holder)
    if (!told) request.onWait?.(holder)
    told = true
    await clock.sleep(POLL_MS, signal)
    signal.throwIfAborted()
  }
}

/** Who holds the lock now, or `null`. */
export function lockHolder(state: State): LockHolder | null {
  const row = readRow(state)
  if (row === null) return null
  const { lock_id, host, pid, command, since } = row
  return { lock_id, host, pid, command, since }
}

/** True when the holder is certain to be gone: it ran on this host and its process is no more. */
export function isHolderDead(state: State, host = hostname()): boolean {
  const row = readRow(state)
  return row !== null && isDead(row, host)
}

/** Takes the lock from its holder, who stops before its next call. False when that is not who holds it. */
export function breakLock({ database }: State, lockId: string): boolean {
  return database.prepare(`${FREE} AND lock_id = ?`).run(lockId).changes === 1
}

const FREE =
  'UPDATE lock SET lock_id = NULL, host = NULL, pid = NULL, process = NULL, command = NULL, since = NULL WHERE one = 1'

type Watch = ReturnType<typeof createWatch>

/** Sees by this process's own clock how long a holder has shown no sign of life. */
function createWatch(clock: Clock) {
  let seen = ''
  let since = 0
  const silence = ({ fence, beats }: Row): number => {
    const sign = `${fence}.${beats}`
    if (sign !== seen) {
      seen = sign
      since = elapsedOf(clock)
    }
    return elapsedOf(clock) - since
  }
  const isStale = ({ beat_at }: Row): boolean => clock.now() - beat_at > LEASE_MS
  return {
    isOver(row: Row): boolean {
      const quiet = silence(row)
      return quiet >= LEASE_MS || (isStale(row) && quiet >= CONFIRM_MS)
    },
    isStale,
  }
}

type Attempt = { lock: Lock; holder: null } | { lock: null; holder: Row }

function attempt(request: LockRequest, watch: Watch): Attempt {
  const { state, self = { host: hostname(), ...processId(process.pid) } } = request
  let result: Attempt | undefined
  commit(state, () => {
    const row = readRow(state)
    const free = row === null || isDead(row, self.host) || watch.isOver(row)
    result = free ? { lock: take(request, self), holder: null } : { lock: null, holder: row }
  })
  return result as Attempt
}

function take({ state, clock, random, command }: LockRequest, self: { host: string } & ProcessId): Lock {
  const { database } = state
  const now = Math.round(clock.now())
  const lock_id = `lock-${Math.floor(random() * 2 ** 32)
    .toString(16)
    .padStart(8, '0')}`
  const { host, pid, started } = self
  const since = new Date(now).toISOString()
  database
    .prepare(
      'UPDATE lock SET fence = fence + 1, beats = 0, beat_at = ?, lock_id = ?, host = ?, pid = ?, process = ?, ' +
        'command = ?, since = ? WHERE one = 1',
    )
    .run(now, lock_id, host, pid, started, command, since)
  const fence = Number(database.prepare('SELECT fence FROM lock').get()?.fence)
  const find = database.prepare('SELECT 1 FROM lock WHERE fence = ? AND lock_id = ?')
  const beat = database.prepare(
    'UPDATE lock SET beats = beats + 1, beat_at = ? WHERE one = 1 AND fence = ? AND lock_id = ?',
  )
  const free = database.prepare(`${FREE} AND fence = ? AND lock_id = ?`)
  return {
    ...{ lock_id, host, pid, command, since, fence },
    check() {
      if (find.get(fence, lock_id) === undefined) throw lost(lockHolder(state))
    },
    beat: () => void beat.run(Math.round(clock.now()), fence, lock_id),
    release: () => void free.run(fence, lock_id),
  }
}

function readRow({ database }: State): Row | null {
  const row = database.prepare('SELECT * FROM lock').get()
  return row && row.lock_id !== null ? (row as unknown as Row) : null
}

function isDead(row: Row, host: string): boolean {
  return row.host === host && !isAlive({ pid: row.pid, started: row.process })
}

function describe({ command, pid, host, since }: LockHolder): string {
  return `"${command}" (process ${pid} on ${host}, since ${since})`
}

function held(holder: LockHolder): LockedError {
  return new LockedError('locked', `Another run holds the lock of this state folder: ${describe(holder)}.`, {
    hints: [
      'Wait for it, for instance with --lock-timeout 90s.',
      `If it is certain that it runs no more: sync state unlock ${holder.lock_id}`,
    ],
  })
}

function lost(by: LockHolder | null): LockedError {
  const who = by === null ? 'it was unlocked by hand' : `${describe(by)} has it now`
  return new LockedError('lock-lost', `This run has lost the lock of its state folder, and stops: ${who}.`)
}
