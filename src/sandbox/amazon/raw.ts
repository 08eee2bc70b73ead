/**
 * An item as Catalog Items 2022-04-01 answers it: every dataset is a list with one entry per marketplace, and all but
 * the ASIN may be missing. Files that are served with `--items` hold exactly this.
 */
export interface RawCatalogItem {
  asin: string
  attributes?: { [name: string]: RawAttributeValue[] }
  classifications?: { marketplaceId: string; classifications?: RawClassification[] }[]
  dimensions?: InMarketplace[]
  identifiers?: { marketplaceId: string; identifiers: { identifierType: string; identifier: string }[] }[]
  images?: { marketplaceId: string; images: RawImage[] }[]
  productTypes?: { marketplaceId: string; productType?: string }[]
  relationships?: { marketplaceId: string; relationships: RawRelationship[] }[]
  salesRanks?: InMarketplace[]
  summaries?: RawSummary[]
  vendorDetails?: InMarketplace[]
}

export interface RawSummary {
  marketplaceId: string
  brand?: string
  browseClassification?: { displayName: string; classificationId: string }
  color?: string
  itemClassification?: 'BASE_PRODUCT' | 'OTHER' | 'PRODUCT_BUNDLE' | 'VARIATION_PARENT'
  itemName?: string
  manufacturer?: string
  modelNumber?: string
  packageQuantity?: number
  partNumber?: string
  size?: string
  style?: string
  [field: string]: unknown
}

export interface RawImage {
  readonly variant: string
  readonly link: string
  readonly height: number
  readonly width: number
}

export interface RawRelationship {
  type: string
  childAsins?: string[]
  parentAsins?: string[]
  variationTheme?: { attributes?: string[]; theme?: string }
}

export interface RawClassification {
  displayName: string
  classificationId: string
  parent?: RawClassification
}

export interface RawAttributeValue {
  marketplace_id?: string
  value?: unknown
  [field: string]: unknown
}

interface InMarketplace {
  marketplaceId: string
  [field: string]: unknown
}

/** The sets that `includedData` can name. */
export const DATASETS = [
  'attributes',
  'classifications',
  'dimensions',
  'identifiers',
  'images',
  'productTypes',
  'relationships',
  'salesRanks',
  'summaries',
  'vendorDetails',
] as const

export type Dataset = (typeof DATASETS)[number]
