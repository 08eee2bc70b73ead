import type { Json } from '../../model/json.ts'
import type { Memo } from '../../model/source.ts'
import type { ShopeeClient } from './client.ts'
import { isOfClass } from './failure.ts'
import { asId, asNumber, asRecords, asText } from './raw.ts'
import { STATUSES } from './statuses.ts'

/** An item as lists have it. */
export interface Listed {
  id: string
  status: string
  /** Seconds since 1970, of the last change; stock and prices count. */
  updated: number
}

/** Changes from `from` to `to`, in seconds since 1970. */
export interface Window {
  from: number
  to: number
}

export interface ListPage {
  rows: Listed[]
  /** Where the next page begins; `null`: there is none. */
  next: number | null
  /** How many there are in all, as Shopee says; it says nothing certain. */
  total: number
  /** When it was asked for, in seconds since 1970 by Shopee's clock. */
  at: number
}

/** What a list is of; `null`: of changes at any time. */
export interface Asked {
  statuses: readonly string[]
  window: Window | null
  offset: number
}

export interface PagesOptions {
  client: ShopeeClient
  memo: Memo
  /** Seconds since 1970, by Shopee's clock as far as it is known. */
  now: () => number
  signal: AbortSignal
}

/** The most that Shopee gives in one page. */
const PAGE_SIZE = 100
/** For what may be later than is known of Shopee's clock. */
export const AHEAD_SECONDS = 60
/** The other way round; the time of an answer tells the clock to within a second or two. */
export const BEHIND_SECONDS = 3

/** Pages of item lists, each asked for once in a read, however often that is interrupted. */
export class ListPages {
  readonly #options: PagesOptions

  constructor(options: PagesOptions) {
    this.#options = options
  }

  /** `refused`: Shopee does not page so deeply. @throws ShopeeError */
  async page(asked: Asked, name: string): Promise<ListPage | 'refused'> {
    const { memo } = this.#options
    const key = `${name} ${asked.offset}`
    const kept = memo.recall(key)
    if (kept !== undefined) return unpacked(kept)
    const page = await this.#ask(asked, PAGE_SIZE)
    memo.keep(key, packed(page))
    return page
  }

  /** Whether anything was changed in any state, deleted included, since then. @param since Seconds. */
  async hasMoved(since: number): Promise<boolean> {
    const window = { from: since - BEHIND_SECONDS, to: this.#options.now() + AHEAD_SECONDS }
    const page = await this.#ask({ statuses: STATUSES, window, offset: 0 }, 1)
    return page === 'refused' || page.rows.length > 0
  }

  async #ask({ statuses, window, offset }: Asked, size: number): Promise<ListPage | 'refused'> {
    const { client, signal, now } = this.#options
    const at = now()
    const query = {
      ...{ offset: String(offset), page_size: String(size), item_status: [...statuses] },
      ...(window && { update_time_from: String(window.from), update_time_to: String(window.to) }),
    }
    try {
      const answer = await client.call('product.get_item_list', query, signal)
      const next = answer.has_next_page === true ? asNumber(answer.next_offset) : null
      const rows = asRecords(answer.item).flatMap(listed)
      // A next page that does not begin later would be asked for for ever.
      return { rows, next: next !== null && next > offset ? next : null, total: asNumber(answer.total_count) ?? 0, at }
    } catch (error) {
      if (isOfClass(error, 'offset')) return 'refused'
      throw error
    }
  }
}

function listed(row: { [key: string]: unknown }): Listed[] {
  const id = asId(row.item_id)
  return id === null ? [] : [{ id, status: asText(row.item_status) ?? '', updated: asNumber(row.update_time) ?? 0 }]
}

function packed(page: ListPage | 'refused'): Json {
  if (page === 'refused') return page
  const { rows, ...rest } = page
  return { ...rest, rows: rows.map(({ id, status, updated }) => [id, status, updated]) }
}

function unpacked(kept: Json): ListPage | 'refused' {
  if (kept === 'refused') return kept
  const { rows, ...rest } = kept as unknown as Omit<ListPage, 'rows'> & { rows: [string, string, number][] }
  return { ...rest, rows: rows.map(([id, status, updated]) => ({ id, status, updated })) }
}
