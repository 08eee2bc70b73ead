import type { JsonObject } from '../../model/json.ts'
import type { Asked } from '../../model/provider.ts'
import type { ExportChoice } from '../../model/section.ts'
import type { SourceSettings } from '../../model/settings.ts'

/** One entry of `source.shopify`, with its defaults. */
export interface ShopifyWants {
  api_version: string
  /** In the words of Shopify's search; `null`: all products. */
  query: string | null
  /** `NAMESPACE.KEY` or `NAMESPACE.*`. */
  metafields: string[]
}

/** What a read is asked for. */
export interface ShopifyRequest {
  query: string | null
  metafields: string[]
  /** Products or variants by their id, which bring their whole family along; none: all. */
  ids: string[]
  /** Vendors, in any case; none: all. */
  brands: string[]
}

/** Everything that the settings ask for, or what flags choose of it. The API's version changes nothing of what is read. */
export function ask({ options }: Pick<SourceSettings, 'options'>, choice: ExportChoice | null): Asked {
  const { query, metafields } = options as unknown as ShopifyWants
  const want: ShopifyRequest = {
    query,
    metafields: [...metafields].sort(),
    ids: [...new Set((choice?.ids ?? []).map((id) => id.trim()))].sort(),
    brands: [...(choice?.brands ?? [])].sort(),
  }
  const plain = want as unknown as JsonObject
  return { want: plain, query: { ...plain, limit: choice?.limit ?? null }, codes: false }
}
