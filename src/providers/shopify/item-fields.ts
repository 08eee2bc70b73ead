import type { ItemFields } from '../../model/item.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Metafields } from './metafields.ts'
import type { Picture } from './pictures.ts'

/** Decimals as text, in the shop's currency. */
export interface Price {
  /** The list price. */
  price: string | null
  /** What is asked now, where that is less; `null`: the list price. */
  sale_price: string | null
  /** As Shopify calls it, whatever the price is. */
  compare_at_price: string | null
}

/** What is told of a product and of each of its variants. */
export interface ProductTold {
  productId: string
  shop: string
  /** Ids of collections as people see them. */
  collections: string[]
  collectionTitles: string[]
  item_name: string | null
  description: string | null
  descriptionHtml: string | null
  vendor: string | null
  productType: string | null
  category: string | null
  categoryId: string | null
  tags: string[]
  status: string | null
  listing_status: string | null
  handle: string | null
  url: string | null
  seo: { title: string | null; description: string | null }
  currency: string | null
  productMetafields: Metafields
}

/** What is told of one item. */
export interface ItemTold extends Price {
  id: string
  variantId: string | null
  role: 'parent' | 'child' | 'single'
  children: string[]
  sku: string | null
  barcode: string | null
  color: string | null
  size: string | null
  options: { [name: string]: string }
  stock: number | null
  weight_g: number | null
  images: Picture[]
  url: string | null
  metafields: Metafields
  variantMetafields: Metafields
  attributes: JsonObject
  updated_at: string | null
}

export const NONE: string[] = []

/** As exports hold it; all of them have the same fields in the same order, which takes less memory. */
export function fieldsOf(product: ProductTold, item: ItemTold): ItemFields {
  const { barcode, role } = item
  const parents = role === 'child' ? [product.productId] : NONE
  return {
    asin: item.id,
    marketplace: product.shop,
    key: item.id,
    source: 'shopify',
    shop: product.shop,
    shop_id: product.shop,
    product_id: product.productId,
    variant_id: item.variantId,
    parent_key: parents[0] ?? null,
    role,
    item_name: product.item_name,
    description: product.description,
    description_html: product.descriptionHtml,
    brand: product.vendor,
    vendor: product.vendor,
    product_type: product.productType,
    sku: item.sku,
    gtin: barcode,
    ean: barcode?.length === 13 ? barcode : null,
    upc: barcode?.length === 12 ? barcode : null,
    model_number: null,
    color: item.color,
    size: item.size,
    options: item.options,
    category: product.category,
    category_id: product.categoryId,
    tags: product.tags,
    collections: product.collections,
    collection_titles: product.collectionTitles,
    price: item.price,
    sale_price: item.sale_price,
    compare_at_price: item.compare_at_price,
    currency: product.currency,
    stock: item.stock,
    weight_g: item.weight_g,
    status: product.status,
    listing_status: product.listing_status,
    handle: product.handle,
    url: item.url,
    seo: product.seo,
    images: item.images,
    metafields: item.metafields,
    product_metafields: product.productMetafields,
    variant_metafields: item.variantMetafields,
    attributes: item.attributes,
    parent_asins: parents,
    child_asins: item.children,
    identifiers: NONE,
    bullet_points: NONE,
    updated_at: item.updated_at,
  }
}
