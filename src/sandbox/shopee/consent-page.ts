import type { SimRequest, SimResponse } from '../http.ts'
import type { ShopeeSimSettings } from './options.ts'
import type { ShopeeShop } from './raw.ts'
import type { TokenService } from './tokens.ts'

/** Where sellers consent; it is no call of the API. */
const PAGE = '/auth'

interface Page {
  shops: readonly ShopeeShop[]
  settings: ShopeeSimSettings
  tokens: TokenService
  now: number
}

/** True for the page of consents. */
export function isConsentPage({ method, path }: SimRequest): boolean {
  return method === 'GET' && path === PAGE
}

/**
 * What the page leads to once the seller of the first shop has consented, as it does here at once: the application's
 * address, with a code in it.
 */
export function consentPage({ query }: SimRequest, { shops, settings, tokens, now }: Page): SimResponse {
  const redirect = query.get('redirect_uri') ?? ''
  const [shop] = shops
  const isKnown = query.get('partner_id') === String(settings.partnerId) && query.get('response_type') === 'code'
  if (shop === undefined || !isKnown || query.get('auth_type') !== 'seller' || !URL.canParse(redirect)) {
    return { status: 400, headers: { 'content-type': 'text/plain' }, body: 'This app cannot be authorised.' }
  }
  const back = new URL(redirect)
  back.searchParams.set('code', tokens.consent([shop.id], { now }))
  back.searchParams.set('shop_id', String(shop.id))
  return { status: 302, headers: { location: back.href }, body: '' }
}
