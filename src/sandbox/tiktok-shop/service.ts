import type { Clock } from '../../model/clock.ts'
import { FaultPicker } from '../fault-picker.ts'
import type { SimRequest, SimResponse } from '../http.ts'
import { oddAnswer } from '../odd-answer.ts'
import { Allowance } from './allowance.ts'
import { failure, Refusal, refusals, success } from './envelope.ts'
import type { TikTokFault } from './fault-options.ts'
import { matches } from './faults.ts'
import type { SignedOperation, TikTokOperation } from './operations.ts'
import type { SimShop, TikTokSimSettings } from './options.ts'
import type { SimProduct } from './product.ts'
import { routeOf } from './routes.ts'
import { Search } from './search.ts'
import { isSigned } from './sign.ts'
import { TokenService } from './tokens.ts'
import { detailOf, rowOf, type ViewStyle } from './views.ts'

/** Of TikTok's clock: how far behind it, and how far ahead, the time of a call may be. */
const BEHIND_SECONDS = 300
const AHEAD_SECONDS = 30
const SCOPES: { readonly [operation in SignedOperation]: string } = {
  shops: 'seller.authorization.info',
  search: 'seller.product.basic',
  product: 'seller.product.basic',
}

/** What happens to a call on its way through the gateway, in the service's order. */
export class TikTokService {
  readonly tokens: TokenService
  private readonly settings: TikTokSimSettings
  private readonly clock: Clock
  private readonly products: ReadonlyMap<string, SimProduct>
  private readonly faults = new FaultPicker(matches)
  private readonly searches = new Map<string, Search>()
  private readonly allowances = new Map<string, Allowance>()
  private answers = 0

  constructor(products: ReadonlyMap<string, SimProduct>, settings: TikTokSimSettings, clock: Clock) {
    this.products = products
    this.settings = settings
    this.clock = clock
    this.tokens = new TokenService(settings, clock.now())
  }

  async answer(request: SimRequest): Promise<SimResponse> {
    const operation = routeOf(request)
    if (operation instanceof Refusal) return failure(operation, this.settings.plainStatus)
    if (this.settings.latencyMs > 0) await this.clock.sleep(this.settings.latencyMs)
    const fault = this.faults.pick(this.settings.faults, operation)
    if (fault?.effect === 'slow') await this.clock.sleep(fault.ms ?? 0)
    return this.settings.amend(operation, this.struck(request, operation, fault), request)
  }

  private struck(request: SimRequest, operation: TikTokOperation, fault: TikTokFault | null): SimResponse {
    const token = request.headers['x-tts-access-token'] ?? ''
    if (fault?.effect === 'expired-token') this.tokens.expire(token)
    if (fault?.effect === 'unknown-token') this.tokens.forget(token)
    if (fault?.effect === 'reset') return { status: 0, cut: 'destroy' }
    if (fault?.effect === 'html') return { status: 503, headers: { 'content-type': 'text/html' }, body: PAGE }
    if (fault?.effect === 'answer') return oddAnswer(fault)
    const refusal = refusalOf(fault)
    if (refusal) return failure(refusal, this.settings.plainStatus)
    const answer = this.executed(request, operation)
    if (fault?.effect === 'reset-after') return { ...answer, cut: 'destroy' }
    if (fault?.effect === 'truncated') return { ...answer, cut: 'truncate' }
    return fault?.effect === 'trickle' ? { ...answer, trickle: fault.ms ?? 1000 } : answer
  }

  private executed(request: SimRequest, operation: TikTokOperation): SimResponse {
    const now = this.clock.now()
    try {
      if (operation === 'token') return this.tokens.get(request, now)
      if (operation === 'refresh') return this.tokens.renew(request, now)
      return this.guarded(request, operation, now)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const byCode = error.code === RATE && this.settings.rateSignal === 'code'
      return failure(error, byCode || this.settings.plainStatus)
    }
  }

