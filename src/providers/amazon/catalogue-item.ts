import type { Json } from '../../model/json.ts'

/** One picture of a listing: the largest rendition of its variant. Width and height are pixels, 0 when unknown. */
export interface CatalogueImage {
  /** MAIN, PT01 … PT08, SWCH; an open set. `null`: the source named none, so it is never taken for MAIN. */
  variant: string | null
  link: string
  width: number
  height: number
}

export interface CatalogueIdentifier {
  /** GTIN, EAN, UPC, ISBN, SKU …; an open set. */
  type: string
  /** As the source gave it, padding included. */
  value: string
}

/**
 * One listing, as exports keep it and `from:` expressions read it. Absent things are `null` or `[]`.
 */
export type CatalogueItem = {
  asin: string
  /** Marketplace code such as US. */
  marketplace: string
  item_name: string | null
  brand: string | null
  manufacturer: string | null
  model_number: string | null
  part_number: string | null
  style: string | null
  color: string | null
  size: string | null
  product_type: string | null
  /** BASE_PRODUCT, VARIATION_PARENT, PRODUCT_BUNDLE, OTHER; a variation child is a BASE_PRODUCT. */
  item_classification: string | null
  parent_asin: string | null
  parent_asins: string[]
  child_asins: string[]
  variation_theme: string | null
  identifiers: CatalogueIdentifier[]
  gtin: string | null
  ean: string | null
  upc: string | null
  /** The seller's own SKU, when known. */
  sku: string | null
  listing_status: string | null
  bullet_points: string[]
  description: string | null
  url: string | null
  images: CatalogueImage[]
  /** The source's own attributes, values of this marketplace only. */
  attributes: { [name: string]: Json }
  /** A referenced listing that the source answers with "not found"; no product is made of it. */
  unavailable?: true
  /** Where in the source's answer a field came from, by field name; fields left out come from the usual place. */
  paths?: { [field: string]: string }
}
