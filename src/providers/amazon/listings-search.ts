import type { Memo } from '../../model/source.ts'
import { isAsin } from './asin.ts'
import type { AmazonClient } from './client.ts'
import type { Marketplace } from './marketplaces.ts'
import { asList, asRecord, asRecords, asSize, asText, type RawRecord } from './raw.ts'
import type { ListingStatus, OwnListing } from './report-table.ts'

/** Amazon pages through at most so many listings of one query. */
const CAP = 1000
const PAGE_SIZE = 20
/** Half as many again as the cap has pages: listings that come twice take the place of others. */
const MAX_PAGES = (1.5 * CAP) / PAGE_SIZE
/** So many pages without a new listing mean that the search goes in circles. */
const MAX_STALE_PAGES = 3

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
  /** SKUs of listings that have no ASIN, such as suppressed ones (selling-partner-api-models#4834). */
  nameless: string[]
  /** How many listings Amazon counts and does not give. */
  lacking: number
}

interface Pages {
  /** Each once. */
  rows: Row[]
  total: number
  /** Nothing is left out. */
  whole: boolean
  circles: boolean
}

/**
 * The seller's own listings by searchListingsItems, oldest first. After a thousand the window moves on to where it
 * stopped; more than that of one moment are told apart by when they were changed.
 */
export class ListingsSearch {
  readonly #client: AmazonClient
  readonly #memo: Memo
  readonly #fixed: { sellerId: string; marketplace: Marketplace }
  readonly #rows = new Map<string, Row>()
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
      if (read.whole) break
      const last = lastOf(read.rows, 'created')
      if (read.circles || last === null || last < (window.createdAfter ?? '')) {
        this.#lacking += Math.max(1, read.total - read.rows.length)
        break
      }
      if (last === window.createdAfter) {
        await this.#moment(last)
        window = { createdAfter: justAfter(last) }
      } else window = { createdAfter: last }
    }
    const known = [...this.#rows.values()]
    return {
      rows: known.filter(({ asin }) => isAsin(asin)),
      nameless: known.flatMap(({ asin, sku }) => (isAsin(asin) ? [] : (sku ?? []))).sort(),
      lacking: this.#lacking,
    }
  }

  /** Everything that was made within one second. */
  async #moment(created: string): Promise<void> {
    const within: Window = { createdAfter: created, createdBefore: created }
    let window = within
    for (;;) {
      const read = await this.#pages({ sortBy: 'lastUpdatedDate', window })
      if (read.whole) return
      const last = lastOf(read.rows, 'updated')
      if (read.circles || last === null || last <= (window.lastUpdatedAfter ?? '')) {
        this.#lacking += Math.max(1, read.total - read.rows.length)
        return
      }
      window = { ...within, lastUpdatedAfter: last }
    }
  }

  /** Amazon was seen to give the same listings with ever new tokens (selling-partner-api-models#4544). */
  async #pages(sorting: Sorting): Promise<Pages> {
    const rows = new Map<string, Row>()
    let total = 0
    let stale = 0
    let next: string | null = null
    for (let pages = 1; ; pages += 1) {
      const page = await this.#ask(sorting, next)
      if (pages === 1) total = page.total
      const before = rows.size
      for (const row of page.rows) rows.set(keyOf(row), row)
      stale = rows.size > before ? 0 : stale + 1
      next = page.next
      const circles = next !== null && (stale === MAX_STALE_PAGES || pages === MAX_PAGES)
      if (next !== null && !circles && rows.size < CAP) continue
      this.#keep(rows)
      return { rows: [...rows.values()], total, whole: rows.size >= total && (next === null || circles), circles }
    }
  }

  #keep(rows: Map<string, Row>): void {
    for (const [key, row] of rows) {
      if (isAsin(row.asin) || row.sku !== null) this.#rows.set(key, row)
      else this.#lacking += 1
    }
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
      list: 'items',
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
    condition: conditionOf(summary),
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

/** `new_new`, `used_good`, `refurbished_refurbished` and so on. */
function conditionOf({ conditionType }: RawRecord): OwnListing['condition'] {
  const text = asText(conditionType)
  return text === null ? null : text.startsWith('new') ? 'new' : 'used'
}

/** A listing without a summary has no date: the last one that has tells how far the reading came. */
function lastOf(rows: Row[], date: 'created' | 'updated'): string | null {
  return rows.findLast((row) => row[date] !== null)?.[date] ?? null
}

function keyOf({ asin, sku }: Row): string {
  return `${asin} ${sku}`
}

function justAfter(time: string): string {
  return new Date(Date.parse(time) + 1).toISOString()
}
