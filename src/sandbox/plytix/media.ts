import type { Attribute, Product } from './records.ts'

/** Of the account: those that hold assets. */
interface MediaAttributes {
  mediaAttributes(): readonly Attribute[]
}

export const GALLERY = 'MediaGalleryAttribute'
export const MEDIA = 'MediaAttribute'

export function isMedia(attribute: Attribute | undefined): attribute is Attribute {
  return attribute?.type === MEDIA || attribute?.type === GALLERY
}

/** Every asset of a product, once, in the order: thumbnail, own list, media attributes. */
export function assetsOf(store: MediaAttributes, product: Product): Set<string> {
  const found = new Set<string>(product.thumbnail === null ? [] : [product.thumbnail])
  for (const id of product.assets) found.add(id)
  for (const attribute of store.mediaAttributes()) {
    for (const id of heldAssets(product, attribute)) found.add(id)
  }
  return found
}

export function heldAssets(product: Product, attribute: Attribute): string[] {
  const value = product.attributes[attribute.label]
  if (value === undefined) return []
  return (Array.isArray(value) ? value : [value]) as string[]
}

/** The product without that asset, wherever it was named. */
export function withoutAsset(store: MediaAttributes, product: Product, asset: string): Product {
  const attributes = { ...product.attributes }
  for (const attribute of store.mediaAttributes()) {
    const held = heldAssets(product, attribute)
    if (!held.includes(asset)) continue
    const left = held.filter((id) => id !== asset)
    if (attribute.type === GALLERY && left.length > 0) attributes[attribute.label] = left
    else delete attributes[attribute.label]
  }
  return {
    ...product,
    attributes,
    thumbnail: product.thumbnail === asset ? null : product.thumbnail,
    assets: product.assets.filter((id) => id !== asset),
  }
}
