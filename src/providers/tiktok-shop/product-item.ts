import type { Role } from '../../model/item.ts'
import type { JsonObject } from '../../model/json.ts'
import type { ListedImage } from './pictures.ts'

/** A product, or a SKU of one, as an export holds it. */
export interface ProductItem {
  key: string
  source: string
  shop: string
  parent_key: string | null
  role: Role
  item_name: string | null
  /** Text without markup. */
  description: string | null
  brand: string | null
  /** The seller's. */
  sku: string | null
  gtin: string | null
  ean: string | null
  upc: string | null
  isbn: string | null
  model_number: null
  color: string | null
  size: string | null
  options: { [name: string]: string }
  /** From the root to the leaf. */
  category: string | null
  tags: string[]
  /** The list price before tax; of a parent the least of its SKUs. Decimal in major units, as the platform writes it. */
  price: string | null
  /** What the buyer pays, where that is another. */
  sale_price: string | null
  compare_at_price: null
  currency: string | null
  /** Of all warehouses. */
  stock: number | null
  weight_g: number | null
  /** The platform's own word. */
  status: string
  listing_status: string | null
  handle: null
  url: null
  images: ListedImage[]
  /** The platform's own record, without what changes by itself. */
  attributes: JsonObject
  /** Where it is listed on Tokopedia too. */
  tokopedia?: true
  shop_id: string
  product_id: string
  variant_id: string | null
  /** Seconds since 1970, by the word of the search that found it; `null` where another change in the same second may follow. */
  update_time: number | null
  create_time: number | null
  asin: string
  marketplace: string
  parent_asins: string[]
  child_asins: string[]
  identifiers: { type: string; value: string }[]
  bullet_points: string[]
}
