import type { SourceSettings } from '../../model/settings.ts'
import type { Source } from '../../model/source.ts'
import { openClient, type ShopContext } from './open-client.ts'
import { ShopReader } from './read.ts'
import { sourceHealth } from './source-health.ts'
import type { ShopifyWants } from './wants.ts'

export interface ShopifySourceOptions extends ShopContext {
  settings: Pick<SourceSettings, 'options'>
}

/** Shops on Shopify, by its Admin API. */
export function createShopifySource({ settings, ...context }: ShopifySourceOptions): Source {
  const { api_version } = settings.options as unknown as ShopifyWants
  return {
    name: 'shopify',
    title: 'Shopify',
    check: ({ requests }, signal) => sourceHealth({ requests, context, version: api_version }, signal),
    async read(request, readContext, signal) {
      const client = openClient(request.shop, api_version, context)
      try {
        return await new ShopReader({ client, request, context: readContext, signal }).read()
      } finally {
        await client.close()
      }
    },
  }
}
