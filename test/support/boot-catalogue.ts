import type { CatalogueItem } from '../../src/providers/amazon/catalogue-item.ts'
import { convertItem } from '../../src/providers/amazon/convert.ts'
import { marketplaceOf } from '../../src/providers/amazon/marketplaces.ts'
import { sampleCatalogue } from '../../src/sandbox/catalogue/index.ts'
import { product } from './boots.ts'
import type { PimProduct } from './pim.ts'

/** A generated catalogue with known truth, in the shapes that planning takes. */
export interface KnownCatalogue {
  items: CatalogueItem[]
  products: PimProduct[]
  truth: Map<string, string | null>
  ambiguous: Map<string, string[]>
}

const US = marketplaceOf('US')

export function knownCatalogue(listings: number, seed: number): KnownCatalogue {
  const { items, account, truth, ambiguous } = sampleCatalogue({ listings, seed })
  const own = items.filter(({ asin }) => truth.has(asin))
  return {
    items: own.map((raw) => convertItem(raw, US).item as CatalogueItem),
    products: (account.products ?? []).map(({ sku, gtin, attributes }) =>
      product(sku, { ...(gtin ? { gtin } : {}), attributes: (attributes ?? {}) as PimProduct['attributes'] }),
    ),
    truth,
    ambiguous,
  }
}
