import type { Call } from '../domain.ts'
import { apiError } from '../errors.ts'
import { removeMetafieldsOf } from '../metafields/table.ts'
import type { InventoryItem, OptionValue, Product, ProductOption, Variant } from '../store/records.ts'
import type { Store } from '../store/store.ts'
import { handlesOf } from './handles.ts'

/** A product with nothing but defaults, that nobody finds yet: `publish` puts it into the shop. */
export function blankProduct({ store, settings }: Call): Product {
  const now = store.stamp()
  return {
    __typename: 'Product',
    id: store.newId('Product'),
    ...{ title: '', handle: '', descriptionHtml: '', vendor: settings.shop.name, productType: '' },
    ...{ tags: [], status: 'ACTIVE', category: null, templateSuffix: null, isGiftCard: false },
    seo: { title: null, description: null },
    ...{ options: [], variants: [], media: [], createdAt: now, updatedAt: now },
  }
}

export function newOption(store: Store, name: string, values: OptionValue[]): ProductOption {
  return { __typename: 'ProductOption', id: store.newId('ProductOption'), name, values }
}

export function newValue(store: Store, name: string): OptionValue {
  return { __typename: 'ProductOptionValue', id: store.newId('ProductOptionValue'), name }
}

/** What every product without options has. */
function defaultOption(store: Store): ProductOption {
  return newOption(store, 'Title', [newValue(store, 'Default Title')])
}

/** A variant that is in the shop at once; its product has to list it. */
export function newVariant({ store }: Call, productId: string, values: string[]): Variant {
  const now = store.stamp()
  const id = store.newId('ProductVariant')
  const inventoryItem: InventoryItem = {
    __typename: 'InventoryItem',
    id: store.newId('InventoryItem'),
    variantId: id,
    ...{ sku: null, tracked: false, requiresShipping: true, cost: null, weight: null },
    ...{ countryCodeOfOrigin: null, provinceCodeOfOrigin: null, harmonizedSystemCode: null },
    ...{ levels: new Map(), createdAt: now, updatedAt: now },
  }
  const variant: Variant = {
    __typename: 'ProductVariant',
    ...{ id, productId, values, price: '0.00', compareAtPrice: null, barcode: null, taxable: true },
    ...{ inventoryPolicy: 'DENY', inventoryItem, media: null, createdAt: now, updatedAt: now },
  }
  store.add(inventoryItem)
  store.add(variant)
  return variant
}

export function addDefaultVariant(call: Call, product: Product): void {
  const option = defaultOption(call.store)
  product.options = [option]
  product.variants = [
    newVariant(
      call,
      product.id,
      option.values.map(({ id }) => id),
    ),
  ]
}

export function removeVariant(store: Store, variant: Variant): void {
  removeMetafieldsOf(store, variant.id)
  store.remove(variant.inventoryItem)
  store.remove(variant)
}

export function removeProduct(store: Store, product: Product): void {
  for (const variant of product.variants) removeVariant(store, variant)
  removeMetafieldsOf(store, product.id)
  if (handlesOf(store).get(product.handle) === product.id) handlesOf(store).delete(product.handle)
  store.remove(product)
}

const made = (): { count: number } => ({ count: 0 })

/**
 * Large shops may make only so many variants a day. That there is a limit is documented, its form in GraphQL is not.
 * @throws when these would be too many
 */
export function countNewVariants({ store, settings }: Call, count: number): void {
  const counter = store.part(made)
  if (settings.variantThrottle !== null && counter.count + count > settings.variantThrottle) {
    throw apiError('VARIANT_THROTTLE_EXCEEDED', 'Daily variant creation limit reached. Please try again later.')
  }
  counter.count += count
}
