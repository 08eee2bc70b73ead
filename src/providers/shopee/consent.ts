import { ProviderError } from '../../model/errors.ts'
import { callPublic, type Line } from './calls.ts'
import { isOfClass } from './failure.ts'
import { asId, asNumber, asRecords } from './raw.ts'
import { CODES } from './remedies.ts'

/** Far more shops than one application has. */
const MOST_PAGES = 100
const PAGE_SIZE = '100'

/**
 * Until when the seller allows the application to read the shop, in milliseconds since 1970, by a call that needs no
 * token: so a consent that has ended is told from a token that has, and a refresh token is not sent in vain.
 * @returns `null` when the application may not ask
 * @throws ShopeeError, and ProviderError when the consent has ended or never was
 */
export async function consentEnd(line: Line, shopId: string, signal: AbortSignal): Promise<number | null> {
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const query = { page_size: PAGE_SIZE, page_no: String(page) }
    const outgoing = { operation: 'public.get_shops_by_partner', query, about: shopId } as const
    const body = await callPublic(line, outgoing, signal).catch((error: unknown) => {
      if (isOfClass(error, 'permission', 'request')) return null
      throw error
    })
    if (body === null) return null
    const shop = asRecords(body.authed_shop_list).find((one) => asId(one.shop_id) === shopId)
    if (shop) return (asNumber(shop.expire_time) ?? 0) * 1000
    if (body.more !== true) break
  }
  throw noConsent(shopId, `Shopee does not list shop ${shopId} among those that authorised the application.`)
}

export function noConsent(shopId: string, message: string): ProviderError {
  return new ProviderError(CODES.consent, message, {
    hints: [
      `The seller has to authorise the application: "sync auth shopee --url", then "sync auth shopee --code CODE --shop ${shopId}".`,
      'Check that shop_id in sync.yaml is the shop that was authorised.',
    ],
  })
}
