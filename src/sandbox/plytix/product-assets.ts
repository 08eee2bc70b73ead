import type { JsonObject } from '../../model/json.ts'
import type { SimResponse } from '../http.ts'
import { answer, empty, refuse, refuseSchema } from './answers.ts'
import { assetView } from './asset-view.ts'
import { bodyOf, type Call, param } from './call.ts'
import { assetsOf, GALLERY, heldAssets, isMedia, withoutAsset } from './media.ts'
import { commitProduct, markOverwritten, refuseTooManyAssets } from './product-commit.ts'
import { ASSET_KEYS } from './product-values.ts'
import type { Product } from './records.ts'
import type { Store } from './store.ts'

/** Expanded on both versions. */
export function listAssets(call: Call): SimResponse {
  const rows = [...assetsOf(call.store, ownerOf(call))].flatMap((id) => call.store.assets.get(id) ?? [])
  return answer(
    rows.map((asset) => {
      const view = assetView(call.store, asset)
      return Object.fromEntries(ASSET_KEYS.map((key) => [key, view[key] ?? null]))
    }),
  )
}

/** One asset per call: appended to a gallery, put in the place of what a single slot holds. */
export function linkAsset(call: Call): SimResponse {
  const product = ownerOf(call)
  const { id, label } = readLink(call, bodyOf(call))
  const attribute = call.store.attribute(label)
  if (label !== 'thumbnail' && !isMedia(attribute)) {
    refuseSchema({ field: 'attribute_label', msg: attribute ? 'Not a media attribute.' : 'label does not exist' })
  }
  if (!call.store.assets.get(id)) {
    refuse(404, `Asset id ${id} does not exist`, [{ field: 'asset.id', msg: 'asset does not exist' }])
  }
  const held = isMedia(attribute) ? heldAssets(product, attribute) : [product.thumbnail]
  if (held.includes(id)) {
    const msg = `Asset id ${id} is already linked to product attribute`
    refuse(409, msg, [{ field: 'asset.id', msg: 'already linked' }])
  }
  const value = attribute?.type === GALLERY ? [...held, id] : id
  const next = isMedia(attribute)
    ? { ...product, attributes: { ...product.attributes, [label]: value } }
    : { ...product, thumbnail: id }
  refuseTooManyAssets(call.store, next)
  saveImages(call.store, product, next)
  return answer([{ id }], 201)
}

/** Out of every attribute of the product; the asset itself stays. */
export function unlinkAsset(call: Call): SimResponse {
  const product = ownerOf(call)
  const id = param(call, 1)
  if (!assetsOf(call.store, product).has(id)) {
    const msg = `asset id ${id} is not related to product id ${product.id}`
    refuse(404, msg, [{ field: 'asset_id', msg: 'asset is not related' }])
  }
  const next = withoutAsset(call.store, product, id)
  saveImages(call.store, product, next)
  return empty(204)
}

function saveImages(store: Store, product: Product, next: Product): void {
  const { modified } = product
  const saved = commitProduct(store, product, markOverwritten(store, product, next))
  if (saved !== product && store.movedBy('images') === null) store.saveProduct({ ...saved, modified })
}

function ownerOf(call: Call): Product {
  const id = param(call, 0)
  const known = call.store.products.get(id)
  if (known) return known
  if (call.version === 'v2') refuse(404, `No product found for id ${id}`)
  refuse(404, ` No results found for ${id}`, [{ field: 'id', msg: 'product does not exist' }])
}

function readLink(call: Call, body: JsonObject): { id: string; label: string } {
  const { id, attribute_label: label } = body
  if (typeof id !== 'string') {
    if (call.version === 'v1') refuseSchema({ field: 'id', msg: 'Missing data for required field.' })
    refuse(422, 'you must supply an id', [{ field: 'asset.id', msg: 'asset id not found in request' }])
  }
  if (typeof label !== 'string') refuseSchema({ field: 'attribute_label', msg: 'Missing data for required field.' })
  return { id, label }
}
