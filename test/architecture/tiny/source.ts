import { ProviderError } from '../../../src/model/errors.ts'
import { plainReport } from '../../../src/model/export.ts'
import type { ItemFields } from '../../../src/model/item.ts'
import type { JsonObject } from '../../../src/model/json.ts'
import type { Source } from '../../../src/model/source.ts'

/** What every export holds of an item, whatever its source. */
const NOTHING = { parent_asins: [], child_asins: [], identifiers: [], bullet_points: [], images: [], attributes: {} }

function boot(shop: string, number: number): ItemFields {
  return { ...NOTHING, asin: `boot/${number}`, marketplace: shop, item_name: `Boot ${number} of ${shop}` }
}

export const SAMPLE = boot('north', 1) as JsonObject

/** As many boots in every shop. */
export function createTinySource({ boots, key }: { boots: number; key: string }): Source {
  return {
    name: 'tiny',
    title: 'Tiny',
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
        report: plainReport(),
        rejected: [],
        calls: { calls: 1, retried: 0, throttled: 0, sign_ins: 0 },
        diagnostics: [],
      }
    },
  }
}
