import type { LockClaim, LockHold, LockHolder, LockState, LockStore } from '../../model/state.ts'
import { lockLost } from '../lock-words.ts'
import { Cells, type Row } from './cells.ts'
import type { Connection } from './connection.ts'

export function sqliteLock(connection: Connection): LockStore {
  return {
    read: () => connection.read(() => readLock(connection)),
    take: (claim, seen) => connection.write(() => take(connection, claim, seen)),
    holds: (hold) => connection.read(() => holds(connection, hold)),
    beat: (hold, at) => connection.write(() => beat(connection, hold, at)),
    release: (lockId) => connection.write(() => release(connection, lockId)),
  }
}

/** To be called in the transaction that the lock protects. @throws LockedError when it is somebody else's by now */
export function checkHold(connection: Connection, hold: LockHold): void {
  if (!holds(connection, hold)) throw lockLost(readLock(connection).holder)
}

export function readLock(connection: Connection): LockState {
  const cells = new Cells(connection.file, 'lock')
  const row = connection.statement('SELECT * FROM lock WHERE one = 1').get() ?? {}
  return {
    fence: cells.count(row, 'fence'),
    beats: cells.count(row, 'beats'),
    beat_at: row.beat_at === null ? 0 : cells.count(row, 'beat_at'),
    holder: row.lock_id === null ? null : { ...toHolder(cells, row), process: cells.maybe(row, 'process') },
  }
}

function toHolder(cells: Cells, row: Row): LockHolder {
  return {
    lock_id: cells.text(row, 'lock_id'),
    host: cells.text(row, 'host'),
    pid: cells.count(row, 'pid'),
    command: cells.text(row, 'command'),
    since: cells.text(row, 'since'),
  }
}

function take(connection: Connection, claim: LockClaim, { fence, beats, holder }: LockState): number | null {
  const { lock_id, host, pid, process, command, since, at } = claim
  const { changes } = connection
    .statement(
      'UPDATE lock SET fence = fence + 1, beats = 0, beat_at = ?, lock_id = ?, host = ?, pid = ?, process = ?, ' +
        'command = ?, since = ? WHERE one = 1 AND fence = ? AND beats = ? AND lock_id IS ?',
    )
    .run(...[at, lock_id, host, pid, process, command, since], fence, beats, holder?.lock_id ?? null)
  return changes === 1 ? fence + 1 : null
}

function holds(connection: Connection, { fence, lock_id }: LockHold): boolean {
  return connection.statement('SELECT 1 FROM lock WHERE fence = ? AND lock_id = ?').get(fence, lock_id) !== undefined
}

function beat(connection: Connection, { fence, lock_id }: LockHold, at: number): void {
  connection
    .statement('UPDATE lock SET beats = beats + 1, beat_at = ? WHERE one = 1 AND fence = ? AND lock_id = ?')
    .run(at, fence, lock_id)
}

function release(connection: Connection, lockId: string): boolean {
  const { changes } = connection
    .statement(
      'UPDATE lock SET lock_id = NULL, host = NULL, pid = NULL, process = NULL, command = NULL, since = NULL ' +
        'WHERE one = 1 AND lock_id = ?',
    )
    .run(lockId)
  return changes === 1
}
