import { createHash } from 'node:crypto'
import type { Row } from '../../database/database.ts'
import { scopeOf } from '../../model/baseline.ts'
import type { LiveResource } from '../../model/live.ts'
import type { Applied, Change } from '../../model/target.ts'
import { hangImages, keepRaw, makeCategories } from './beside.ts'
import { cellsOf, unnested } from './cells.ts'
import { type Deed, record } from './history.ts'
import { rowsByKey } from './look.ts'
import { listingKey, partsOf } from './mapping-key.ts'
import { BASELINE, GALLERY, MAPPING, PRODUCT } from './names.ts'
import type { Table } from './tables.ts'
import { already, applied, conflict, differing, values, type Writing, type Written } from './writing.ts'

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Makes rows, all in one statement; where one of the key is there already, nothing is overwritten. */
export async function createRows(writing: Writing, table: Table, changes: readonly Change[]): Promise<Written> {
  const ids = await insert(writing, table, changes)
  const made = changes.filter(({ key }) => ids.has(key))
  if (table.kind === PRODUCT) await hangImages(writing, galleriesOf(made, ids))
  const proof = await record(
    writing,
    made.map((change): Deed => ({ change, id: ids.get(change.key) ?? '', before: null, after: change.fields })),
  )
  const keys = changes.filter(({ key }) => !ids.has(key)).map(({ key }) => key)
  const { session, organisation } = writing
  const there = keys.length === 0 ? [] : await rowsByKey(session, table, { keys, organisation })
  const found = new Map(there.map((live) => [live.key, live]))
  const answers = changes.map((change) => {
    const id = ids.get(change.key)
    return id === undefined ? foundThere(writing, change, found.get(change.key)) : applied(id)
  })
  return { answers, proof }
}

/** Ids of the rows that were made, by their keys. */
async function insert(writing: Writing, table: Table, changes: readonly Change[]): Promise<Map<string, string>> {
  const { session, organisation } = writing
  if (table.kind === PRODUCT) await makeCategories(writing, changes)
  const raw = table.kind === MAPPING ? await keepRaw(writing, changes) : new Map<number, string>()
  const cells = cellsOf({ table, changes, raw })
  const keys = keyCells(table, changes)
  const given = unnested({
    ...keys,
    run: changes.map(({ by }) => by?.run ?? null),
    ...Object.assign({}, ...cells.map(({ parameters }) => parameters)),
  })
  const names = [...Object.keys(keys), 'created_run', ...cells.map(({ column }) => column)]
  const expressions = [
    ...Object.keys(keys).map((name) => `u.${name}`),
    'u.run',
    ...cells.map(({ expression, fresh }) => fresh ?? expression),
  ]
  const rows = await session.run<Row>(
    `create ${table.kind}`,
    `INSERT INTO ${table.name} (account, ${names.join(', ')})
     SELECT $1, ${expressions.join(', ')} FROM ${given.text}
     ON CONFLICT DO NOTHING RETURNING id::text AS id, ${Object.keys(keys).join(', ')}`,
    [organisation, ...given.values],
  )
  return new Map(rows.map((row) => [keyIn(table, row), String(row.id)]))
}

function keyCells({ kind, key }: Table, changes: readonly Change[]): { [name: string]: (string | null)[] } {
  if (kind !== MAPPING) return { [key[0]?.name ?? '']: changes.map((change) => change.key) }
  const all = changes.map((change) => partsOf(change.key))
  return {
    platform: all.map((parts) => parts?.platform ?? null),
    shop: all.map((parts) => parts?.shop ?? null),
    platform_product_id: all.map((parts) => parts?.product ?? null),
    platform_variant_id: all.map((parts) => parts?.variant ?? null),
  }
}

function keyIn({ kind, key }: Table, row: Row): string {
  if (kind !== MAPPING) return String(row[key[0]?.name ?? ''])
  const { platform, shop, platform_product_id, platform_variant_id: variant } = row
  const parts = { platform: String(platform), shop: String(shop), product: String(platform_product_id) }
  return listingKey({ ...parts, variant: variant === null ? null : String(variant) })
}

function galleriesOf(made: readonly Change[], ids: ReadonlyMap<string, string>) {
  return made.map(({ key, fields }) => ({ product: ids.get(key) ?? '', images: fields[GALLERY] ?? null, isNew: true }))
}

/** A row of that key is the wanted one if all its values agree. */
function foundThere({ kind }: Writing, change: Change, live: LiveResource | undefined): Applied {
  const { key, scope, volatile } = change
  if (!live) return conflict(`${key} was there a moment ago, and is not any more.`)
  const owner = scopeOf(live, BASELINE, digest)
  if (owner !== null && scope !== undefined && owner !== scope) {
    return conflict(`${key} is there already and belongs to scope ${owner}.`)
  }
  const others = differing(kind, live.fields, values(change.fields)).filter((path) => !volatile.includes(path))
  if (others.length === 0) return already(live.id)
  return conflict(`${key} is there already with other values: ${others.join(', ')}.`)
}
