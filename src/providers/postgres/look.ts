import type { Row, Session } from '../../database/database.ts'
import type { LiveResource } from '../../model/live.ts'
import type { Named } from '../../model/target.ts'
import { PAGE } from './kinds.ts'
import { partsOf } from './mapping-key.ts'
import { ASSET, ATTRIBUTE } from './names.ts'
import { type Catalogue, readAssets, readAttributes } from './read.ts'
import { liveRow, selection } from './rows.ts'
import { type Table, tableOf } from './tables.ts'

/** What is there of these, by exact key, as it is at one moment. */
export async function lookUp(
  { database, organisation }: Catalogue,
  named: readonly Named[],
  signal: AbortSignal,
): Promise<LiveResource[]> {
  const byKind = Map.groupBy(named, ({ kind }) => kind)
  if (byKind.size === 0) return []
  const perform = async (session: Session): Promise<LiveResource[]> => {
    const found: LiveResource[] = []
    for (const [kind, all] of byKind) {
      const keys = [...new Set(all.map(({ key }) => key))]
      for (let start = 0; start < keys.length; start += PAGE) {
        found.push(...(await ofKind(session, { kind, keys: keys.slice(start, start + PAGE), organisation })))
      }
    }
    return found
  }
  return database.transaction({ mode: 'read', perform }, signal)
}

interface Asked {
  kind: string
  keys: string[]
  organisation: string
}

async function ofKind(session: Session, { kind, keys, organisation }: Asked): Promise<LiveResource[]> {
  if (kind === ATTRIBUTE) return readAttributes(session, organisation, keys)
  if (kind === ASSET) return readAssets(session, organisation, keys)
  const table = tableOf(kind)
  return table ? rowsByKey(session, table, { keys, organisation }) : []
}

/** The rows of these keys. */
export async function rowsByKey(
  { run }: Session,
  table: Table,
  { keys, organisation }: { keys: readonly string[]; organisation: string },
): Promise<LiveResource[]> {
  const { text, values } = condition(table, keys)
  const rows = await run<Row>(
    `look ${table.kind}`,
    `SELECT ${selection(table)} FROM ${table.name} t ${text} AND t.account = $1`,
    [organisation, ...values],
  )
  return rows.map((row) => liveRow(table, row))
}

function condition({ key }: Table, keys: readonly string[]): { text: string; values: unknown[] } {
  const [column] = key
  if (key.length === 1 && column) return { text: `WHERE t.${column.name} = ANY ($2::text[])`, values: [keys] }
  const parts = keys.flatMap((one) => partsOf(one) ?? [])
  const text = `JOIN unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS u (platform, shop, product, variant)
    ON t.platform = u.platform AND t.shop = u.shop AND t.platform_product_id = u.product
    AND t.platform_variant_id IS NOT DISTINCT FROM u.variant WHERE true`
  return {
    text,
    values: [
      parts.map(({ platform }) => platform),
      parts.map(({ shop }) => shop),
      parts.map(({ product }) => product),
      parts.map(({ variant }) => variant),
    ],
  }
}
