import { parseJsonBody, type SimRequest } from '../http.ts'
import type { ShopeeSimSettings } from './options.ts'
import type { ShopeeShop } from './raw.ts'
import { Refusal, wrongParameter } from './refusal.ts'

const CODE_MS = 10 * 60_000
const DAY_MS = 24 * 3600_000

interface Refresh {
  shops: number[]
  until: number
  /** Shops that have used it: once each. */
  used: Set<number>
}

interface Code {
  shops: number[]
  /** Of a consent that a main account gave for all of its shops. */
  account: number | null
  until: number
}

/** Tokens of an application: a chain for each shop, each renewal with a new refresh token that is good for one use. */
export class TokenService {
  /** By the access token and the shop, until when it is good; both in milliseconds. */
  private readonly access = new Map<string, Map<number, number>>()
  private readonly refresh = new Map<string, Refresh>()
  private readonly codes = new Map<string, Code>()
  private issued = 0
  /** Refresh tokens in the order in which they were sent, good or not, with the shop. */
  readonly sent: { refresh: string; shop: number }[] = []

  constructor(shops: readonly ShopeeShop[], settings: ShopeeSimSettings, now: number) {
    const ids = shops.map(({ id }) => id)
    const until = now + settings.firstAccessSeconds * 1000
    this.access.set(settings.accessToken, new Map(ids.map((id) => [id, until])))
    this.refresh.set(settings.refreshToken, this.fresh(ids, settings, now))
  }

  /** A consent as the seller gives it: the code is good once, for ten minutes. */
  consent(shops: number[], { now, account = null }: { now: number; account?: number | null }): string {
    this.issued += 1
    const code = `code${this.issued.toString(16).padStart(4, '0')}`
    this.codes.set(code, { shops, account, until: now + CODE_MS })
    return code
  }

  /** @throws Refusal unless the token opens the shop */
  check(token: string, shop: number, { settings, now }: Moment): void {
    const until = this.access.get(token)?.get(shop)
    if (until !== undefined && until > now) return
    const code = settings.tokenRefusal
    const message = code === 'error_auth' ? 'Invalid access_token.' : 'Invalid access_token, please have a check.'
    throw new Refusal(code, message, { status: 403 })
  }

  /** From now on the token counts as expired. */
  expire(token: string): void {
    this.access.delete(token)
  }

  /** auth/token/get. @throws Refusal */
  exchangeCode(request: SimRequest, { settings, now }: Moment): object {
    const { code, shop_id, main_account_id } = this.fields(request, settings)
    const known = this.codes.get(String(code))
    if (known === undefined || known.until <= now) {
      throw new Refusal('invalid_code', 'The code is expired or used or invalid, please check the code.')
    }
    if (known.account === null && !known.shops.includes(shop_id as number)) {
      throw new Refusal('invalid_shop_id', 'The code or shop_id is wrong, please check the code or the shop_id.')
    }
    if (known.account !== null && known.account !== main_account_id) {
      const words = 'The code or main_accoount_id is wrong, please check the code or the main_account_id.'
      throw new Refusal('invalid_main_acount_id', words)
    }
    this.codes.delete(String(code))
    const pair = this.issue(known.shops, settings, now)
    const lists = { merchant_id_list: [], supplier_id_list: [], user_id_list: [], principal_id_list: [] }
    return { ...pair, shop_id_list: known.shops, ...lists }
  }

  /** auth/access_token/get. @throws Refusal */
  renew(request: SimRequest, { settings, now, shops }: Moment & { shops: readonly ShopeeShop[] }): object {
    const { refresh_token, shop_id, merchant_id } = this.fields(request, settings)
    if (typeof refresh_token !== 'string') throw wrongParameter('parameter invalid')
    if (typeof shop_id !== 'number' || merchant_id !== undefined) throw wrongParameter('parameter invalid')
    this.sent.push({ refresh: refresh_token, shop: shop_id })
    const shop = shops.find(({ id }) => id === shop_id)
    const known = this.refresh.get(refresh_token)
    if (shop === undefined) throw new Refusal('shop_no_linked', 'Partner and shop has no linked.', { status: 403 })
    if (shop.expire_time * 1000 <= now) {
      throw new Refusal('shop_access_expired', 'Your access to shop has expired.', { status: 403 })
    }
    if (known === undefined || known.used.has(shop_id))
      throw new Refusal('error_auth', 'Invalid refresh_token.', { status: 403 })
    if (!known.shops.includes(shop_id)) {
      const words = 'Your refresh token is error ,please check refresh token or shopid.'
      throw new Refusal('error_shop_refresh_token', words, { status: 403 })
    }
    if (known.until <= now) throw new Refusal('refresh_token_expired', 'Your refresh_token expired.', { status: 403 })
    known.used.add(shop_id)
    this.endFormer(shop_id, now + settings.formerSeconds * 1000)
    return { partner_id: settings.partnerId, shop_id, ...this.issue([shop_id], settings, now) }
  }

  private endFormer(shop: number, until: number): void {
    for (const shops of this.access.values()) {
      const end = shops.get(shop)
      if (end !== undefined && end > until) shops.set(shop, until)
    }
  }

  private issue(shops: number[], settings: ShopeeSimSettings, now: number) {
    this.issued += 1
    const number = this.issued.toString(16).padStart(6, '0')
    const [access_token, refresh_token] = [`acc${number}${'5a'.repeat(8)}`, `ref${number}${'a5'.repeat(8)}`]
    const life = settings.accessSeconds
    this.access.set(access_token, new Map(shops.map((id) => [id, now + life * 1000])))
    this.refresh.set(refresh_token, this.fresh(shops, settings, now))
    const expire_in = settings.absoluteExpiry ? Math.floor(now / 1000) + life : life
    return { access_token, refresh_token, expire_in }
  }

  private fresh(shops: number[], { refreshDays }: ShopeeSimSettings, now: number): Refresh {
    return { shops, until: now + refreshDays * DAY_MS, used: new Set() }
  }

  /** @throws Refusal unless the body is JSON that names the application */
  private fields({ headers, body }: SimRequest, { partnerId }: ShopeeSimSettings): { [name: string]: unknown } {
    const parsed = headers['content-type']?.includes('json') ? parseJsonBody(body) : { problem: 'no JSON' }
    const value = 'value' in parsed ? parsed.value : null
    if (typeof value !== 'object' || value === null) throw new Refusal('error_data', 'parse data failed')
    const fields = value as { [name: string]: unknown }
    if (fields.partner_id !== partnerId) throw wrongParameter('parameter invalid')
    return fields
  }
}

interface Moment {
  settings: ShopeeSimSettings
  now: number
}
