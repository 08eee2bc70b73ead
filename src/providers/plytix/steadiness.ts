import type { JsonObject } from '../../model/json.ts'
import type { Session } from './client.ts'
import { PLYTIX } from './facts.ts'
import { asFilter, coveredUntil } from './moment-filter.ts'
import { asMoment } from './raw.ts'
import { type Rows, readPage, type Search } from './search.ts'

/** By which of its times a row gets into a search, and when the reading began; `null`: Plytix does not tell its time. */
export interface Span {
  by: 'created' | 'modified'
  at: number | null
}

/**
 * To be asked before the pages of a search are read, and again, with the rows, thereafter: whether they are what there was.
 * Counts alone do not say so: where one row is deleted between two pages, the next ones move up and one of them is never
 * shown, and a new row at the end makes the number right again. New rows cannot be old ones, so those are counted apart.
 * @param search Without an order, which counting needs none of
 * @throws ProviderError
 */
export async function steadiness(
  session: Session,
  search: Search,
  { by, at }: Span,
): Promise<(rows: JsonObject[]) => Promise<boolean>> {
  const until = at === null ? null : coveredUntil(at)
  const old = until === null ? null : { ...search, filters: [...(search.filters ?? []), asFilter(by, 'lt', until)] }
  const before = old && (await count(session, old))
  return async (rows) => {
    if ((await count(session, search)) !== rows.length) return false
    const areOld = rows.every((row) => until === null || Date.parse(asMoment(row[by]) ?? '') < until)
    return areOld || old === null || (await count(session, old)) === before
  }
}

/** What one answer holds was all there at one moment. */
export function isOneAnswer(passes: Rows[]): boolean {
  return passes.length === 1 && passes.every(({ rows }) => rows.length <= PLYTIX.page)
}

async function count(session: Session, search: Search): Promise<number | null> {
  return (await readPage(session, search, { size: 1 }))?.count ?? null
}
