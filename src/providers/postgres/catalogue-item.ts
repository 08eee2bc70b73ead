import type { JsonObject } from '../../model/json.ts'
import type { Picture } from './pictures.ts'

/** Which listing of a platform something is. */
export interface ListedAs {
  platform: string
  /** The platform's own ids. */
  shop: string
  product_id: string
  /** `null`: the listing has no variants, or is what groups them. */
  variant_id: string | null
  /** What is asked there; a decimal as text. */
  price: string | null
  currency: string | null
  /** pending, synced, error or disabled. */
  sync_status: string
}

/** A master, or a variant of one, as `from:` reads it. */
export type CatalogueItem = {
  key: string
  source: string
  /** Whose product it is. */
  shop: string
  parent_key: string | null
  role: 'parent' | 'child' | 'single'
  item_name: string | null
  description: string | null
  brand: string | null
  sku: string
  gtin: string | null
  ean: string | null
  upc: string | null
  model_number: string | null
  color: string | null
  size: string | null
  options: { [name: string]: string }
  category: string | null
  tags: string[]
  /** Of a variant its price, of a master its base price; a decimal as text. */
  price: string | null
  sale_price: string | null
  compare_at_price: string | null
  currency: string | null
  stock: number | null
  weight_g: number | null
  /** draft, active, inactive or archived. */
  status: string
  listing_status: 'ACTIVE' | 'INACTIVE'
  handle: string | null
  url: string | null
  images: Picture[]
  /** Of the master. */
  attributes: JsonObject
  /** Of a master all of its listings, of a variant its own. */
  mappings: ListedAs[]
  shop_id: string
  product_id: string
  variant_id: string | null
  asin: string
  marketplace: string
  parent_asins: string[]
  child_asins: string[]
  identifiers: never[]
  bullet_points: never[]
}
