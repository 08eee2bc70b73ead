import type { Values } from '../../model/provider.ts'
import type { TokenOwner } from '../../model/tokens.ts'

/** Whose tokens are used; those of the environment are the shop's that SHOPEE_SHOP_ID names, or any shop's without it. */
export function ownerOf(shop: string, values: Values): TokenOwner {
  const named = values.SHOPEE_SHOP_ID?.trim() ?? ''
  const isOurs = named === '' || named === shop
  return {
    provider: 'shopee',
    shop,
    given: {
      access: isOurs ? (values.SHOPEE_ACCESS_TOKEN ?? null) : null,
      refresh: isOurs ? (values.SHOPEE_REFRESH_TOKEN ?? null) : null,
    },
  }
}
