import type { JsonObject } from '../../model/json.ts'
import type { ApiCall } from './api-call.ts'
import type { Client } from './client.ts'
import { asRecords, asText, type RawRecord } from './raw.ts'

export interface Shop {
  id: string
  name: string
  region: string
  /** Opaque, of one app and one shop; it is shown nowhere. */
  cipher: string
}

export const SHOPS_CALL = {
  operation: 'list shops',
  endpoint: 'Get Authorized Shops',
  method: 'GET',
  path: '/authorization/202309/shops',
} as const satisfies ApiCall

/** The shops that the seller's token covers. */
export async function listShops(client: Client, signal: AbortSignal): Promise<Shop[]> {
  const { shops } = await client.call(SHOPS_CALL, signal)
  return asRecords(shops).flatMap(({ id, name, region, cipher }) => {
    const [known, code] = [asText(id), asText(cipher)]
    return known === null || code === null
      ? []
      : [{ id: known, name: asText(name) ?? '', region: asText(region) ?? '', cipher: code }]
  })
}

/** Most that one page may hold. */
const PAGE_SIZE = 100

/** What is searched for; the same with every page of it. */
export type Filter = JsonObject & { status: string }

export function searchCall(
  cipher: string,
  filter: Filter,
  { token, size = PAGE_SIZE }: { token?: string; size?: number },
): ApiCall {
  return {
    operation: 'search products',
    endpoint: 'Search Products',
    method: 'POST',
    path: '/product/202502/products/search',
    query: { page_size: String(size), ...(token === undefined ? {} : { page_token: token }) },
    body: filter,
    cipher,
  }
}

/** All that there is to know of a product, in its live version. */
export function getProduct(
  client: Client,
  { cipher, id }: { cipher: string; id: string },
  signal: AbortSignal,
): Promise<RawRecord> {
  const path = `/product/202309/products/${id}`
  const call: ApiCall = { operation: 'get product', endpoint: 'Get Product', method: 'GET', path, cipher }
  return client.call(call, signal)
}
