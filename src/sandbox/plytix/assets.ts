import { createHash } from 'node:crypto'
import type { Json, JsonObject } from '../../model/json.ts'
import type { SimResponse } from '../http.ts'
import { answer, empty, isObject, refuse, refuseSchema } from './answers.ts'
import { assetView, extensionOf } from './asset-view.ts'
import { assetOf, bodyOf, type Call } from './call.ts'
import { withoutAsset } from './media.ts'
import type { Asset } from './records.ts'
import { type Fields, ownField, pick, runSearch } from './search.ts'
import type { Store } from './store.ts'
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

export function newAsset(store: Store, filename: string, bytes: string): Asset {
  const now = store.stamp()
  const times = { created: now, modified: now, fileModified: now }
  const size = Buffer.byteLength(bytes)
  return { id: store.newId(), filename, digest: digestOf(bytes), size, categories: [], locked: false, ...times }
}

export function getAsset(call: Call): SimResponse {
  return answer([assetView(call.store, assetOf(call))])
}

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

export function searchAssets(call: Call): SimResponse {
  const { store } = call
  if (bodyOf(call).filters === undefined) {
    refuseSchema({ field: 'filters', msg: 'Missing data for required field.' })
  }
  return runSearch(call, {
    table: store.assets,
    field: (name) => ownField(assetFields(store), name),
    hasColumn: (name) => COLUMNS.includes(name),
    maxPageSize: 100,
    row: (asset, columns) => pick(assetView(store, asset), ['id', 'filename'], columns),
  })
}

const COLUMNS = [
  'id',
  'filename',
  'extension',
  'content_type',
  'file_type',
  'file_size',
  'status',
  'assigned',
  'categories',
  'public',
  'n_products',
  'n_catalogs',
  'created',
  'modified',
  'file_modified',
  'thumbnail',
  'url',
]

export function assetFields(store: Store): Fields<Asset> {
  return {
    id: { type: 'id', value: ({ id }) => id },
    filename: { type: 'text', value: ({ filename }) => filename },
    extension: { type: 'text', value: ({ filename }) => extensionOf(filename) || undefined },
    file_type: { type: 'choice', value: (asset) => assetView(store, asset).file_type },
    assigned: { type: 'boolean', value: ({ id }) => store.index.useCount(id) > 0 },
    public: { type: 'boolean', value: () => true },
    created: { type: 'date', value: ({ created }) => created },
    modified: { type: 'date', value: ({ modified }) => modified },
  }
}

function digestOf(bytes: string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** The service's suffix is random; this one depends on the bytes and on what is taken. */
function freeName(store: Store, filename: string, digest: string): string {
  const extension = extensionOf(filename)
  const stem = extension === '' ? filename : filename.slice(0, -extension.length - 1)
  for (let attempt = 0; ; attempt++) {
    const suffix = digestOf(`${digest}:${attempt}`).slice(0, 5)
    const name = extension === '' ? `${stem}_${suffix}` : `${stem}_${suffix}.${extension}`
    if (!store.assetNamed(name)) return name
  }
}

function refuseLocked(asset: Asset): void {
  if (asset.locked) refuse(403, 'You do not have permission to change this asset')
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
