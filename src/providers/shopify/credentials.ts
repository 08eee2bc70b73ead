import { ConfigError } from '../../model/errors.ts'
import type { Values } from '../../model/provider.ts'
import { shopHandle, shopHost } from './shop-name.ts'

/** Who calls, and where. */
export interface ShopifyCredentials {
  /** As this program calls it: `my-store`. */
  shop: string
  /** Without a trailing slash; the paths of the API and of its tokens follow. */
  baseUrl: string
  /** A token that does not end, or the app whose tokens end after a day. */
  access: { token: string } | { clientId: string; clientSecret: string }
}

/** @throws ConfigError when something is missing, or of another shop */
export function credentialsOf(shop: string, values: Values): ShopifyCredentials {
  const handle = shopHandle(shop)
  const given = textOf(values.SHOPIFY_SHOP_URL)
  if (given !== null && shopHandle(given) !== handle) throw otherShop(handle, given)
  return {
    shop: handle,
    baseUrl: (textOf(values.SHOPIFY_API_URL) ?? `https://${shopHost(handle)}`).replace(/\/+$/, ''),
    access: accessOf(values),
  }
}

function accessOf(values: Values): ShopifyCredentials['access'] {
  const token = textOf(values.SHOPIFY_ACCESS_TOKEN)
  if (token !== null) return { token }
  const clientId = textOf(values.SHOPIFY_CLIENT_ID)
  const clientSecret = textOf(values.SHOPIFY_CLIENT_SECRET)
  if (clientId !== null && clientSecret !== null) return { clientId, clientSecret }
  throw new ConfigError('credentials', missingText(clientId, clientSecret), { hints: WAYS })
}

function missingText(clientId: string | null, clientSecret: string | null): string {
  if (clientId !== null) return 'SHOPIFY_CLIENT_ID is set and SHOPIFY_CLIENT_SECRET is missing.'
  if (clientSecret !== null) return 'SHOPIFY_CLIENT_SECRET is set and SHOPIFY_CLIENT_ID is missing.'
  return 'Credentials of Shopify are missing: neither SHOPIFY_ACCESS_TOKEN is set, nor SHOPIFY_CLIENT_ID and SHOPIFY_CLIENT_SECRET.'
}

const WAYS = [
  'Of an app in the Dev Dashboard set SHOPIFY_CLIENT_ID and SHOPIFY_CLIENT_SECRET; of a custom app that the shop\'s admin made before 2026 set SHOPIFY_ACCESS_TOKEN ("shpat_…").',
  'docs/shopify.md shows where they stand.',
]

function otherShop(shop: string, given: string): ConfigError {
  return new ConfigError('shopify-shop', `sync.yaml names shop ${shop}, and SHOPIFY_SHOP_URL is ${given}.`, {
    hints: ['Write the same shop in both, or leave SHOPIFY_SHOP_URL unset; several shops need an account each.'],
  })
}

function textOf(value: string | null | undefined): string | null {
  const text = value?.trim() ?? ''
  return text === '' ? null : text
}
