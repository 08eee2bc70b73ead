import type { EarlierWrites, Memory, OperationOutcome } from '../model/run.ts'
import type { State } from './database.ts'

/** What earlier runs on this account left behind. */
export function loadMemory({ database }: State, account: string): Memory {
  const values = (sql: string): Set<string> =>
    new Set(
      database
        .prepare(sql)
        .all(account)
        .flatMap((row) => Object.values(row).map(String)),
    )
  return {
    created: values('SELECT sku FROM product_writes WHERE account = ? AND created = 1'),
    deadImages: values('SELECT url FROM dead_images WHERE account = ?'),
  }
}

/** The SKU of a product that was written from here, by its id; `null` for all others. */
export function writtenSkus({ database }: State, account: string): (id: string) => string | null {
  const find = database.prepare('SELECT sku FROM product_writes WHERE account = ? AND product_id = ?')
  return (id) => {
    const row = find.get(account, id)
    return row === undefined ? null : String(row.sku)
  }
}

/** What was written to the account since then (ISO 8601, UTC). */
export function recentWrites({ database }: State, account: string, since: string): EarlierWrites {
  const products = database
    .prepare('SELECT product_id, modified FROM product_writes WHERE account = ? AND modified >= ?')
    .all(account, since)
  const links = database
    .prepare(
      'SELECT details, intent_at FROM operations JOIN runs USING (run_id) ' +
        "WHERE account = ? AND intent_at >= ? AND outcome = 'succeeded' AND id LIKE 'link:%'",
    )
    .all(account, since)
  return {
    modified: new Map(products.map(({ product_id, modified }) => [String(product_id), String(modified)])),
    links: links.flatMap(({ details, intent_at }) => {
      const { target_id, linked } = JSON.parse(String(details)) as Partial<OperationOutcome>
      return target_id !== undefined && linked ? [{ source: target_id, ...linked, at: String(intent_at) }] : []
    }),
  }
}
