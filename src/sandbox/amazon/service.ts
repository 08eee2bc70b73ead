import type { Clock } from '../../model/clock.ts'
import type { SimRequest, SimResponse } from '../http.ts'
import { denied, htmlPage, internalFailure, missingToken, quotaExceeded, Refusal } from './answers.ts'
import { Catalog } from './catalog.ts'
import { FaultPicker } from './faults.ts'
import { oauthError, TokenService } from './lwa.ts'
import type { AmazonFault, AmazonOperation, AmazonSimSettings, Bucket } from './options.ts'
import type { RawCatalogItem } from './raw.ts'
import { TokenBucket } from './token-bucket.ts'

type CatalogOperation = Exclude<AmazonOperation, 'token'>

const ITEMS = '/catalog/2022-04-01/items'

/** The operation that a call asks for; `null` for a path or method that does not exist. */
export function operationOf({ method, path }: SimRequest): AmazonOperation | null {
  if (method === 'POST') return path === '/auth/o2/token' ? 'token' : null
  if (method !== 'GET') return null
  if (path === ITEMS) return 'searchCatalogItems'
  return path.startsWith(`${ITEMS}/`) ? 'getCatalogItem' : null
}

/** What happens to a call on its way through the gateway, in the service's order. */
export class AmazonService {
  private readonly settings: AmazonSimSettings
  private readonly clock: Clock
  private readonly catalog: Catalog
  private readonly tokens = new TokenService()
  private readonly faults = new FaultPicker()
  private readonly buckets = { searchCatalogItems: new TokenBucket(), getCatalogItem: new TokenBucket() }

  constructor(items: RawCatalogItem[], settings: AmazonSimSettings, clock: Clock) {
    this.settings = settings
    this.clock = clock
    this.catalog = new Catalog(items, settings)
  }

  reindex(): void {
    this.catalog.reindex()
  }

  async answer(request: SimRequest, operation: AmazonOperation | null): Promise<SimResponse> {
    if (this.settings.latencyMs > 0) await this.clock.sleep(this.settings.latencyMs)
    const fault = operation && this.faults.pick(this.settings.faults, operation)
    if (fault?.effect === 'slow') await this.clock.sleep(fault.ms ?? 0)
    try {
      if (operation === 'token')
        return tokenFailure(fault) ?? this.tokens.answer(request, this.settings, this.clock.now())
      return this.guarded(request, operation, fault)
    } catch (error) {
      if (error instanceof Refusal) return this.paced(error.response, operation)
      throw error
    }
  }

  private guarded(request: SimRequest, operation: CatalogOperation | null, fault: AmazonFault | null): SimResponse {
    const now = this.clock.now()
    if (request.method === 'GET' && hasBody(request)) return htmlPage(400, 'Bad Request')
    const token = request.headers['x-amz-access-token']
    if (operation === null || !token) throw missingToken()
    this.tokens.check(token, now)
    if (this.settings.missingRole) throw denied()
    if (fault?.effect === 'expired-token') this.tokens.expire(token)
    const failed = failure(fault)
    if (failed) return failed
    if (!this.buckets[operation].take(this.settings.limits[operation], now)) return quotaExceeded()
    return this.paced(this.execute(request, operation), operation)
  }

  private execute(request: SimRequest, operation: CatalogOperation): SimResponse {
    if (operation === 'searchCatalogItems') return this.catalog.search(request.query)
    return this.catalog.get(request.path.slice(ITEMS.length + 1), request.query)
  }

  /** The rate is told on 20x, 400 and 404 only. */
  private paced(response: SimResponse, operation: AmazonOperation | null): SimResponse {
    if (operation === null || operation === 'token' || ![200, 400, 404].includes(response.status)) return response
    const headers = { ...response.headers, 'x-amzn-RateLimit-Limit': rateText(this.settings.limits[operation]) }
    return { ...response, headers }
  }
}

/** A GET with a body or a Content-Length is thrown out before the service sees it. */
function hasBody({ headers, body }: SimRequest): boolean {
  return body !== '' || headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined
}

function failure(fault: AmazonFault | null): SimResponse | null {
  if (fault?.effect === '429') return quotaExceeded()
  if (fault?.effect === '500') return internalFailure()
  if (fault?.effect === 'html') return htmlPage(503, 'Service Unavailable')
  return fault?.effect === 'reset' ? { status: 500, cut: 'destroy' } : null
}

function tokenFailure(fault: AmazonFault | null): SimResponse | null {
  if (fault?.effect === '429') return oauthError(429, 'slow_down', 'The request is throttled')
  if (fault?.effect === '500')
    return oauthError(500, 'server_error', 'The authorization server met an unexpected condition')
  return failure(fault)
}

function rateText({ rate }: Bucket): string {
  return Number.isInteger(rate) ? rate.toFixed(1) : String(rate)
}
