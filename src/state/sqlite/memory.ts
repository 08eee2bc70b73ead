import { type EarlierWrites, type OperationOutcome, pairMark, type RecentLinks } from '../../model/run.ts'
import type { WriteMemory, WrittenValues } from '../../model/state.ts'
import { DETAILS_SHAPE } from '../run-record.ts'
import { Cells, type Row } from './cells.ts'
import type { Connection } from './connection.ts'
import { loadWritten } from './written.ts'

export function sqliteMemory(connection: Connection): WriteMemory {
  return {
    load: (account, since = '') =>
      connection.read(() => ({
        created: column(
          connection,
          'SELECT sku AS value FROM product_writes WHERE account = ? AND created = 1',
          account,
        ),
        deadImages: column(connection, DEAD_SINCE, account, since),
        takenOff: takenOff(connection, account),
        ...begun(connection, account),
      })),
    recent: (account, since) => connection.read(() => recentWrites(connection, account, since)),
    skuOf: (account, productId) => connection.read(() => skuOf(connection, account, productId)),
    written: (account, skus) => connection.read(() => writtenTo(connection, account, skus)),
    baselines: (account, productIds) => connection.read(() => loadBaselines(connection, account, productIds)),
  }
}

/** One whose time is not known failed long ago. */
const DEAD_SINCE = "SELECT url AS value FROM dead_images WHERE account = ? AND coalesce(at, '') >= ?"

function column(connection: Connection, sql: string, ...values: string[]): Set<string> {
  const rows = connection.statement(sql).all(...values)
  return new Set(rows.map(({ value }) => String(value)))
}

/** Nobody knows what became of it, or a part of it was refused. A later write of the same resource has settled it. */
const BEGUN =
  "SELECT substr(id, length('create:') + 1) AS value, outcome, details FROM operations JOIN runs USING (run_id) " +
  "WHERE account = ? AND id GLOB 'create:*' AND intent_at IS NOT NULL " +
  "AND (outcome IS NULL OR outcome = 'failed') AND NOT EXISTS (" +
  'SELECT 1 FROM runs AS later JOIN operations AS done ON done.run_id = later.run_id ' +
  "WHERE later.account = runs.account AND done.id IN (operations.id, 'update:' || substr(operations.id, length('create:') + 1)) " +
  "AND done.outcome IN ('succeeded', 'adopted') AND done.intent_at >= operations.intent_at)"

function begun(connection: Connection, account: string): { begun?: Set<string> } {
  const cells = new Cells(connection.file, 'operations')
  const isOpen = (row: Row): boolean => {
    if (row.outcome === null) return true
    return cells.json<Partial<OperationOutcome>>(row, 'details', DETAILS_SHAPE).target_id !== undefined
  }
  const rows = connection.statement(BEGUN).all(account)
  const found = new Set(rows.filter(isOpen).map(({ value }) => String(value)))
  return found.size === 0 ? {} : { begun: found }
}

function skuOf(connection: Connection, account: string, productId: string): string | null {
  const row = connection
    .statement('SELECT sku FROM product_writes WHERE account = ? AND product_id = ?')
    .get(account, productId)
  return row === undefined ? null : new Cells(connection.file, 'product_writes').text(row, 'sku')
}

function writtenTo(connection: Connection, account: string, skus: readonly string[]): Map<string, WrittenValues> {
  const found = new Map<string, WrittenValues>()
  for (const sku of skus) {
    const values = loadWritten(connection, account, sku)
    if (values !== null) found.set(sku, values)
  }
  return found
}

function loadBaselines(connection: Connection, account: string, ids?: readonly string[]): Map<string, string> {
  const one = 'SELECT product_id, text FROM baselines WHERE account = ? AND product_id = ?'
  const all = 'SELECT product_id, text FROM baselines WHERE account = ?'
  const rows: Row[] = ids
    ? ids.flatMap((id) => connection.statement(one).all(account, id))
    : connection.statement(all).all(account)
  return new Map(rows.map(({ product_id, text }) => [String(product_id), String(text)]))
}

function recentWrites(connection: Connection, account: string, since: string): EarlierWrites {
  const products = connection
    .statement('SELECT product_id, modified FROM product_writes WHERE account = ? AND modified >= ?')
    .all(account, since)
  return {
    modified: new Map(products.map(({ product_id, modified }) => [String(product_id), String(modified)])),
    links: recentLinks(connection, account, since),
    deleted: recentDeletes(connection, account, since),
  }
}

function recentLinks(connection: Connection, account: string, since: string): RecentLinks[] {
  const cells = new Cells(connection.file, 'operations')
  const rows = connection
    .statement(
      'SELECT details, intent_at FROM operations JOIN runs USING (run_id) ' +
        "WHERE account = ? AND intent_at >= ? AND outcome = 'succeeded' AND (id GLOB 'link:*' OR id GLOB 'unlink:*') " +
        'ORDER BY intent_at',
    )
    .all(account, since)
  return rows.flatMap((row): RecentLinks[] => {
    const { target_id, linked, unlinked } = cells.json<Partial<OperationOutcome>>(row, 'details', DETAILS_SHAPE)
    if (target_id === undefined) return []
    const written = { source: target_id, at: cells.text(row, 'intent_at') }
    return [
      ...(linked ? [{ ...written, ...linked }] : []),
      ...(unlinked ? [{ ...written, ...unlinked, gone: true as const }] : []),
    ]
  })
}

/** A link that was made once more after it was taken off is ours again. */
function takenOff(connection: Connection, account: string): Set<string> {
  const { first } = connection
    .statement(
      'SELECT min(intent_at) AS first FROM operations JOIN runs USING (run_id) ' +
        "WHERE account = ? AND outcome = 'succeeded' AND id GLOB 'unlink:*'",
    )
    .get(account) as { first: string | null }
  const off = new Set<string>()
  if (first === null) return off
  for (const { relationship, source, targets, gone } of recentLinks(connection, account, first)) {
    for (const target of targets) {
      const mark = pairMark(relationship, source, target)
      if (gone) off.add(mark)
      else off.delete(mark)
    }
  }
  return off
}

function recentDeletes(connection: Connection, account: string, since: string): Set<string> {
  const cells = new Cells(connection.file, 'operations')
  const rows = connection
    .statement(
      'SELECT details FROM operations JOIN runs USING (run_id) ' +
        "WHERE account = ? AND intent_at >= ? AND outcome = 'succeeded' AND id GLOB 'delete:*'",
    )
    .all(account, since)
  const outcomes = rows.map((row) => cells.json<Partial<OperationOutcome>>(row, 'details', DETAILS_SHAPE))
  return new Set(outcomes.flatMap(({ target_id }) => target_id ?? []))
}
