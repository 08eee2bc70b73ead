import { metafieldsOf } from '../metafields/table.ts'
import type { Filters } from '../search/filters.ts'
import type { Product, Variant } from '../store/records.ts'
import type { Documents, SearchDocument } from '../store/search-index.ts'
import { numberOf, type Store } from '../store/store.ts'
import { titleOf } from './view.ts'

/** By what products and variants are searched: the text of the schema names more. */
export const PRODUCT_FILTERS: Filters = {
  Product: {
    ...{ id: 'id', handle: 'word', title: 'text', sku: 'text', barcode: 'text', tag: 'word', vendor: 'word' },
    ...{ product_type: 'word', status: 'word', category_id: 'word', created_at: 'time', updated_at: 'time' },
  },
  ProductVariant: {
    ...{
      id: 'id',
      sku: 'text',
      barcode: 'text',
      title: 'text',
      product_id: 'id',
      vendor: 'word',
      product_type: 'word',
    },
    ...{ product_status: 'word', tag: 'word', updated_at: 'time' },
  },
}

export const PRODUCT_DOCUMENTS: Documents<Store> = { Product: productDocument, ProductVariant: variantDocument }

function productDocument(product: Product, store: Store): SearchDocument {
  const { id, variants } = product
  return {
    ...metafieldTexts(store, id),
    id: [String(numberOf(id))],
    handle: [product.handle],
    title: [product.title],
    sku: variants.flatMap(({ inventoryItem }) => inventoryItem.sku ?? []),
    barcode: variants.flatMap(({ barcode }) => barcode ?? []),
    tag: product.tags,
    vendor: [product.vendor],
    product_type: [product.productType],
    status: [product.status],
    category_id: product.category === null ? [] : [product.category.slice(product.category.lastIndexOf('/') + 1)],
    created_at: [product.createdAt],
    updated_at: [product.updatedAt],
  }
}

function variantDocument(variant: Variant, store: Store): SearchDocument {
  const product = store.get('Product', variant.productId)
  return {
    ...metafieldTexts(store, variant.id),
    id: [String(numberOf(variant.id))],
    sku: [variant.inventoryItem.sku ?? []].flat(),
    barcode: [variant.barcode ?? []].flat(),
    title: product?.variants.includes(variant) ? [titleOf(store, variant)] : [],
    product_id: [String(numberOf(variant.productId))],
    vendor: product ? [product.vendor] : [],
    product_type: product ? [product.productType] : [],
    product_status: product ? [product.status] : [],
    tag: product?.tags ?? [],
    updated_at: [variant.updatedAt],
  }
}

function metafieldTexts(store: Store, ownerId: string): SearchDocument {
  return Object.fromEntries(
    metafieldsOf(store, ownerId).map(({ namespace, key, value }) => [`metafields.${namespace}.${key}`, [value]]),
  )
}
