import { ProviderError } from '../../model/errors.ts'
import type { JsonObject } from '../../model/json.ts'
import { SHOP } from './documents.ts'
import { asRecord, asRecords, asText } from './raw.ts'
import type { Session } from './session.ts'
import { shopHandle } from './shop-name.ts'

/** What a shop says of itself, and what the app may do there. */
export interface ShopInfo extends JsonObject {
  name: string | null
  /** As this program calls it; `null` where the answer does not say. */
  handle: string | null
  /** ISO 4217. */
  currency: string | null
  scopes: string[]
}

/** @throws ShopifyError, NoMoreCalls */
export async function shopInfo(session: Session): Promise<ShopInfo> {
  const { shop, currentAppInstallation } = await session.query(SHOP)
  const { name, myshopifyDomain, currencyCode } = asRecord(shop)
  const domain = asText(myshopifyDomain)
  return {
    name: asText(name),
    handle: domain === null ? null : shopHandle(domain),
    currency: asText(currencyCode),
    scopes: asRecords(asRecord(currentAppInstallation).accessScopes).flatMap(({ handle }) => asText(handle) ?? []),
  }
}

/** @throws ProviderError when the token is another shop's, as it can be behind SHOPIFY_API_URL */
export function assertShop(info: ShopInfo, shop: string): void {
  if (info.handle === null || info.handle === shop) return
  throw new ProviderError('shopify-shop', `The credentials are of shop ${info.handle}, and sync.yaml names ${shop}.`, {
    hints: [
      `Write shop: ${info.handle} in sync.yaml, or set the credentials of ${shop}; check SHOPIFY_API_URL if it is set.`,
    ],
  })
}
