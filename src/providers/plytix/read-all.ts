import type { JsonObject } from '../../model/json.ts'
import type { Session } from './client.ts'
import { PLYTIX } from './facts.ts'
import { MOST_STALE_PAGES } from './page-taker.ts'
import { asText } from './raw.ts'
import { notUnderstood } from './read-error.ts'
import { type Page, readPage, type Search } from './search.ts'

const MOST_READINGS = 3
/** Definitions are never counted in thousands. */
const MOST_PAGES = 100

interface Definitions extends Search {
  /** The column that tells one from another. */
  key: 'label' | 'name'
}

/**
 * All rows of a kind of record that is never counted in thousands, such as definitions. What is not among them is taken for
 * absent, and made: so there is no reading them in part. @throws ProviderError
 */
export async function readAll(session: Session, search: Definitions): Promise<JsonObject[]> {
  for (let reading = 1; ; reading += 1) {
    const { rows, gap } = await readToEnd(session, search)
    if (gap === null) return rows
    if (reading < MOST_READINGS) await session.pause(reading)
    else throw notUnderstood(search.what, `the list is not whole, since ${gap}`)
  }
}

async function readToEnd(session: Session, search: Definitions): Promise<{ rows: JsonObject[]; gap: string | null }> {
  const rows = new Map<unknown, JsonObject>()
  let stale = 0
  for (let number = 1; ; number += 1) {
    const page = await readPage(session, search, { page: number })
    if (!page) return { rows: [], gap: 'there are too many of them to be read in order' }
    const before = rows.size
    for (const row of page.rows) rows.set(row.id, row)
    stale = rows.size > before ? 0 : stale + 1
    if (isLast(page, rows.size)) return { rows: [...rows.values()], gap: gapIn([...rows.values()], page, search) }
    if (stale === MOST_STALE_PAGES) return { rows: [], gap: 'its pages repeat one another' }
    if (number === pagesAllowed(page)) return { rows: [], gap: `it gives more pages than it counts rows for` }
  }
}

/** A page that is not full ends the list, unless Plytix counts more than were read. */
function isLast({ rows, count }: Page, read: number): boolean {
  return rows.length === 0 || (rows.length < PLYTIX.page && read >= (count ?? 0))
}

/** Plytix's count may be that of the page, so the larger number counts. */
function pagesAllowed({ count, total }: Page): number {
  if (count === null && total === null) return MOST_PAGES
  return Math.min(MOST_PAGES, Math.ceil(Math.max(count ?? 0, total ?? 0) / PLYTIX.page) + MOST_STALE_PAGES)
}

function gapIn(rows: JsonObject[], { count }: Page, { key }: Definitions): string | null {
  if (count === null && rows.length === 0) return 'it holds none, and no count'
  if (rows.length < (count ?? 0)) return `it holds ${rows.length} of ${count}`
  return rows.every((row) => asText(row[key]) !== undefined) ? null : `it holds some without a ${key}`
}
