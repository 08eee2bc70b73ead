import type { Memory, OperationOutcome, RecentLinks } from '../model/run.ts'
import type { State } from './database.ts'

/** What earlier runs on this account left behind. */
export function loadMemory({ database }: State, account: string): Memory {
  const rows = (sql: string): string[][] =>
    database
      .prepare(sql)
      .all(account)
      .map((row) => Object.values(row).map(String))
  const pairs = (sql: string): Map<string, string> => new Map(rows(sql).map(([key = '', value = '']) => [key, value]))
  const values = (sql: string): Set<string> => new Set(rows(sql).flat())
  return {
    receipts: pairs(`SELECT plan_id, run_id FROM runs WHERE account = ? AND status = 'complete' ORDER BY started_at`),
    created: values('SELECT sku FROM product_writes WHERE account = ? AND created = 1'),
    deadImages: values('SELECT url FROM dead_images WHERE account = ?'),
    writes: pairs('SELECT product_id, modified FROM product_writes WHERE account = ? AND modified IS NOT NULL'),
  }
}

/** The target's own times of the last writes here, by product id, on whatever account: ids never meet. */
export function loadWrites({ database }: State): Map<string, string> {
  const rows = database.prepare('SELECT product_id, modified FROM product_writes WHERE modified IS NOT NULL').all()
  return new Map(rows.map(({ product_id, modified }) => [String(product_id), String(modified)]))
}

/** Links that were written here since then (ISO 8601, UTC), on whatever account. */
export function loadLinks({ database }: State, since: string): RecentLinks[] {
  const rows = database
    .prepare(
      "SELECT details, intent_at FROM operations WHERE outcome = 'succeeded' AND intent_at >= ? AND id LIKE 'link:%'",
    )
    .all(since)
  return rows.flatMap(({ details, intent_at }) => {
    const { target_id, linked } = JSON.parse(String(details)) as Partial<OperationOutcome>
    return target_id !== undefined && linked ? [{ source: target_id, ...linked, at: String(intent_at) }] : []
  })
}
