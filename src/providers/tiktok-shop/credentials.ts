import type { Values } from '../../model/provider.ts'
import type { TokenOwner } from '../../model/tokens.ts'

/** What the environment says. */
export interface Credentials {
  appKey: string
  appSecret: string
  /** Of the shop, where several are of one region. */
  cipher: string | null
  accessToken: string | null
  refreshToken: string | null
  /** Without a slash at the end. */
  apiUrl: string
  authUrl: string
}

export function credentialsOf(values: Values): Credentials {
  const text = (name: string): string => values[name] ?? ''
  return {
    appKey: text('TIKTOK_SHOP_APP_KEY'),
    appSecret: text('TIKTOK_SHOP_APP_SECRET'),
    cipher: values.TIKTOK_SHOP_CIPHER || null,
    accessToken: values.TIKTOK_SHOP_ACCESS_TOKEN || null,
    refreshToken: values.TIKTOK_SHOP_REFRESH_TOKEN || null,
    apiUrl: text('TIKTOK_SHOP_API_URL').replace(/\/+$/, ''),
    authUrl: text('TIKTOK_SHOP_AUTH_URL').replace(/\/+$/, ''),
  }
}

/**
 * One token covers all shops of a seller, so that it belongs to the account and not to a shop: two shops that kept it
 * apart would each send the same refresh token.
 */
export function ownerOf({ accessToken, refreshToken }: Credentials, account: string | null): TokenOwner {
  const given = { access: accessToken, refresh: refreshToken }
  return { provider: 'tiktok-shop', shop: account ?? 'seller', given }
}
