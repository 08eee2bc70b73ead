import type { CatalogueItem, ExportReport } from '../../model/item.ts'
import { isDenied } from './client.ts'
import { ListingsSearch, type OwnListings } from './listings-search.ts'
import { fetchReport, orderReport, type ReportContext, type ReportResult } from './report.ts'
import type { ListingStatus, OwnListing } from './report-table.ts'

export interface OwnResult extends OwnListings {
  report: NonNullable<ExportReport['own_listings']>
}

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
      const { rows } = result
      return { rows, lacking: 0, report: { way: 'report', rows: rows.length, reason: null } }
    }
    const { client, memo, marketplace } = this.#context
    const { reason } = result
    try {
      const { rows, lacking } = await new ListingsSearch(client, memo, { sellerId: this.#sellerId, marketplace }).read()
      return { rows, lacking, report: { way: 'search', rows: rows.length, reason } }
    } catch (error) {
      if (!isDenied(error)) throw error
      const both = `${reason} ${error.reason}`
      return { rows: [], lacking: 0, report: { way: 'none', rows: 0, reason: both } }
    }
  }

  async #byReport(): Promise<ReportResult> {
    if (!this.#ordered) await this.order()
    const ordered = this.#ordered as { id: string } | { reason: string }
    return 'id' in ordered ? fetchReport(ordered.id, this.#context) : ordered
  }
}

const BEST: (ListingStatus | null)[] = ['ACTIVE', 'INACTIVE', 'INCOMPLETE', null]

/** A listing with what the seller's own list says about it; of several SKUs the one that is best off counts. */
export function withOwn(item: CatalogueItem, offers: OwnListing[]): CatalogueItem {
  const [best] = offers.toSorted((a, b) => BEST.indexOf(a.status) - BEST.indexOf(b.status) || compare(a.sku, b.sku))
  if (!best || item.unavailable) return item
  const sku = item.sku ?? best.sku
  const paths = {
    ...item.paths,
    ...(best.status !== null && { listing_status: 'listings.status' }),
    ...(sku !== item.sku && { sku: 'listings.sku' }),
  }
  return { ...item, sku, listing_status: best.status, ...(Object.keys(paths).length > 0 && { paths }) }
}

function compare(a: string | null, b: string | null): number {
  return (a ?? '') < (b ?? '') ? -1 : 1
}
