import type { JsonObject } from '../../model/json.ts'
import type { SourcePicture } from './source-pictures.ts'

/** A product of an account, as `from:` reads it. */
export type PlytixItem = {
  key: string
  source: string
  /** What the workspace calls the account. */
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
  /** Decimals as text. */
  price: string | null
  sale_price: string | null
  compare_at_price: string | null
  currency: string | null
  stock: number | null
  weight_g: number | null
  /** Draft, Completed or Archived. */
  status: string | null
  listing_status: 'ACTIVE' | 'INACTIVE'
  handle: string | null
  url: string | null
  images: SourcePicture[]
  /** By label; assets as `{id, filename, url}`. */
  attributes: JsonObject
  /** Name of its family; absent where no families were asked for. */
  family?: string | null
  /** ISO 8601, UTC. */
  created: string | null
  modified: string | null
  /** The account by its own id. */
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
