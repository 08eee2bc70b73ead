import { ProviderError } from '../../model/errors.ts'
import type { ShopeeClient } from './client.ts'
import { asNumber, asText, type RawRecord } from './raw.ts'
import { CODES } from './remedies.ts'

/** What a shop says of itself. */
export interface ShopInfo {
  name: string | null
  /** Shopee's code of its market. */
  region: string | null
  /** NORMAL, BANNED or FROZEN. */
  status: string | null
  /** When the seller's consent ends, in milliseconds since 1970; `null`: not told. */
  consent_ends: number | null
}

/** @throws ShopeeError */
export async function shopInfo(client: ShopeeClient, signal: AbortSignal): Promise<ShopInfo> {
  return shopInfoOf(await client.call('shop.get_shop_info', {}, signal))
}

export function shopInfoOf(answer: RawRecord): ShopInfo {
  const end = asNumber(answer.expire_time)
  return {
    name: asText(answer.shop_name),
    region: asText(answer.region)?.toUpperCase() ?? null,
    status: asText(answer.status),
    consent_ends: end === null || end <= 0 ? null : end * 1000,
  }
}

/** @throws ProviderError when it is in another market than the settings say: prices would be of another currency */
export function assertRegion({ region }: ShopInfo, { shop, wanted }: { shop: string; wanted: string }): void {
  if (region === null || region === wanted) return
  throw new ProviderError(CODES.shop, `Shop ${shop} is in ${region}, and sync.yaml says ${wanted}.`, {
    hints: [`Write region: ${region} under source.shopee, or the id of the shop that is meant.`],
  })
}
