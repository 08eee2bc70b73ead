import { type PictureStyle, picture } from './picture.ts'
import type { SimProduct, SimSku } from './product.ts'

/** What the service leaves open about its answers. */
export interface ViewStyle {
  pictures: PictureStyle
  /** Whether rows of a search tell the sale price. */
  salePriceInSearch: boolean
  region: string
}

/** A product in a row of a search. */
export function rowOf(product: SimProduct, { salePriceInSearch, region }: ViewStyle) {
  return {
    ...identity(product),
    sales_regions: [region],
    is_not_for_sale: false,
    has_draft: false,
    audit: auditOf(product),
    listing_quality_tier: 'FAIR',
    recommended_categories: [],
    product_tags: [],
    ...platforms(product),
    skus: product.skus.map((sku) => ({
      id: sku.id,
      seller_sku: sku.seller_sku,
      price: priceOf(sku, salePriceInSearch),
      inventory: sku.stock,
      status_info: statusOf(sku),
    })),
  }
}

/** A product as Get Product answers it. */
export function detailOf(product: SimProduct, { pictures }: ViewStyle) {
  const { description, status, brand, categories, weight, attributes = [], search_terms } = product
  return {
    ...identity(product),
    description,
    product_status: status,
    audit: auditOf(product),
    ...(brand && { brand }),
    category_chains: categories.map(({ id, name }, index) => ({
      id,
      parent_id: categories[index - 1]?.id ?? '0',
      local_name: name,
      is_leaf: index === categories.length - 1,
    })),
    main_images: product.images.map((image) => picture(image, pictures)),
    ...(weight && { package_weight: weight }),
    ...platforms(product),
    product_attributes: attributes.map(({ name, values }, index) => ({
      id: String(100_000 + index),
      name,
      values: values.map((value, place) => ({ id: String(1_000_000 + place), name: value })),
    })),
    ...(search_terms && { search_terms }),
    has_draft: false,
    is_not_for_sale: false,
    skus: product.skus.map((sku) => skuOf(sku, pictures)),
    ...product.more,
  }
}

function skuOf(sku: SimSku, pictures: PictureStyle) {
  return {
    id: sku.id,
    seller_sku: sku.seller_sku,
    price: priceOf(sku, true),
    inventory: sku.stock,
    sales_attributes: sku.options.map(({ name, value, image }) => ({
      id: String(100_000 + hash(name)),
      name,
      value_id: String(7_000_000_000 + hash(value)),
      value_name: value,
      ...(image !== undefined && { sku_img: picture(image, pictures) }),
    })),
    ...(sku.code && { identifier_code: sku.code }),
    ...(sku.weight && { sku_weight: sku.weight }),
    status_info: statusOf(sku),
    global_listing_policy: { inventory_type: 'EXCLUSIVE', price_sync: false },
  }
}

function identity({ id, title, status, create_time, update_time }: SimProduct) {
  return { id, title, status, create_time, update_time }
}

function auditOf({ status }: SimProduct) {
  const word = status === 'PENDING' ? 'AUDITING' : status === 'FAILED' ? 'FAILED' : 'APPROVED'
  return { status: word, pre_approved_reasons: [] }
}

function platforms({ tokopedia }: SimProduct) {
  return tokopedia === undefined ? {} : { integrated_platform_statuses: [{ platform: 'TOKOPEDIA', status: tokopedia }] }
}

function priceOf({ currency, price, sale_price }: SimSku, withSale: boolean) {
  if (price === null) return { currency }
  return { currency, tax_exclusive_price: price, ...(withSale && { sale_price: sale_price ?? price }) }
}

function statusOf({ deactivated }: SimSku) {
  return deactivated ? { status: 'DEACTIVATED', deactivation_source: 'SELLER' } : { status: 'NORMAL' }
}

/** The same number for the same text. */
function hash(text: string): number {
  let sum = 0
  for (const character of text) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 99_991
  return sum
}
