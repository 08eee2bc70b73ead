import { randomBytes } from 'node:crypto'
import type { Clock } from '../../model/clock.ts'
import { FaultPicker } from '../fault-picker.ts'
import type { SimRequest, SimResponse } from '../http.ts'
import { oddAnswer } from '../odd-answer.ts'
import type { ShopeeFault } from './fault-options.ts'
import { matches } from './faults.ts'
import { checkCall, shopIdOf } from './gateway.ts'
import { listItems } from './lists.ts'
import { isPublic, moduleOf, type ShopeeOperation } from './operations.ts'
import type { ShopeeSimSettings } from './options.ts'
import { baseInfo, extraInfo, ItemIndex, modelList } from './products.ts'
import { Quota } from './quota.ts'
import type { ShopeeShop } from './raw.ts'
import { BURST, DAY, Refusal, refusalOf, SERVER, wrongParameter } from './refusal.ts'
import { partnerShops, shopInfo, warehouses } from './shops.ts'
import { TokenService } from './tokens.ts'

interface Parts {
  shops: ShopeeShop[]
  settings: ShopeeSimSettings
  clock: Clock
}

/** What happens to a call on its way through the gateway, in the service's order. */
export class ShopeeService {
  readonly tokens: TokenService
  readonly quota = new Quota()
  private readonly shops: ShopeeShop[]
  private readonly settings: ShopeeSimSettings
  private readonly clock: Clock
  private readonly faults = new FaultPicker(matches)
  private readonly indexes = new Map<number, ItemIndex>()

  constructor({ shops, settings, clock }: Parts) {
    this.shops = shops
    this.settings = settings
    this.clock = clock
    this.tokens = new TokenService(shops, settings, clock.now())
    for (const { id, items } of shops) this.indexes.set(id, new ItemIndex(items))
  }

  async answer(request: SimRequest, operation: ShopeeOperation | null): Promise<SimResponse> {
    const { settings, clock } = this
    if (settings.latencyMs > 0) await clock.sleep(settings.latencyMs)
    const fault = operation && this.faults.pick(settings.faults, operation)
    if (fault?.effect === 'slow') await clock.sleep(fault.ms ?? 1000)
    const answer = this.struck(fault, operation, () => this.served(request, operation, fault))
    const dated = { ...answer, headers: { date: this.date(), ...answer.headers } }
    return operation === null ? dated : settings.amend(operation, dated, request)
  }

  /** The service's own time. */
  private date(): string {
    return new Date(this.clock.now() + this.settings.aheadSeconds * 1000).toUTCString()
  }

  /** What comes back instead of, or after, executing. */
  private struck(fault: ShopeeFault | null, operation: ShopeeOperation | null, run: () => SimResponse): SimResponse {
    switch (fault?.effect) {
      case 'reset-before':
        return { status: 0, cut: 'destroy' }
      case 'reset-after':
        run()
        return { status: 0, cut: 'destroy' }
      case 'truncated':
        return { ...run(), cut: 'truncate' }
      case 'trickle':
        return { ...run(), trickle: fault.ms ?? 1000 }
      case 'html':
        return { status: 502, headers: { 'content-type': 'text/html' }, body: '<html><h1>502 Bad Gateway</h1></html>' }
      case 'answer':
        return oddAnswer(fault)
      case '500':
        return { ...this.refused(SERVER(), operation), status: 500 }
      default:
        return run()
    }
  }

  private served(request: SimRequest, operation: ShopeeOperation | null, fault: ShopeeFault | null): SimResponse {
    try {
      if (operation === null) {
        throw wrongParameter('Permission denied. This API is currently offline or the request path is incorrect.')
      }
      const now = this.clock.now()
      checkCall(request, operation, { settings: this.settings, now })
      const { refuse } = this.settings
      const isOfShop = refuse === 'shop-banned' || refuse === 'business'
      if (refuse !== null && !(isOfShop && isPublic(operation))) throw refusalOf(refuse)
      if (fault?.effect === 'burst') throw BURST()
      if (fault?.effect === 'day') {
        this.quota.end(now)
        throw DAY()
      }
      this.quota.take(this.settings, now)
      if (fault?.effect === 'server') throw SERVER()
      if (fault?.effect === 'business') throw refusalOf('business')
      return this.good(this.execute(request, operation, fault), operation)
    } catch (error) {
      if (error instanceof Refusal) return this.refused(error, operation)
      throw error
    }
  }

  private execute(request: SimRequest, operation: ShopeeOperation, fault: ShopeeFault | null): object {
    const { settings, shops } = this
    const moment = { settings, now: this.clock.now() }
    if (operation === 'token.get') return this.tokens.exchangeCode(request, moment)
    if (operation === 'token.refresh') return this.tokens.renew(request, { ...moment, shops })
    if (operation === 'get_shops_by_partner') return partnerShops(request.query, shops)
    const shop = this.shopFor(request, fault)
    if (operation === 'get_shop_info') return shopInfo(shop)
    if (operation === 'get_warehouse_detail') return warehouses()
    const { query } = request
    if (operation === 'get_item_list') return { response: listItems(query, shop.items, settings) }
    const index = this.indexes.get(shop.id) as ItemIndex
    if (operation === 'get_item_base_info') return { response: baseInfo(query, index, settings) }
    if (operation === 'get_item_extra_info') return { response: extraInfo(query, index) }
    return { response: modelList(query, index, settings) }
  }

  /** @throws Refusal unless the token opens it */
  private shopFor(request: SimRequest, fault: ShopeeFault | null): ShopeeShop {
    const id = shopIdOf(request)
    const token = request.query.get('access_token') ?? ''
    if (fault?.effect === 'expired-token') this.tokens.expire(token)
    const shop = this.shops.find((one) => one.id === id)
    const moment = { settings: this.settings, now: this.clock.now() }
    if (shop === undefined) {
      throw new Refusal('error_auth', 'Invalid partner_id or shopid.', { status: 403 })
    }
    if (shop.expire_time * 1000 <= moment.now) {
      throw new Refusal('shop_access_expired', 'Your access to shop has expired.', { status: 403 })
    }
    this.tokens.check(token, id, moment)
    return shop
  }

  private good(body: object, operation: ShopeeOperation): SimResponse {
    const { success } = this.settings
    const request_id = requestId()
    // The page of this one shows none, whatever the others have.
    if (operation === 'get_shops_by_partner' || success === 'missing')
      return { status: 200, body: { ...body, request_id } }
    const error = success === 'dash' ? '-' : ''
    return { status: 200, body: { error, message: error, warning: '', request_id, ...body } }
  }

  private refused({ code, message, status, module }: Refusal, operation: ShopeeOperation | null): SimResponse {
    const prefix = module ?? (this.settings.prefix && operation !== null ? moduleOf(operation) : null)
    const error = prefix === null ? code : `${prefix}.${code}`
    return {
      status: this.settings.status === 'real' ? status : 200,
      body: { error, message, request_id: requestId() },
    }
  }
}

function requestId(): string {
  return randomBytes(16).toString('hex')
}
