import { ProviderError } from '../../model/errors.ts'
import type { JsonObject } from '../../model/json.ts'
import type { ReadProgress } from '../../model/target.ts'
import type { Session } from './client.ts'
import { PLYTIX } from './facts.ts'
import { PageTaker } from './page-taker.ts'
import { asCount, asObject } from './raw.ts'
import { readError } from './read-error.ts'
import { NOT_UNDERSTOOD } from './refusal-codes.ts'
import { isSuccess } from './reply.ts'

export interface Search {
  /** Such as `/api/v2/products/search`. */
  path: string
  /** For messages, such as `the products`. */
  what: string
  columns: string[]
  /** All of them must hold. */
  filters?: JsonObject[]
  /** Of these at least one must hold as well, where there are any; all of one that is a list. */
  any?: Alternative[]
  /** A field whose values are unique; without it the order may change from page to page. */
  order?: string
}

/** One condition, or several of which all must hold. */
export type Alternative = JsonObject | JsonObject[]

export interface Page {
  rows: JsonObject[]
  /** How many rows the search matches, by Plytix's own count; `null` when it does not say. */
  count: number | null
  /** How many records of the kind there are, whatever the search. */
  total: number | null
}

export interface Rows extends Omit<Page, 'total'> {
  /** Why the reading ended before the search did, for people; `null` when it did not. */
  gap: string | null
}

export const CONCURRENCY = 8
const TOO_MANY_TO_ORDER = 428

/** One page; `null` when there are too many matches to order them. @throws ProviderError */
export async function readPage(
  session: Session,
  search: Search,
  { page = 1, size = PLYTIX.page } = {},
): Promise<Page | null> {
  const pagination: JsonObject = { page, page_size: size, ...(search.order ? { order: search.order } : {}) }
  const body = { attributes: search.columns, filters: groupsOf(search), pagination }
  const reply = await session.send('POST', search.path, body)
  if (reply.status === TOO_MANY_TO_ORDER) return null
  if (!isSuccess(reply) || !reply.records) throw readError(reply, search.what)
  const said = asObject(asObject(reply.body).pagination)
  return { rows: reply.records, count: asCount(said.count), total: asCount(said.total_count) }
}

/** Filters as Plytix takes them: any of the groups, all of a group. */
function groupsOf({ filters = [], any = [] }: Search): JsonObject[][] {
  if (any.length > 0) return any.map((one) => [...[one].flat(), ...filters])
  return filters.length > 0 ? [filters] : []
}

/** True when there are as many different rows as Plytix counts. */
export function isWhole({ rows, count, gap }: Rows): boolean {
  return gap === null && new Set(rows.map(({ id }) => id)).size === count
}

/** All pages; `null` when there are too many matches to order them. @throws ProviderError */
export async function readPages(session: Session, search: Search, tell = session.progress): Promise<Rows | null> {
  const first = await readPage(session, search)
  return first && readFrom(session, search, { first, tell })
}

/**
 * All pages, of which the first was read already. Plytix's count says how many there are, but not whether to believe it: an
 * empty page is the end, and so are pages that only repeat what was read.
 */
export async function readFrom(
  session: Session,
  search: Search,
  { first, tell = session.progress }: { first: Omit<Page, 'total'>; tell?: ReadProgress },
): Promise<Rows> {
  const pages = new PageTaker(first, PLYTIX.page)
  const told = (): void => tell({ what: search.what, read: pages.size, of: first.count })
  told()
  const read = async (): Promise<void> => {
    for (let page = pages.next(); page !== null; page = pages.next()) {
      try {
        pages.take(page, (await readPage(session, search, { page }))?.rows ?? [])
        told()
      } catch (error) {
        pages.end((error as Error).message)
        if (!(error instanceof ProviderError) || error.code !== NOT_UNDERSTOOD) throw error
      }
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, read))
  return { rows: pages.rows, count: first.count, gap: pages.gap }
}

export function withoutOrder({ order: _order, ...search }: Search): Search {
  return search
}
