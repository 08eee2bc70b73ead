import type { Clock } from '../../model/clock.ts'
import type { Json } from '../../model/json.ts'
import { believedWindows, type QuotaMemory } from '../../model/quota.ts'
import { Cells } from './cells.ts'
import type { Connection } from './connection.ts'

/** Longer than every window that a service counts calls in. */
const KEPT_MS = 25 * 3600 * 1000
/** Calls in one millisecond. */
const MOST_AT_ONCE = 10_000

/** The allowance of accounts as the state database remembers it. */
export function sqliteQuota(connection: Connection, clock: Clock): QuotaMemory {
  return {
    calls: (account) => connection.read(() => loadCalls(connection, account)),
    keepCalls: (account, times) => connection.write(() => saveCalls(connection, account, times)),
    limits: (account) => connection.read(() => believedWindows(loadLimits(connection, account), clock.now())),
    keepLimits: (account, windows) =>
      connection.write(() => saveLimits(connection, account, { limits: windows.map((window) => ({ ...window })) })),
  }
}

export function loadCalls(connection: Connection, account: string): number[] {
  const cells = new Cells(connection.file, 'call_times')
  const rows = connection.statement('SELECT at, calls FROM call_times WHERE account = ? ORDER BY at').all(account)
  return rows.flatMap((row) => {
    const calls = cells.count(row, 'calls')
    if (calls > MOST_AT_ONCE) cells.refuse('calls', 'more than was ever called at once')
    return Array.from({ length: calls }, () => cells.count(row, 'at'))
  })
}

/** Adds these to what is known. A time that is given again is the same call, so the whole list may be given each time. */
function saveCalls(connection: Connection, account: string, times: number[]): void {
  const counts = new Map<number, number>()
  for (const time of times) counts.set(Math.round(time), (counts.get(Math.round(time)) ?? 0) + 1)
  const add = connection.statement(
    'INSERT INTO call_times (account, at, calls) VALUES (?, ?, ?) ' +
      'ON CONFLICT DO UPDATE SET calls = max(calls, excluded.calls)',
  )
  let newest = 0
  for (const [at, calls] of counts) {
    add.run(account, at, calls)
    newest = Math.max(newest, at)
  }
  connection.statement('DELETE FROM call_times WHERE account = ? AND at < ?').run(account, newest - KEPT_MS)
}

/** `null` when nothing was learned. */
function loadLimits(connection: Connection, account: string): Json {
  const row = connection.statement('SELECT value FROM limits WHERE account = ?').get(account)
  return row === undefined ? null : new Cells(connection.file, 'limits').json(row, 'value', () => null)
}

function saveLimits(connection: Connection, account: string, limits: Json): void {
  connection
    .statement('INSERT INTO limits (account, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value')
    .run(account, JSON.stringify(limits))
}
