import type { Json, JsonObject } from '../../model/json.ts'
import type { Memo } from '../../model/source.ts'
import type { Filter } from './calls.ts'
import { isRefusal } from './failure.ts'
import { asCount, asRecords, asText, type RawRecord } from './raw.ts'
import { packRow, type Row, rowOf, unpackRow } from './rows.ts'

export interface PagesOptions {
  memo: Memo
  /** Asks for a page; the token is that of the page before. */
  ask: (filter: Filter, token: string | undefined) => Promise<RawRecord>
  /** Whether more than its times is kept of a row. */
  brief: (id: string, status: string) => boolean
  /** Seconds since 1970, by the service's clock. */
  now: () => number
}

export interface Page {
  rows: Row[]
  /** How many the search finds, as the service says. */
  total: number
  /** `null`: it is the last one. */
  next: string | null
  /** Seconds since 1970 by the service's clock, before it was asked for. */
  at: number
}

/** The service refuses to tell so many. */
export const TOO_MANY = 'too-many'
/** The token of the page is not taken any more. */
export const STALE = 'stale'

/** Pages of searches; each is asked for once, also by a read that goes on where another ended. */
export class Pages {
  readonly #options: PagesOptions

  constructor(options: PagesOptions) {
    this.#options = options
  }

  /** @param key Of the search and the attempt at it; with the number of the page it is what is kept. */
  async page(
    key: string,
    filter: Filter,
    at: { number: number; token: string | undefined },
  ): Promise<Page | typeof TOO_MANY | typeof STALE> {
    const { memo, ask } = this.#options
    const place = `${key}/${at.number}`
    const known = memo.recall(place)
    if (known !== undefined) return known === TOO_MANY ? TOO_MANY : unpacked(known)
    try {
      const asked = this.#options.now()
      const page = { ...this.#pageOf(await ask(filter, at.token)), at: asked }
      memo.keep(place, packed(page))
      return page
    } catch (error) {
      if (isRefusal(error, 'too-many')) {
        memo.keep(place, TOO_MANY)
        return TOO_MANY
      }
      if (at.token !== undefined && isRefusal(error, 'page')) return STALE
      throw error
    }
  }

  /** A page may be short, and the last one has an empty token or none (contract, 5.1). */
  #pageOf(data: RawRecord): Omit<Page, 'at'> {
    const rows = asRecords(data.products).flatMap((raw) => rowOf(raw, this.#options.brief) ?? [])
    return { rows, total: Math.max(asCount(data.total_count) ?? 0, rows.length), next: asText(data.next_page_token) }
  }
}

function packed({ rows, ...rest }: Page): JsonObject {
  return { rows: rows.map(packRow), ...rest }
}

function unpacked(known: Json): Page {
  const { rows, ...rest } = known as unknown as Omit<Page, 'rows'> & { rows: Json[] }
  return { rows: rows.map(unpackRow), ...rest }
}
