import type { Json, JsonObject } from '../../model/json.ts'
import type { SimResponse } from '../http.ts'
import { answer, isObject, refuse, refuseSchema } from './answers.ts'
import { assetView, extensionOf } from './asset-view.ts'
import { refuseLocked } from './assets.ts'
import { assetOf, bodyOf, type Call } from './call.ts'
import type { Asset } from './records.ts'
import type { Store } from './store.ts'

export function patchAsset(call: Call): SimResponse {
  const before = assetOf(call)
  const body = bodyOf(call)
  refuseLocked(before)
  const filename = body.filename === undefined ? before.filename : readFilename(call.store, before, body.filename)
  const categories = body.categories === undefined ? before.categories : readCategories(call, body.categories)
  const same = filename === before.filename && String(categories) === String(before.categories)
  const saved = same ? before : { ...before, filename, categories, modified: call.store.stamp() }
  if (!same) call.store.saveAsset(saved)
  return answer([assetView(call.store, saved)])
}

function readFilename(store: Store, asset: Asset, filename: Json): string {
  if (typeof filename !== 'string' || filename === '') {
    refuseSchema({ field: 'filename', msg: 'Not a valid string.' })
  }
  if (extensionOf(filename) !== extensionOf(asset.filename)) {
    refuseSchema({ field: 'filename', msg: 'Extension changes are not allowed' })
  }
  const holder = store.assetNamed(filename)
  if (holder && holder.id !== asset.id) {
    refuse(409, 'Asset already exists', [{ field: 'asset.id', msg: holder.id }])
  }
  return filename
}

function readCategories(call: Call, listed: Json): string[] {
  const items: Json[] = Array.isArray(listed) ? listed : [null]
  return items.map((item) => {
    const id = isObject(item) ? String((item as JsonObject).id) : ''
    if (call.store.categories.get(id)?.scope === 'file') return id
    return refuseSchema({ field: 'categories', msg: 'does not exist' })
  })
}
