import { isEmpty, type Json, type JsonObject } from '../../model/json.ts'
import type { ProductSeed } from './account-seed.ts'
import { contradiction } from './account-seed.ts'
import { isMedia } from './media.ts'
import { blankProduct } from './products.ts'
import type { Store } from './store.ts'

/** Its parent comes later: it may be seeded after it. */
export function seedProduct(store: Store, seed: ProductSeed): void {
  if (store.productBySku(seed.sku)) contradiction(`has two products with the SKU ${seed.sku}`)
  const attributes = valuesOf(store, seed)
  const family = [...store.families.values()].find(({ name }) => name === seed.family)
  if (seed.family !== undefined && !family) contradiction(`assigns ${seed.sku} to the unknown family ${seed.family}`)
  store.saveProduct({
    ...blankProduct(store),
    sku: seed.sku,
    label: seed.label ?? null,
    gtin: seed.gtin ?? null,
    status: seed.status ?? 'Draft',
    attributes,
    thumbnail: seed.thumbnail === undefined ? null : assetId(store, seed.thumbnail, seed.sku),
    family: family?.id ?? null,
  })
}

function valuesOf(store: Store, seed: ProductSeed): JsonObject {
  const values: JsonObject = {}
  for (const [label, value] of Object.entries(seed.attributes ?? {})) {
    const attribute = store.attribute(label)
    if (!attribute) contradiction(`gives ${seed.sku} a value for the unknown attribute ${label}`)
    if (!isEmpty(value)) values[label] = isMedia(attribute) ? toIds(store, value, seed.sku) : value
  }
  return values
}

/** Makes a product the variant of another. */
export function seedParent(store: Store, { sku, parent = '' }: ProductSeed): void {
  const variant = productNamed(store, sku)
  store.saveProduct({ ...variant, parent: productNamed(store, parent).id })
}

/** The product with this SKU. */
export function productNamed(store: Store, sku: string) {
  return store.productBySku(sku) ?? contradiction(`names the unknown product ${sku}`)
}

function toIds(store: Store, value: Json, sku: string): Json {
  return Array.isArray(value)
    ? value.map((filename) => assetId(store, String(filename), sku))
    : assetId(store, String(value), sku)
}

function assetId(store: Store, filename: string, sku: string): string {
  return store.assetNamed(filename)?.id ?? contradiction(`gives ${sku} the unknown asset ${filename}`)
}
