import type { Json } from '../../model/json.ts'
import { assetView } from './asset-view.ts'
import type { Call } from './call.ts'
import { categoryView } from './category-view.ts'
import { storedValue } from './completeness.ts'
import { assetsOf, GALLERY, MEDIA } from './media.ts'
import type { Attribute, Product } from './records.ts'

type Place = 'get' | 'search'

/** A value as that version reads it back; undefined when it is empty. */
export function attributeValue(
  call: Call,
  product: Product,
  { attribute, place }: { attribute: Attribute; place: Place },
): Json | undefined {
  const value = storedValue(call.store, product, attribute)
  if (value === undefined) return undefined
  if (attribute.type === 'DateAttribute') {
    return call.version === 'v2' && call.settings.dateSuffixV2 ? `${value}T00:00:00` : value
  }
  if (attribute.type !== MEDIA && attribute.type !== GALLERY) return value
  const ids = (Array.isArray(value) ? value : [value]) as string[]
  if (call.version === 'v2' && place === 'get') return ids
  const items = ids.map((id) => reference(call, id, ['id', 'filename', 'thumbnail', 'url']))
  return attribute.type === GALLERY ? items : (items[0] ?? null)
}

/** A field of the product itself that refers to other records; undefined when it is empty. */
export function systemValue(
  call: Call,
  product: Product,
  field: 'assets' | 'categories' | 'thumbnail',
): Json | undefined {
  if (field === 'thumbnail') {
    return product.thumbnail === null
      ? undefined
      : reference(call, product.thumbnail, ['id', 'filename', 'thumbnail', 'url'])
  }
  const ids = field === 'assets' ? [...assetsOf(call.store, product)] : [...product.categories]
  if (ids.length === 0) return undefined
  if (field === 'assets') return ids.map((id) => reference(call, id, ASSET_KEYS))
  if (call.version === 'v2') return ids.map((id) => bare(call, id))
  return ids.flatMap((id) => {
    const category = call.store.categories.get(id)
    return category ? categoryView(call.store, category) : []
  })
}

export const ASSET_KEYS = ['id', 'filename', 'file_size', 'thumbnail', 'url']

function reference(call: Call, id: string, keys: string[]): Json {
  if (call.version === 'v2') return bare(call, id)
  const asset = call.store.assets.get(id)
  if (!asset) return { id }
  const view = assetView(call.store, asset)
  return Object.fromEntries(keys.map((key) => [key, view[key] ?? null]))
}

function bare(call: Call, id: string): Json {
  return call.settings.v2References === 'ids' ? id : { id }
}
