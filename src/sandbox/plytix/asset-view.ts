import type { JsonObject } from '../../model/json.ts'
import type { Asset } from './records.ts'
import type { Store } from './store.ts'
import { formatTime } from './times.ts'

const CONTENT_TYPES: { [extension: string]: [type: string, kind: string] } = {
  jpg: ['image/jpeg', 'IMAGES'],
  jpeg: ['image/jpeg', 'IMAGES'],
  png: ['image/png', 'IMAGES'],
  gif: ['image/gif', 'IMAGES'],
  webp: ['image/webp', 'IMAGES'],
  tif: ['image/tiff', 'IMAGES'],
  pdf: ['application/pdf', 'DOCUMENTS'],
  mp4: ['video/mp4', 'VIDEOS'],
}

/** The source URL is not kept: `url` is the service's own address. */
export function assetView(store: Store, asset: Asset): JsonObject {
  const extension = extensionOf(asset.filename)
  const [contentType, fileType] = CONTENT_TYPES[extension] ?? ['application/octet-stream', 'OTHERS']
  const uses = store.index.useCount(asset.id)
  const address = `https://files.plytix.com/sandbox/${asset.id}`
  return {
    id: asset.id,
    filename: asset.filename,
    extension,
    content_type: contentType,
    file_type: fileType,
    file_size: asset.size,
    status: 'ACTIVE',
    assigned: uses > 0,
    categories: asset.categories.map((id) => ({ id })),
    public: true,
    n_products: uses,
    n_catalogs: 0,
    created: formatTime(asset.created, 'v1'),
    modified: formatTime(asset.modified, 'v1'),
    file_modified: formatTime(asset.fileModified, 'v1'),
    thumbnail: `${address}/thumb/${encodeURIComponent(asset.filename)}`,
    url: `${address}/${encodeURIComponent(asset.filename)}`,
  }
}

export function extensionOf(filename: string): string {
  const dot = filename.lastIndexOf('.')
  return dot < 1 ? '' : filename.slice(dot + 1).toLowerCase()
}
