import { texts } from '../../model/fields.ts'
import type { JsonObject } from '../../model/json.ts'
import { mapConcurrent } from '../../net/concurrent.ts'
import { ASSETS } from './assets.ts'
import type { Session } from './client.ts'
import { kindOfType, PLYTIX } from './facts.ts'
import { attributePath } from './paths.ts'
import { asText } from './raw.ts'
import { readError } from './read-error.ts'
import { readEverything } from './read-everything.ts'
import { isSuccess } from './reply.ts'
import { CONCURRENCY, readPage, type Search, withoutOrder } from './search.ts'
import type { SourceColumns } from './source-columns.ts'
import type { SourceAsset } from './source-pictures.ts'
import type { SourceProduct } from './source-record.ts'

/** By id. */
export interface SourceAssets {
  all: ReadonlyMap<string, SourceAsset>
  /** Those that can be shown. */
  images: ReadonlyMap<string, SourceAsset>
}

const SEARCH: Search = { ...ASSETS, columns: [...ASSETS.columns, 'url', 'file_type'] }
const IMAGES = 'IMAGES'

/** File names and addresses of what the products show; what is gone is left out. @throws ProviderError */
export async function readSourceAssets(
  session: Session,
  products: readonly SourceProduct[],
  columns: SourceColumns,
): Promise<SourceAssets> {
  const ids = idsOf(products, columns)
  const rows = ids.size === 0 ? new Map<string, JsonObject>() : await readRows(session, ids)
  const kept = [...ids].map((id) => rows.get(id)).filter((row) => row !== undefined)
  return { all: byId(kept), images: byId(kept.filter(({ file_type }) => (asText(file_type) ?? IMAGES) === IMAGES)) }
}

function idsOf(products: readonly SourceProduct[], { wanted }: SourceColumns): Set<string> {
  const media = [...wanted.attributes.values()].filter(({ type }) => kindOfType(type) === 'assets')
  const paths = media.map(({ label }) => attributePath(label))
  return new Set(
    products.flatMap(({ product: { fields } }) => [
      ...paths.flatMap((path) => texts(fields[path])),
      ...(typeof fields.thumbnail === 'string' ? [fields.thumbnail] : []),
    ]),
  )
}

/** Pages of all assets, or a few of them one by one, whatever takes fewer calls; searches lag behind what was just uploaded. */
async function readRows(session: Session, ids: ReadonlySet<string>): Promise<Map<string, JsonObject>> {
  const first = await readPage(session, withoutOrder(SEARCH), { size: 1 })
  const total = first?.total ?? first?.count ?? Number.POSITIVE_INFINITY
  const listed = ids.size * PLYTIX.page < total ? [] : (await readEverything(session, SEARCH)).rows
  const rows = new Map(listed.map((row) => [asText(row.id) ?? '', row]))
  const lacking = [...ids].filter((id) => !rows.has(id))
  const found = await mapConcurrent(lacking, CONCURRENCY, (id) => readAsset(session, id))
  for (const row of found) if (row) rows.set(asText(row.id) ?? '', row)
  return rows
}

/** `null`: it is gone. @throws ProviderError */
async function readAsset(session: Session, id: string): Promise<JsonObject | null> {
  const reply = await session.send('GET', `/api/v1/assets/${id}`)
  if (reply.status === 404) return null
  const record = reply.records?.[0]
  if (!isSuccess(reply) || !record) throw readError(reply, `the asset ${id}`)
  return record
}

function byId(rows: readonly JsonObject[]): Map<string, SourceAsset> {
  return new Map(
    rows.map((row) => {
      const id = asText(row.id) ?? ''
      return [id, { id, filename: asText(row.filename) ?? '', url: asText(row.url) ?? null }]
    }),
  )
}
