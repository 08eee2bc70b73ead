import type { Memo } from '../../model/source.ts'
import { isAsin } from './asin.ts'
import type { AmazonClient } from './client.ts'
import type { Marketplace } from './marketplaces.ts'
import { asList, asRecord, asRecords, asSize, asText, type RawRecord } from './raw.ts'
import type { ListingStatus, OwnListing } from './report-table.ts'

/** Amazon pages through at most so many listings of one query. */
const CAP = 1000
const PAGE_SIZE = 20

interface Row extends OwnListing {
  created: string | null
  updated: string | null
}

interface ListingsPage {
  rows: Row[]
  total: number
  next: string | null
}

/** Dates between which listings were made or changed, both ends included. */
interface Window {
  createdAfter?: string
  createdBefore?: string
  lastUpdatedAfter?: string
}

interface Sorting {
  sortBy: 'createdDate' | 'lastUpdatedDate'
  window: Window
}

export interface OwnListings {
  rows: OwnListing[]
  /** How many listings Amazon counts and does not give. */
  lacking: number
}

/**
 * The seller's own listings by searchListingsItems, oldest first. After a thousand the window moves on to where it
 * stopped; more than that of one moment are told apart by when they were changed.
 */
export class ListingsSearch {
  readonly #client: AmazonClient
  readonly #memo: Memo
  readonly #fixed: { sellerId: string; marketplace: Marketplace }
  readonly #rows = new Map<string, OwnListing>()
  #lacking = 0

  constructor(client: AmazonClient, memo: Memo, fixed: { sellerId: string; marketplace: Marketplace }) {
    this.#client = client
    this.#memo = memo
    this.#fixed = fixed
  }

  /** @throws SpApiError */
  async read(): Promise<OwnListings> {
    let window: Window = {}
    for (;;) {
      const read = await this.#pages({ sortBy: 'createdDate', window })
      const last = read.rows.at(-1)?.created ?? null
      if (last === null) this.#lacking += read.total
      if (read.whole || last === null) break
      if (last === window.createdAfter) {
        await this.#moment(last)
        window = { createdAfter: justAfter(last) }
      } else window = { createdAfter: last }
    }
    return { rows: [...this.#rows.values()], lacking: this.#lacking }
  }

  /** Everything that was made within one second. */
  async #moment(created: string): Promise<void> {
    const within: Window = { createdAfter: created, createdBefore: created }
    let window = within
    for (;;) {
      const read = await this.#pages({ sortBy: 'lastUpdatedDate', window })
      const last = read.rows.at(-1)?.updated ?? null
      if (read.whole) return
      if (last === null || last === window.lastUpdatedAfter) {
        this.#lacking += Math.max(1, read.total - read.rows.length)
        return
      }
      window = { ...within, lastUpdatedAfter: last }
    }
  }

  async #pages(sorting: Sorting): Promise<{ rows: Row[]; total: number; whole: boolean }> {
    const first = await this.#ask(sorting, null)
    const rows = [...first.rows]
    let { next } = first
    while (next !== null && rows.length < CAP) {
      const page: ListingsPage = await this.#ask(sorting, next)
      rows.push(...page.rows)
      next = page.next
    }
    for (const { asin, sku, status } of rows) if (isAsin(asin)) this.#rows.set(`${asin} ${sku}`, { asin, sku, status })
    return { rows, total: first.total, whole: next === null && rows.length >= first.total }
  }

  async #ask({ sortBy, window }: Sorting, pageToken: string | null): Promise<ListingsPage> {
    const query = { sortBy, sortOrder: 'ASC', ...window, ...(pageToken === null ? {} : { pageToken }) }
    const key = `listings ${JSON.stringify(query)}`
    const known = this.#memo.recall(key)
    if (known !== undefined) return known as unknown as ListingsPage
    const { sellerId, marketplace } = this.#fixed
    const fixed = { marketplaceIds: marketplace.id, includedData: 'summaries,issues', pageSize: String(PAGE_SIZE) }
    const raw = await this.#client.call({
      operation: 'searchListingsItems',
      path: { sellerId },
      query: { ...fixed, ...query },
    })
    const page = convertPage(raw, marketplace)
    this.#memo.keep(key, page as never)
    return page
  }
}

function convertPage(raw: RawRecord, marketplace: Marketplace): ListingsPage {
  return {
    rows: asRecords(raw.items).map((item) => convertRow(item, marketplace)),
    total: asSize(raw.numberOfResults),
    next: asText(asRecord(raw.pagination).nextToken),
  }
}

function convertRow(item: RawRecord, { id }: Marketplace): Row {
  const summary = asRecords(item.summaries).find(({ marketplaceId }) => marketplaceId === id) ?? {}
  return {
    asin: asText(summary.asin) ?? '',
    sku: asText(item.sku),
    status: statusOf(summary, asRecords(item.issues)),
    created: asText(summary.createdDate),
    updated: asText(summary.lastUpdatedDate),
  }
}

/** The operation has no word for incomplete: it is a listing that nobody can see because something is missing in it. */
function statusOf({ status }: RawRecord, issues: RawRecord[]): ListingStatus {
  const statuses = asList(status)
  if (statuses.includes('BUYABLE')) return 'ACTIVE'
  const lacks = issues.some(({ categories }) => asList(categories).includes('MISSING_ATTRIBUTE'))
  return statuses.length === 0 && lacks ? 'INCOMPLETE' : 'INACTIVE'
}

function justAfter(time: string): string {
  return new Date(Date.parse(time) + 1).toISOString()
}
