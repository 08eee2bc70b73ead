import { ProviderError } from '../../../src/model/errors.ts'
import type { CatalogueItem } from '../../../src/model/item.ts'
import type { JsonObject } from '../../../src/model/json.ts'
import type { Source } from '../../../src/model/source.ts'

const NOTHING: Omit<CatalogueItem, 'asin' | 'marketplace' | 'item_name'> = {
  brand: null,
  manufacturer: null,
  model_number: null,
  part_number: null,
  style: null,
  color: null,
  size: null,
  product_type: null,
  item_classification: null,
  parent_asin: null,
  parent_asins: [],
  child_asins: [],
  variation_theme: null,
  identifiers: [],
  gtin: null,
  ean: null,
  upc: null,
  sku: null,
  listing_status: null,
  bullet_points: [],
  description: null,
  url: null,
  images: [],
  attributes: {},
}

function boot(shop: string, number: number): CatalogueItem {
  return { ...NOTHING, asin: `boot/${number}`, marketplace: shop, item_name: `Boot ${number} of ${shop}` }
}

export const SAMPLE = boot('north', 1) as unknown as JsonObject

/** As many boots in every shop. */
export function createTinySource({ boots, key }: { boots: number; key: string }): Source {
  return {
    name: 'tiny',
    title: 'Tiny',
    paths: { item_name: 'name' },
    async read({ shop, limit }) {
      if (key === '') throw new Error('It is opened with what it requires.')
      if (shop === 'closed')
        throw new ProviderError('closed', 'The shop is closed.', { hints: ['Come back tomorrow.'] })
      const items = Array.from({ length: Math.min(boots, limit ?? boots) }, (_, index) => boot(shop, index + 1))
      return {
        items,
        complete: items.length === boots,
        query: {},
        counts: {},
        report: {
          ways: {},
          searches: [],
          caps_hit: 0,
          out_of_reach: 0,
          own_listings: null,
          gtins: null,
          missing: [],
          failed: [],
          rejected: { listings: 0, brands: [], file: null },
        },
        rejected: [],
        calls: { calls: 1, retried: 0, throttled: 0, sign_ins: 0 },
        diagnostics: [],
      }
    },
  }
}
