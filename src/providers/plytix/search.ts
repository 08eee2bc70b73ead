import type { JsonObject } from '../../model/json.ts'
import { mapConcurrent } from '../../net/concurrent.ts'
import { isSuccess, type Session } from './client.ts'
import { asNumber, asObject } from './raw.ts'
import { readError } from './refusal.ts'
import { traits } from './traits.ts'

export interface Search {
  /** Such as `/api/v2/products/search`. */
  path: string
  /** For messages, such as `the products`. */
  what: string
  columns: string[]
  /** All of them must hold. */
  filters?: JsonObject[]
  /** A field whose values are unique; without it the order may change from page to page. */
  order?: string
}

export interface Rows {
  rows: JsonObject[]
  /** How many rows the search matches, by Plytix's own count. */
  count: number
}

export const CONCURRENCY = 8
const TOO_MANY_TO_ORDER = 428

/** One page; `null` when there are too many matches to order them. @throws ProviderError */
export async function readPage(
  session: Session,
  search: Search,
  { page = 1, size = traits.page_size } = {},
): Promise<Rows | null> {
  const pagination: JsonObject = { page, page_size: size, ...(search.order ? { order: search.order } : {}) }
  const filters = search.filters && search.filters.length > 0 ? [search.filters] : []
  const reply = await session.send('POST', search.path, { attributes: search.columns, filters, pagination })
  if (reply.status === TOO_MANY_TO_ORDER) return null
  if (!isSuccess(reply) || !reply.records) throw readError(reply, search.what)
  const said = asObject(asObject(reply.body).pagination)
  return { rows: reply.records, count: asNumber(said.count) }
}

/** True when there are as many different rows as Plytix counts. */
export function isWhole({ rows, count }: Rows): boolean {
  return new Set(rows.map(({ id }) => id)).size === count
}

/** All pages; `null` when there are too many matches to order them. @throws ProviderError */
export async function readPages(session: Session, search: Search): Promise<Rows | null> {
  const first = await readPage(session, search)
  return first && readFrom(session, search, first)
}

/** All pages, of which the first was read already. */
export async function readFrom(session: Session, search: Search, first: Rows): Promise<Rows> {
  const size = traits.page_size
  const numbers = Array.from({ length: Math.max(0, Math.ceil(first.count / size) - 1) }, (_, index) => index + 2)
  const pages = await mapConcurrent(numbers, CONCURRENCY, (page) => readPage(session, search, { page }))
  return { rows: [...first.rows, ...pages.flatMap((page) => page?.rows ?? [])], count: first.count }
}

/** All rows of a kind of record that is never counted in thousands, such as definitions. @throws ProviderError */
export async function readAll(session: Session, search: Search): Promise<JsonObject[]> {
  const rows: JsonObject[] = []
  for (let page = 1; ; page += 1) {
    const next = await readPage(session, search, { page })
    rows.push(...(next?.rows ?? []))
    if (!next || next.rows.length < traits.page_size) return rows
  }
}

export function withoutOrder({ order: _order, ...search }: Search): Search {
  return search
}
