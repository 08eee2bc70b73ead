import type { JsonObject } from '../../model/json.ts'
import type { ListedImage } from './pictures.ts'
import type { ProductItem } from './product-item.ts'
import { OWN } from './projection.ts'
import type { Shared } from './shared.ts'

/** Fields whose texts no two items have in common, but for an item and its product. */
const UNIQUE = new Set(['key', 'asin', 'item_name', 'description', 'sku', 'gtin', 'ean', 'upc', 'isbn', 'variant_id'])

/**
 * The same item as it is out of an export, in less memory: what it has in common with others is one value again. A shop may
 * have a great many.
 *
 * @param parent Its product, made lean already; `null`: it is one.
 */
export function lean(item: ProductItem, parent: ProductItem | null, shared: Shared): ProductItem {
  const own: { [name: string]: unknown } = { ...item }
  for (const [name, value] of Object.entries(item)) {
    if (typeof value === 'string' && !UNIQUE.has(name)) own[name] = shared.take(value)
    else if (Array.isArray(value) && value.length === 0) own[name] = NONE
  }
  const { key, images, gtin } = item
  const first = parent ?? item
  return Object.assign(own as unknown as ProductItem, {
    asin: one(item.asin, key),
    product_id: one(item.product_id, first.key),
    parent_key: one(item.parent_key, first.key),
    item_name: one(item.item_name, first.item_name),
    description: one(item.description, first.description),
    ean: one(item.ean, gtin),
    upc: one(item.upc, gtin),
    options: shared.take(item.options),
    images: images.map((image) => parent?.images.find((known) => isSame(known, image)) ?? leanImage(image, shared)),
    attributes: leanRecord(item, shared),
  })
}

const NONE: readonly never[] = []

/** The known text where both are the same. */
function one<T extends string | null>(text: T, known: string | null): T {
  return text === known ? (known as T) : text
}

function isSame(image: ListedImage, other: ListedImage): boolean {
  return image.uri === other.uri && image.url === other.url && image.slot === other.slot
}

function leanImage(image: ListedImage, shared: Shared): ListedImage {
  return { ...image, slot: shared.take(image.slot) }
}

function leanRecord({ attributes, images }: ProductItem, shared: Shared): JsonObject {
  const uris = new Map(images.map(({ uri }) => [uri, uri]))
  const own: JsonObject = {}
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'main_images' && Array.isArray(value)) own[name] = value.map((uri) => uris.get(String(uri)) ?? uri)
    else own[name] = OWN.has(name) || name === 'description' ? value : shared.take(value)
  }
  return own
}
