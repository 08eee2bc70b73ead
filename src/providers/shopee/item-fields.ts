import type { ItemFields } from '../../model/item.ts'
import type { Price } from './money.ts'
import type { Picture } from './pictures.ts'
import type { RawRecord } from './raw.ts'

/** What is told of an item or of one of its models. */
export interface Told extends Price {
  id: string
  /** Ids of parents: one, or none. */
  parents: string[]
  productId: string
  variantId: string | null
  shop: string
  role: 'parent' | 'child' | 'single'
  item_name: string | null
  description: string | null
  brand: string | null
  sku: string | null
  code: string | null
  color: string | null
  size: string | null
  options: { [name: string]: string }
  category: string | null
  stock: number | null
  weight_g: number | null
  status: string | null
  listing_status: string | null
  url: string | null
  images: Picture[]
  attributes: RawRecord
  /** Seconds since 1970; `null` where another change in the same second may follow. */
  update_time: number | null
}

export const NONE: string[] = []

/** As exports hold it; all of them have the same fields in the same order, which takes less memory. */
export function fieldsOf(told: Told): ItemFields {
  const { id, parents, shop, code } = told
  return {
    asin: id,
    marketplace: shop,
    key: id,
    source: 'shopee',
    shop,
    shop_id: shop,
    product_id: told.productId,
    variant_id: told.variantId,
    parent_key: parents[0] ?? null,
    role: told.role,
    item_name: told.item_name,
    description: told.description,
    brand: told.brand,
    sku: told.sku,
    gtin: code,
    ean: code?.length === 13 ? code : null,
    upc: code?.length === 12 ? code : null,
    model_number: null,
    color: told.color,
    size: told.size,
    options: told.options,
    category: told.category,
    tags: NONE,
    price: told.price,
    sale_price: told.sale_price,
    compare_at_price: null,
    currency: told.currency,
    stock: told.stock,
    weight_g: told.weight_g,
    status: told.status,
    listing_status: told.listing_status,
    handle: null,
    url: told.url,
    images: told.images,
    attributes: told.attributes,
    parent_asins: parents,
    child_asins: NONE,
    identifiers: NONE,
    bullet_points: NONE,
    update_time: told.update_time,
  }
}
