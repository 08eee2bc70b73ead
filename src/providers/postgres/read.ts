import type { Database, Row, Session } from '../../database/database.ts'
import type { LiveResource, LiveState, Want } from '../../model/live.ts'
import type { ReadProgress } from '../../model/target.ts'
import { PAGE } from './kinds.ts'
import { ASSET, ATTRIBUTE, attributeName, MAPPING, PRODUCT, VARIANT } from './names.ts'
import { liveRow, selection } from './rows.ts'
import { type Table, tableOf } from './tables.ts'

export interface Catalogue {
  database: Database
  /** Whose rows. */
  organisation: string
}

type Read = Omit<LiveState, 'read_at'>

/** Everything, as it is at one moment. */
export async function readAll(
  { database, organisation }: Catalogue,
  { want, progress }: { want: Want; progress?: ReadProgress | undefined },
  signal: AbortSignal,
): Promise<Read> {
  const perform = async (session: Session): Promise<Read> => {
    const attributes = await readAttributes(session, organisation)
    const assets = await readAssets(session, organisation)
    const resources: LiveState['resources'] = { [ATTRIBUTE]: attributes, [ASSET]: assets }
    for (const kind of [PRODUCT, VARIANT, MAPPING]) {
      const rows: LiveResource[] = []
      for await (const page of pagesOf(session, tableOf(kind) as Table, { organisation })) {
        signal.throwIfAborted()
        rows.push(...page)
        progress?.({ what: `${kind}s`, read: rows.length, of: null })
      }
      resources[kind] = rows
    }
    return { complete: true, resources, missing: missingOf(want, attributes) }
  }
  return database.transaction({ mode: 'read', perform }, signal)
}

/** What was asked for and has no definition. */
function missingOf({ paths }: Want, attributes: readonly LiveResource[]): string[] {
  const known = new Set(attributes.map(({ key }) => key))
  return paths.filter((path) => {
    const label = attributeName(path)
    return label !== null && !known.has(label)
  })
}

export interface Pages {
  /** Whose rows. */
  organisation: string
  /** Only rows `t` of which this is true; its value is `$3`. Absent: all. */
  only?: { condition: string; value: unknown }
}

/** One page after the other by the key, or by the id where the key is of several columns. */
export async function* pagesOf(
  session: Session,
  table: Table,
  { organisation, only }: Pages,
): AsyncGenerator<LiveResource[]> {
  const [key] = table.key
  const single = table.key.length === 1 && key !== undefined
  const order = single ? `t.${key.name}` : 't.id'
  const from = single ? '$2' : '$2::bigint'
  const conditions = [`t.account = $1 AND ${order} > ${from}`, ...(only ? [only.condition] : [])].join(' AND ')
  const text = `SELECT ${selection(table)} FROM ${table.name} t WHERE ${conditions} ORDER BY ${order} LIMIT ${PAGE}`
  for (let after = single ? '' : '0'; ; ) {
    const rows = await session.run<Row>(`read ${table.kind}`, text, [
      organisation,
      after,
      ...(only ? [only.value] : []),
    ])
    if (rows.length > 0) yield rows.map((row) => liveRow(table, row))
    if (rows.length < PAGE) return
    after = String(rows.at(-1)?.[single ? key.name : 'id'])
  }
}

export async function readAttributes({ run }: Session, organisation: string, keys?: string[]): Promise<LiveResource[]> {
  const rows = await run<{ id: string; label: string; name: string; type: string; options: string[] }>(
    'read attribute',
    `SELECT id::text AS id, label, name, type, to_json(options) AS options FROM attribute_definitions
     WHERE account = $1 AND ($2::text[] IS NULL OR label = ANY ($2::text[])) ORDER BY label`,
    [organisation, keys ?? null],
  )
  return rows.map(({ id, label, name, type, options }) => ({
    kind: ATTRIBUTE,
    key: label,
    id,
    fields: { name, type, ...(options.length > 0 ? { options } : {}) },
  }))
}

export async function readAssets({ run }: Session, organisation: string, keys?: string[]): Promise<LiveResource[]> {
  const rows = await run<{ id: string; filename: string }>(
    'read asset',
    `SELECT id::text AS id, filename FROM assets
     WHERE account = $1 AND ($2::text[] IS NULL OR filename = ANY ($2::text[])) ORDER BY filename`,
    [organisation, keys ?? null],
  )
  return rows.map(({ id, filename }) => ({ kind: ASSET, key: filename, id, fields: {} }))
}
