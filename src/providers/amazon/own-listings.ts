import type { ExportReport } from '../../model/export.ts'
import type { CatalogueItem } from './catalogue-item.ts'
import { isDenied } from './client.ts'
import { ListingsSearch, type OwnListings } from './listings-search.ts'
import { fetchReport, orderReport, type ReportContext, type ReportResult } from './report.ts'
import type { CodedListing, ListingStatus, OwnListing } from './report-table.ts'
import { bySku } from './seller-sku.ts'

export interface OwnResult extends OwnListings {
  /** Listings that the report names by a code alone. */
  coded: CodedListing[]
  /** Rows of the report that say nothing that can be used. */
  unread: string[]
  /** How the report was read, where that was not certain. */
  notes: string[]
  report: NonNullable<ExportReport['own_listings']>
}

const NOTHING = { rows: [], coded: [], unread: [], notes: [], nameless: [], lacking: 0 }
const NO_REPORT = 'report refused'

/**
 * The seller's own listings: by the listings report, and where the application may not have that, or Amazon fails to
 * make it, by searchListingsItems. `order` comes early, since Amazon takes its time.
 */
export class OwnListingsReader {
  readonly #context: ReportContext
  readonly #sellerId: string
  #ordered: { id: string } | { reason: string } | null = null

  constructor(context: ReportContext, sellerId: string) {
    this.#context = context
    this.#sellerId = sellerId
  }

  async order(): Promise<void> {
    const { memo } = this.#context
    const refused = memo.recall(NO_REPORT)
    if (typeof refused === 'string') this.#ordered = { reason: refused }
    else {
      try {
        this.#ordered = { id: await orderReport(this.#context) }
      } catch (error) {
        if (!isDenied(error)) throw error
        this.#ordered = { reason: error.reason }
        memo.keep(NO_REPORT, error.reason)
      }
    }
  }

  /** @throws SpApiError */
  async read(): Promise<OwnResult> {
    const result = await this.#byReport()
    if ('rows' in result) {
      const { rows, coded, unread, notes } = result
      const told = { rows: rows.length + coded.length + unread.length, reason: null }
      return { ...NOTHING, rows, coded, unread, notes, report: { way: 'report', ...told } }
    }
    const { client, memo, marketplace } = this.#context
    const { reason } = result
    try {
      const found = await new ListingsSearch(client, memo, { sellerId: this.#sellerId, marketplace }).read()
      return { ...NOTHING, ...found, report: { way: 'search', rows: found.rows.length, reason } }
    } catch (error) {
      if (!isDenied(error)) throw error
      const both = `${reason} ${error.reason}`
      return { ...NOTHING, report: { way: 'none', rows: 0, reason: both } }
    }
  }

  async #byReport(): Promise<ReportResult> {
    if (!this.#ordered) await this.order()
    const ordered = this.#ordered as { id: string } | { reason: string }
    return 'id' in ordered ? fetchReport(ordered.id, this.#context) : ordered
  }
}

const STATUSES: (ListingStatus | null)[] = ['ACTIVE', 'INACTIVE', 'INCOMPLETE', null]
const CONDITIONS: OwnListing['condition'][] = ['new', null, 'used']

/** Of several seller SKUs of one ASIN: active, new, not Amazon's own, then by the alphabet; an empty one never wins. */
function byPreference(a: OwnListing, b: OwnListing): number {
  return (
    Number(a.sku === null) - Number(b.sku === null) ||
    STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status) ||
    CONDITIONS.indexOf(a.condition) - CONDITIONS.indexOf(b.condition) ||
    bySku(a.sku, b.sku)
  )
}

/** A listing with what the seller's own list says about it: it alone tells which of several SKUs is active. */
export function withOwn(item: CatalogueItem, offers: OwnListing[]): CatalogueItem {
  const [best] = offers.toSorted(byPreference)
  if (!best || item.unavailable) return item
  const sku = best.sku ?? item.sku
  const paths = {
    ...item.paths,
    ...(best.status !== null && { listing_status: 'listings.status' }),
    ...(sku !== item.sku && { sku: 'listings.sku' }),
  }
  return { ...item, sku, listing_status: best.status, ...(Object.keys(paths).length > 0 && { paths }) }
}
