import type { Clock } from '../../model/clock.ts'
import { FaultPicker } from '../fault-picker.ts'
import type { SimRequest, SimResponse } from '../http.ts'
import { denied, htmlPage, missingToken, quotaExceeded, Refusal } from './answers.ts'
import { Catalog } from './catalog.ts'
import { failure, tokenFailure } from './fault-answers.ts'
import type { AmazonFault } from './fault-options.ts'
import { matches } from './faults.ts'
import { searchListings } from './listings.ts'
import { TokenService } from './lwa.ts'
import { type AmazonOperation, OPERATIONS, type PacedOperation } from './operations.ts'
import type { AmazonSimSettings, Bucket } from './options.ts'
import type { RawCatalogItem } from './raw.ts'
import { Reports } from './reports.ts'
import { DOWNLOADS } from './routes.ts'
import { type SellerListing, sellerListings } from './seller.ts'
import { TokenBucket } from './token-bucket.ts'

/** What happens to a call on its way through the gateway, in the service's order. */
export class AmazonService {
  private readonly settings: AmazonSimSettings
  private readonly clock: Clock
  private readonly catalog: Catalog
  private readonly tokens = new TokenService()
  private readonly faults = new FaultPicker(matches)
  private readonly reports: Reports
  private readonly buckets = new Map(OPERATIONS.map((operation) => [operation, new TokenBucket()]))
  private readonly listings: (marketplaceId: string) => readonly SellerListing[]

  constructor(items: RawCatalogItem[], settings: AmazonSimSettings, clock: Clock) {
    this.settings = settings
    this.clock = clock
    this.catalog = new Catalog(items, settings)
    this.listings = (marketplaceId) => sellerListings(items, marketplaceId)
    this.reports = new Reports({ settings, listings: this.listings })
  }

  reindex(): void {
    this.catalog.reindex()
  }

  async answer(request: SimRequest, operation: AmazonOperation | null): Promise<SimResponse> {
    const answer = await this.served(request, operation)
    return operation === null ? answer : this.settings.amend(operation, answer, request)
  }

  private async served(request: SimRequest, operation: AmazonOperation | null): Promise<SimResponse> {
    if (this.settings.latencyMs > 0) await this.clock.sleep(this.settings.latencyMs)
    const fault = operation && this.faults.pick(this.settings.faults, operation)
    if (fault?.effect === 'slow') await this.clock.sleep(fault.ms ?? 0)
    const answer = await this.answerWith(request, operation, fault)
    return fault?.effect === 'trickle' ? { ...answer, trickle: fault.ms ?? 1000 } : answer
  }

  private async answerWith(
    request: SimRequest,
    operation: AmazonOperation | null,
    fault: AmazonFault | null,
  ): Promise<SimResponse> {
    try {
      if (operation === 'token')
        return tokenFailure(fault) ?? this.tokens.answer(request, this.settings, this.clock.now())
      if (operation === 'download') return failure(fault) ?? this.download(request)
      return this.guarded(request, operation, fault)
    } catch (error) {
      if (error instanceof Refusal) return this.paced(error.response, operation)
      throw error
    }
  }

  private guarded(request: SimRequest, operation: PacedOperation | null, fault: AmazonFault | null): SimResponse {
    const now = this.clock.now()
    if (request.method === 'GET' && hasBody(request)) return htmlPage(400, 'Bad Request')
    const token = request.headers['x-amz-access-token']
    if (operation === null || !token) throw missingToken()
    this.tokens.check(token, now)
    if (this.settings.missingRole && !isReport(operation)) throw denied()
    if (fault?.effect === 'expired-token') this.tokens.expire(token)
    const failed = failure(fault)
    if (failed) return failed
    if (!this.buckets.get(operation)?.take(this.settings.limits[operation], now)) return quotaExceeded()
    return this.paced(this.execute(request, operation), operation)
  }

  private execute(request: SimRequest, operation: PacedOperation): SimResponse {
    const { path, query, headers } = request
    const last = decodeURIComponent(path.slice(path.lastIndexOf('/') + 1))
    const now = this.clock.now()
    if (operation === 'searchCatalogItems') return this.catalog.search(query)
    if (operation === 'getCatalogItem') return this.catalog.get(last, query)
    if (operation === 'createReport') return this.reports.create(request, now)
    if (operation === 'getReport') return this.reports.get(last)
    if (operation === 'getReportDocument') return this.reports.document(last, headers.host ?? '', now)
    return searchListings({ sellerId: last, query }, this.listings, this.settings)
  }

  private download(request: SimRequest): SimResponse {
    return this.reports.download(request.path.slice(DOWNLOADS.length), request, this.clock.now())
  }

  /** The rate is told on 20x, 400 and 404 only. */
  private paced(response: SimResponse, operation: AmazonOperation | null): SimResponse {
    if (
      operation === null ||
      operation === 'token' ||
      operation === 'download' ||
      ![200, 202, 400, 404].includes(response.status)
    )
      return response
    const rate = this.settings.rateHeader || rateText(this.settings.limits[operation])
    const headers = { ...response.headers, 'x-amzn-RateLimit-Limit': rate }
    return { ...response, headers }
  }
}

function isReport(operation: PacedOperation): boolean {
  return operation === 'createReport' || operation === 'getReport' || operation === 'getReportDocument'
}

/** A GET with a body or a Content-Length is thrown out before the service sees it. */
function hasBody({ headers, body }: SimRequest): boolean {
  return body !== '' || headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined
}

function rateText({ rate }: Bucket): string {
  return Number.isInteger(rate) ? rate.toFixed(1) : String(rate)
}
