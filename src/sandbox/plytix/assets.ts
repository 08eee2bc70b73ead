import type { SimResponse } from '../http.ts'
import { answer, empty, refuse } from './answers.ts'
import { digestOf, freeName, newAsset } from './asset-content.ts'
import { assetView, extensionOf } from './asset-view.ts'
import { assetOf, type Call } from './call.ts'
import { withoutAsset } from './media.ts'
import type { Asset } from './records.ts'
import { readUpload } from './upload.ts'

/** Same name and same bytes: the asset exists. Same name, other bytes: stored under another name. */
export function createAsset(call: Call): SimResponse {
  const { filename, bytes } = readUpload(call)
  const digest = digestOf(bytes)
  const holder = call.store.assetNamed(filename)
  if (holder?.digest === digest) {
    refuse(409, 'Asset already exists', [{ field: 'asset.id', msg: holder.id }])
  }
  const asset = newAsset(call.store, holder ? freeName(call.store, filename, digest) : filename, bytes)
  call.store.saveAsset(asset)
  return answer([assetView(call.store, asset)], 201)
}

export function getAsset(call: Call): SimResponse {
  return answer([assetView(call.store, assetOf(call))])
}

/** Products that use it lose it. */
export function deleteAsset(call: Call): SimResponse {
  const asset = assetOf(call)
  refuseLocked(asset)
  for (const id of call.store.index.using(asset.id)) {
    const product = call.store.products.get(id)
    if (product) call.store.saveProduct(withoutAsset(call.store, product, asset.id))
  }
  call.store.removeAsset(asset)
  return empty(204)
}

/** Takes a multipart body whose file has the same extension. */
export function replaceContent(call: Call): SimResponse {
  const asset = assetOf(call)
  refuseLocked(asset)
  const filename = /filename="([^"]*)"/.exec(call.request.body)?.[1]
  if (filename === undefined) refuse(400, 'The browser sent a request that this server could not understand.')
  if (extensionOf(filename) !== extensionOf(asset.filename)) refuse(400, 'File format differs')
  const digest = digestOf(call.request.body)
  const now = call.store.stamp()
  call.store.saveAsset({ ...asset, digest, modified: now, fileModified: now })
  return empty(202)
}

export function refuseLocked(asset: Asset): void {
  if (asset.locked) refuse(403, 'You do not have permission to change this asset')
}
