import type { JsonObject } from '../../model/json.ts'
import type { Asked } from '../../model/provider.ts'
import type { ExportChoice } from '../../model/section.ts'
import type { SourceSettings } from '../../model/settings.ts'

/** One entry of `source.tiktok-shop`, with its defaults. */
export interface TikTokShopWants {
  region: string
  /** Of the products that are read. */
  statuses: string[]
  calls_per_day: number | null
}

/** What a read is asked for. */
export interface TikTokShopRequest {
  region: string
  statuses: string[]
  /** Products by their id; none: all. */
  ids: string[]
  /** Brands as TikTok Shop writes them; none: all. */
  brands: string[]
}

/** Everything that the settings ask for, or what flags choose of it. A SKU is read with its product. */
export function ask({ options }: Pick<SourceSettings, 'options'>, choice: ExportChoice | null): Asked {
  const { region, statuses } = options as unknown as TikTokShopWants
  const ids = [...new Set((choice?.ids ?? []).map((id) => id.trim().replace(/\..*$/s, '')))]
  const want = { region, statuses: [...statuses].sort(), ids: ids.sort(), brands: [...(choice?.brands ?? [])].sort() }
  return { want, query: { ...want, limit: choice?.limit ?? null } as JsonObject, codes: false }
}
