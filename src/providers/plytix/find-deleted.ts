import type { JsonObject } from '../../model/json.ts'
import type { LiveResource } from '../../model/live.ts'
import type { Session } from './client.ts'
import { PLYTIX } from './facts.ts'
import { asFilter } from './moment-filter.ts'
import { getProduct } from './products.ts'
import { readEverything } from './read-everything.ts'
import { productSearch } from './read-rows.ts'
import { isWhole, readPage, withoutOrder } from './search.ts'

/** Products that were not changed since, as an earlier read has them. */
export interface Unchanged {
  products: LiveResource[]
  /** Milliseconds by Plytix's clock: none of them was changed later. */
  since: number
}

/** Calls for one of them: every count halves what is left, down to a page. */
function callsForOne(products: number): number {
  return Math.ceil(Math.log2(Math.max(1, products / PLYTIX.page))) + 3
}

/**
 * Which of these products are gone. Nothing can come to be among products that were changed in the past, so where fewer are counted
 * than are known, some were deleted, or changed in the meantime: stretches of time are halved until a page shows which, and
 * each is asked for by its id. `null` when that takes more than so many calls, or they cannot be told from others.
 * @throws ProviderError
 */
export async function findDeleted(
  session: Session,
  { products, since }: Unchanged,
  most: number,
): Promise<Set<string> | null> {
  const timed = products.map(({ id, modified }) => ({ id, time: Date.parse(modified ?? '') }))
  if (timed.some(({ time }) => Number.isNaN(time))) return null
  // Of those that were changed later, a search for changes would show whatever is still there.
  const [past = [], later = []] = [true, false].map((isPast) => timed.filter(({ time }) => time <= since === isPast))
  const sorted = past.sort((one, other) => one.time - other.time)
  const count = await countProducts(session, asFilter('modified', 'lte', since))
  if (count === null || count > sorted.length) return null
  const calls = (sorted.length - count) * callsForOne(sorted.length) + later.length
  if (calls > most) return null
  const lacking = await search(session, { sorted, since }, count)
  if (lacking === null) return null
  const gone = [...later.map(({ id }) => id), ...lacking]
  for (const id of gone) if ((await getProduct(session, id)).status !== 404) return null
  return gone.length > 0 ? new Set(gone) : null
}

interface Timed {
  id: string
  time: number
}

/** Products that were not changed after that time, by the time of their last change. */
interface Past {
  sorted: Timed[]
  since: number
}

/** A part of the sorted products, and how many Plytix counts before it and in it. */
interface Stretch {
  from: number
  until: number
  before: number
  count: number
}

async function search(session: Session, { sorted, since }: Past, all: number): Promise<string[] | null> {
  const lacking: string[] = []
  const open: Stretch[] = [{ from: 0, until: sorted.length, before: 0, count: all }]
  for (let stretch = open.pop(); stretch; stretch = open.pop()) {
    const { from, until, before, count } = stretch
    if (count === until - from) continue
    const middle = until - from > PLYTIX.page ? boundary(sorted, stretch) : null
    if (middle === null) {
      const found = await idsIn(session, { from: sorted[from]?.time ?? 0, until: sorted[until]?.time ?? since + 1 })
      if (found === null) return null
      lacking.push(...sorted.slice(from, until).flatMap(({ id }) => (found.has(id) ? [] : [id])))
      continue
    }
    const earlier = await countProducts(session, asFilter('modified', 'lt', sorted[middle]?.time ?? 0))
    if (earlier === null) return null
    open.push({ from, until: middle, before, count: earlier - before })
    open.push({ from: middle, until, before: earlier, count: before + count - earlier })
  }
  return lacking
}

/** Where the stretch can be divided by time, as near to its middle as it goes. */
function boundary(sorted: Timed[], { from, until }: Stretch): number | null {
  const middle = (from + until) >> 1
  for (let step = 0; step < until - middle; step += 1) {
    for (const at of [middle - step, middle + step]) {
      if (at > from && at < until && sorted[at - 1]?.time !== sorted[at]?.time) return at
    }
  }
  return null
}

async function countProducts(session: Session, filter: JsonObject): Promise<number | null> {
  const page = await readPage(session, { ...withoutOrder(productSearch([])), filters: [filter] }, { size: 1 })
  return page?.count ?? null
}

async function idsIn(session: Session, { from, until }: { from: number; until: number }): Promise<Set<unknown> | null> {
  const filters = [asFilter('modified', 'gte', from), asFilter('modified', 'lt', until)]
  const read = await readEverything(session, { ...productSearch(['created']), filters })
  return isWhole(read) ? new Set(read.rows.map(({ id }) => id)) : null
}
