import type { JsonObject } from '../../model/json.ts'
import type { Asked } from '../../model/provider.ts'
import type { ExportChoice } from '../../model/section.ts'
import type { SourceSettings } from '../../model/settings.ts'

/** One entry of `source.shopee`, with its defaults. */
export interface ShopeeWants {
  region: string
  /** States of items that are read. */
  statuses: string[]
  calls_per_day: number | null
}

/** What a read is asked for. */
export interface ShopeeRequest {
  region: string
  statuses: string[]
  /** Items by their id; none: all. */
  ids: string[]
  /** Brands as Shopee writes them; none: all. */
  brands: string[]
}

/** Everything that the settings ask for, or what flags choose of it. A model is read with its item. */
export function ask({ options }: Pick<SourceSettings, 'options'>, choice: ExportChoice | null): Asked {
  const { region, statuses } = options as unknown as ShopeeWants
  const ids = [...new Set((choice?.ids ?? []).map((id) => id.trim().replace(/\..*$/s, '')))]
  const want = { region, statuses: [...statuses].sort(), ids: ids.sort(), brands: [...(choice?.brands ?? [])].sort() }
  return { want, query: { ...want, limit: choice?.limit ?? null } as JsonObject, codes: false }
}
