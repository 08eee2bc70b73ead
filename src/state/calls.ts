import type { Json } from '../model/json.ts'
import { type State, transact } from './database.ts'

/** Longer than every window that a service counts calls in. */
const KEPT_MS = 25 * 3600 * 1000

/** When calls on this account were answered, milliseconds since 1970, oldest first. */
export function loadCalls({ database }: State, account: string): number[] {
  const rows = database.prepare('SELECT at, calls FROM call_times WHERE account = ? ORDER BY at').all(account)
  return rows.flatMap(({ at, calls }) => Array.from({ length: Number(calls) }, () => Number(at)))
}

/** Adds these to what is known. A time that is given again is the same call, so the whole list may be given each time. */
export function saveCalls({ database }: State, account: string, times: number[]): void {
  const counts = new Map<number, number>()
  for (const time of times) counts.set(Math.round(time), (counts.get(Math.round(time)) ?? 0) + 1)
  const add = database.prepare(
    'INSERT INTO call_times (account, at, calls) VALUES (?, ?, ?) ' +
      'ON CONFLICT DO UPDATE SET calls = max(calls, excluded.calls)',
  )
  const forget = database.prepare('DELETE FROM call_times WHERE account = ? AND at < ?')
  transact(database, () => {
    for (const [at, calls] of counts) add.run(account, at, calls)
    forget.run(account, Math.max(0, ...counts.keys()) - KEPT_MS)
  })
}

/** What was learned about the account's limits, as it was saved; `null` when nothing was. */
export function loadLimits({ database }: State, account: string): Json {
  const row = database.prepare('SELECT value FROM limits WHERE account = ?').get(account)
  return row === undefined ? null : (JSON.parse(String(row.value)) as Json)
}

export function saveLimits({ database }: State, account: string, limits: Json): void {
  database
    .prepare('INSERT INTO limits (account, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value')
    .run(account, JSON.stringify(limits))
}
