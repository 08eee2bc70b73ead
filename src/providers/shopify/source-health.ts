import { asRefusal, type Check, failedBy } from '../../model/check.ts'
import { SyncError } from '../../model/errors.ts'
import type { SourceRequest } from '../../model/source.ts'
import { openClient, type ShopContext } from './open-client.ts'
import { shopHealth } from './shop-health.ts'

export interface HealthOptions {
  requests: SourceRequest[]
  context: ShopContext
  /** Of the API. */
  version: string
}

/** Products with variants, metafields, media and collections are one scope; stock is another (shopify.dev, access scopes). */
const SCOPES = ['read_products', 'read_inventory']

/** Everything that would stop a read of the shops, by one cheap read of each. */
export async function* sourceHealth(
  { requests, context, version }: HealthOptions,
  signal: AbortSignal,
): AsyncGenerator<Check> {
  for (const { shop } of requests) {
    const client = clientOf(shop, version, { context, signal })
    if (client instanceof SyncError) {
      yield failedBy('sign-in', client)
      continue
    }
    try {
      yield* shopHealth({ client, scopes: SCOPES, purpose: 'reading products' }, signal)
    } finally {
      await client.close()
    }
  }
}

function clientOf(shop: string, version: string, { context, signal }: { context: ShopContext; signal: AbortSignal }) {
  try {
    return openClient(shop, version, context)
  } catch (error) {
    return asRefusal(error, signal)
  }
}