  private guarded(request: SimRequest, operation: SignedOperation, now: number): SimResponse {
    const { query, headers } = request
    const { settings } = this
    if (!query.get('sign')) throw refusals.missingSign()
    if (query.get('app_key') !== settings.appKey) throw refusals.appKey()
    checkTime(query.get('timestamp'), now)
    if (!isSigned(request, settings.appSecret) || (request.method === 'GET' && request.body !== ''))
      throw refusals.sign()
    this.tokens.check(headers['x-tts-access-token'], now)
    if (settings.addressDenied) throw refusals.address()
    if (!settings.scopes.includes(SCOPES[operation])) throw refusals.scope()
    const shop = this.shopOf(query.get('shop_cipher'), operation)
    const refused = this.allowance(shop?.id ?? '').take(settings, now)
    if (refused) throw refused
    if (shop === null) return success({ shops: settings.shops.map(shopView) })
    return operation === 'search' ? this.search(request, shop, now) : this.product(request, shop)
  }

  /** `null` for what is asked of all shops together. @throws Refusal for a cipher that lacks, is too much, or is of others */
  private shopOf(cipher: string | null, operation: SignedOperation): SimShop | null {
    if (operation === 'shops') {
      if (cipher !== null) throw refusals.cipher()
      return null
    }
    if (!cipher) throw refusals.noCipher()
    const shop = this.settings.shops.find((one) => one.cipher === cipher)
    if (!shop) throw refusals.otherShop()
    return shop
  }

  private search(request: SimRequest, shop: SimShop, now: number): SimResponse {
    const search = this.searches.get(shop.id) ?? new Search()
    this.searches.set(shop.id, search)
    const { settings } = this
    const { total, products, next } = search.page(request, this.productsOf(shop), { settings, now })
    const style = this.style(shop)
    const last = settings.lastToken === 'absent' ? {} : { next_page_token: '' }
    return success({
      total_count: total,
      products: products.map((product) => rowOf(product, style)),
      ...(next === null ? last : { next_page_token: next }),
    })
  }

  private product({ path }: SimRequest, shop: SimShop): SimResponse {
    const product = this.products.get(path.slice(path.lastIndexOf('/') + 1))
    if (!product || !this.isOf(product, shop)) throw refusals.noProduct()
    if (product.status === 'DELETED' && this.settings.deletedGet === 'gone') throw refusals.noProduct()
    return success(detailOf(product, this.style(shop)))
  }

  private productsOf(shop: SimShop): ReadonlyMap<string, SimProduct> {
    if (this.settings.shops.length === 1) return this.products
    return new Map([...this.products].filter(([, product]) => this.isOf(product, shop)))
  }

  private isOf(product: SimProduct, shop: SimShop): boolean {
    return (product.shop ?? this.settings.shops[0]?.id) === shop.id
  }

  private style({ region }: SimShop): ViewStyle {
    const { changingUrls, emptyUrls, salePriceInSearch } = this.settings
    this.answers += 1
    return { pictures: { nonce: changingUrls ? this.answers : null, empty: emptyUrls }, salePriceInSearch, region }
  }

  private allowance(shop: string): Allowance {
    const known = this.allowances.get(shop) ?? new Allowance()
    this.allowances.set(shop, known)
    return known
  }
}

const RATE = 36009002
const PAGE = '<html><head><title>503</title></head><body><h1>503 Service Unavailable</h1></body></html>'

function refusalOf(fault: TikTokFault | null): Refusal | null {
  switch (fault?.effect) {
    case '429':
      return refusals.rate(fault.headers)
    case 'rate-code':
      return Object.assign(refusals.rate(), { status: 200 })
    case 'quota':
      return refusals.quota()
    case '500':
      return refusals.internal()
    case 'internal':
      return Object.assign(refusals.internal(), { status: 200 })
    case 'timeout':
      return refusals.timeout()
    default:
      return null
  }
}

function checkTime(text: string | null, now: number): void {
  const seconds = /^-?\d+$/.test(text ?? '') ? Number(text) : Number.NaN
  if (Number.isNaN(seconds)) throw refusals.parameter('timestamp')
  if (seconds < 0) throw refusals.timestamp('be lesser than 0')
  const present = now / 1000
  if (seconds < present - BEHIND_SECONDS - 1) {
    throw refusals.timestamp('be earlier than 5 minutes before the current time')
  }
  if (seconds > present + AHEAD_SECONDS) {
    throw refusals.timestamp('exceed the current time by more than 30 seconds')
  }
}

function shopView({ id, name, region, cipher }: SimShop) {
  return { id, name, region, seller_type: 'LOCAL', cipher, code: `${region}LC${id.slice(-6)}` }
}
