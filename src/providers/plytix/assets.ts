import type { JsonObject } from '../../model/json.ts'
import { type LiveResource, type LiveState, liveOf } from '../../model/live.ts'
import { mapConcurrent } from '../../net/concurrent.ts'
import type { Session } from './client.ts'
import { PLYTIX } from './facts.ts'
import { asFilter } from './moment-filter.ts'
import { asText } from './raw.ts'
import { readEverything } from './read-everything.ts'
import { isSuccess } from './reply.ts'
import { CONCURRENCY, isWhole, type Rows, readPage, type Search, withoutOrder } from './search.ts'
import { isOneAnswer, steadiness } from './steadiness.ts'

/** All assets, in order. */
export const ASSETS: Search = {
  path: '/api/v1/assets/search',
  what: 'the assets',
  columns: ['filename', 'created'],
  order: 'filename',
}

/** What is known of assets from an earlier read. */
interface Known {
  before: Pick<LiveState, 'resources'>
  /** Milliseconds by Plytix's clock: what was changed before then is in it. */
  since: number
}

/**
 * The file names of these assets; those that are gone are left out, which `whole` vouches for.
 * @param earlier `known`: an earlier read, if any; `at`: milliseconds by Plytix's clock
 * @throws ProviderError
 */
export async function readAssets(
  session: Session,
  ids: ReadonlySet<string>,
  { known, at }: { known: Known | null; at: number | null },
): Promise<{ assets: LiveResource[]; whole: boolean }> {
  if (ids.size === 0) return { assets: [], whole: true }
  const { names, whole } = (known && (await readSome(session, ids, known))) ?? (await readAll(session, at))
  const assets = [...ids].flatMap((id) => {
    const filename = names.get(id)
    return filename === undefined ? [] : { kind: 'asset', key: filename, id, fields: {} }
  })
  return { assets, whole: assets.length === ids.size || whole }
}

interface Names {
  names: Map<string, string>
  whole: boolean
}

async function readAll(session: Session, at: number | null): Promise<Names> {
  const isSteady = await steadiness(session, withoutOrder(ASSETS), { by: 'created', at })
  const read = await readEverything(session, ASSETS)
  return { names: namesIn(read), whole: isWhole(read) && (isOneAnswer([read]) || (await isSteady(read.rows))) }
}

/** Those that were changed since the earlier read, and those that it does not know; `null` when it takes a read of all. */
async function readSome(session: Session, ids: ReadonlySet<string>, { before, since }: Known): Promise<Names | null> {
  const search = { ...ASSETS, filters: [asFilter('modified', 'gt', since)] }
  const first = await readPage(session, search, { size: 1 })
  const changed = first?.count ? await readEverything(session, search) : null
  if (changed && !isWhole(changed)) return null
  const names = new Map(liveOf(before, 'asset').map(({ id, key }) => [id, key]))
  for (const [id, name] of changed ? namesIn(changed) : []) names.set(id, name)
  const unknown = [...ids].filter((id) => !names.has(id))
  if (unknown.length * PLYTIX.page >= (first?.total ?? 0)) return unknown.length === 0 ? { names, whole: true } : null
  const found = await mapConcurrent(unknown, CONCURRENCY, (id) => readAsset(session, id))
  if (found.includes(null)) return null
  for (const [id, name] of namesIn({ rows: found.flatMap((rows) => rows ?? []) })) names.set(id, name)
  return { names, whole: true }
}

/** `null` when it cannot be read by itself. */
async function readAsset(session: Session, id: string): Promise<JsonObject[] | null> {
  const reply = await session.send('GET', `/api/v1/assets/${id}`)
  if (reply.status === 404) return []
  return isSuccess(reply) ? reply.records : null
}

function namesIn({ rows }: Pick<Rows, 'rows'>): Map<string, string> {
  return new Map(rows.map((row) => [asText(row.id) ?? '', asText(row.filename) ?? '']))
}

/** The asset with exactly that file name. @throws ProviderError */
export async function findAsset(session: Session, filename: string): Promise<string | null> {
  const filters = [{ field: 'filename', operator: 'eq', value: filename }]
  const page = await readPage(session, { ...ASSETS, filters })
  return asText(page?.rows.find((row) => row.filename === filename)?.id) ?? null
}
