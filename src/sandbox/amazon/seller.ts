import { isIn } from './dataset.ts'
import { textHash } from './hash.ts'
import type { RawCatalogItem } from './raw.ts'
import { brandOf, commonBrand } from './search-index.ts'

/** One offer of the seller in a marketplace. */
export interface SellerListing {
  sku: string
  /** Absent: the listing is not complete enough to have one. */
  asin?: string
  title: string
  status: 'Active' | 'Inactive' | 'Incomplete'
  /** ISO 8601, to the second. */
  created: string
  updated: string
}

const FIRST = Date.UTC(2024, 0, 1)
const SECONDS = 60 * 60 * 24 * 600

/** What the seller of the most common brand lists: all that can be sold, most of it active. */
export function sellerListings(items: readonly RawCatalogItem[], marketplaceId: string): SellerListing[] {
  const brand = commonBrand(items)
  const own = items.filter((item) => brandOf(item) === brand && isIn(item, [marketplaceId]) && !isParent(item))
  return own.map((item) => listingOf(item, marketplaceId))
}

function isParent({ summaries }: RawCatalogItem): boolean {
  return summaries?.some(({ itemClassification }) => itemClassification === 'VARIATION_PARENT') ?? false
}

function listingOf(item: RawCatalogItem, marketplaceId: string): SellerListing {
  const hash = textHash(item.asin)
  const codes = item.identifiers?.flatMap(({ identifiers }) => identifiers) ?? []
  const sku = codes.find(({ identifierType }) => identifierType === 'SKU')?.identifier ?? `SKU-${item.asin}`
  const summary = item.summaries?.find((entry) => entry.marketplaceId === marketplaceId)
  const created = FIRST + (hash % SECONDS) * 1000
  const draw = hash % 20
  return {
    sku,
    asin: item.asin,
    title: summary?.itemName ?? '',
    status: draw < 17 ? 'Active' : draw < 19 ? 'Inactive' : 'Incomplete',
    created: timeText(created),
    updated: timeText(created + 86_400_000),
  }
}

function timeText(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`
}
