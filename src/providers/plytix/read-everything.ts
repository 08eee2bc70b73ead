import type { JsonObject } from '../../model/json.ts'
import type { Session } from './client.ts'
import { asMoment, asText } from './raw.ts'
import { isWhole, type Rows, readFrom, readPage, readPages, type Search, withoutOrder } from './search.ts'

/** A stretch of creation times; `null` is open. The texts are Plytix's own, which sort as they stand. */
interface Stretch {
  from: string | null
  until: string | null
}

/** Well below what Plytix still orders, so that an estimate may err. */
const ROWS_PER_STRETCH = 7000
const MOST_STRETCHES = 500
/** Stretches in a row that are refused although each is half of the one before. */
const MOST_REFUSED = 50

/**
 * All rows of a search, in order where Plytix can. Without an order pages may overlap and leave rows out; then the rows are
 * read in stretches of creation time that are small enough to be ordered. Either the search has the column `created`, or
 * `dated` holds rows that have it. @throws ProviderError
 */
export async function readEverything(session: Session, search: Search, dated?: Rows): Promise<Rows> {
  const ordered = await readPages(session, search)
  if (ordered) return ordered
  const unordered = withoutOrder(search)
  const [first, again] = [await readFirst(session, unordered), await readFirst(session, unordered)]
  const steady = idsOn(first) === idsOn(again)
  const read = steady
    ? await readFrom(session, unordered, { first: again })
    : { ...again, rows: [...first.rows, ...again.rows] }
  if (steady && isWhole(read)) return read
  return { ...(await readStretches(session, search, dated ?? read)), count: read.count }
}

async function readFirst(session: Session, search: Search): Promise<Rows> {
  const { rows, count } = (await readPage(session, search)) ?? { rows: [], count: null }
  return { rows, count, gap: null }
}

function idsOn({ rows }: Rows): string {
  return JSON.stringify(rows.map(({ id }) => id))
}

async function readStretches(session: Session, search: Search, sample: Rows): Promise<Omit<Rows, 'count'>> {
  const times = sample.rows.flatMap(({ created }) => asText(created) ?? []).sort()
  const share = (ROWS_PER_STRETCH * times.length) / Math.max(1, sample.count ?? 1)
  const step = Math.max(1, Math.floor(share), Math.ceil(times.length / MOST_STRETCHES))
  const bounds = [...new Set(times.filter((_, index) => index > 0 && index % step === 0))]
  const open = toStretches([null, ...bounds, null])
  const rows: JsonObject[] = []
  let gap: string | null = null
  let refused = 0
  for (let stretch = open.shift(); stretch; stretch = open.shift()) {
    const read = await readPages(session, { ...search, filters: filtersOf(stretch) }, (page) =>
      session.progress({ ...page, read: rows.length + page.read, of: sample.count }),
    )
    refused = read ? 0 : refused + 1
    if (refused > MOST_REFUSED) return { rows, gap: 'it puts nothing in order, however few rows are asked for' }
    if (read) rows.push(...read.rows)
    else open.unshift(...split(stretch, times))
    gap ??= read?.gap ?? null
  }
  return { rows, gap }
}

function toStretches(bounds: (string | null)[]): Stretch[] {
  return bounds.slice(1).map((until, index) => ({ from: bounds[index] ?? null, until }))
}

function filtersOf({ from, until }: Stretch): JsonObject[] {
  return [
    ...(from === null ? [] : [{ field: 'created', operator: 'gte', value: from }]),
    ...(until === null ? [] : [{ field: 'created', operator: 'lt', value: until }]),
  ]
}

/** Two halves by the known creation times, or by time itself; nothing when the stretch cannot be made smaller. */
function split({ from, until }: Stretch, times: string[]): Stretch[] {
  const inside = times.filter((time) => (from === null || time > from) && (until === null || time < until))
  const middle = inside[inside.length >> 1] ?? midpoint(from, until)
  return middle === null ? [] : toStretches([from, middle, until])
}

function midpoint(from: string | null, until: string | null): string | null {
  const [start, end] = [asMoment(from), asMoment(until)]
  if (from === null || until === null || !start || !end) return null
  const middle = new Date((Date.parse(start) + Date.parse(end)) / 2).toISOString().slice(0, -1)
  return middle > from && middle < until ? middle : null
}
