import { createHash } from 'node:crypto'
import { extensionOf } from './asset-view.ts'
import type { Asset } from './records.ts'
import type { Store } from './store.ts'

export function newAsset(store: Store, filename: string, bytes: string): Asset {
  const now = store.stamp()
  const times = { created: now, modified: now, fileModified: now }
  const size = Buffer.byteLength(bytes)
  return { id: store.newId(), filename, digest: digestOf(bytes), size, categories: [], locked: false, ...times }
}

/** Content with the same digest is the same. */
export function digestOf(bytes: string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** The service's suffix is random; this one depends on the bytes and on what is taken. */
export function freeName(store: Store, filename: string, digest: string): string {
  const extension = extensionOf(filename)
  const stem = extension === '' ? filename : filename.slice(0, -extension.length - 1)
  for (let attempt = 0; ; attempt++) {
    const suffix = digestOf(`${digest}:${attempt}`).slice(0, 5)
    const name = extension === '' ? `${stem}_${suffix}` : `${stem}_${suffix}.${extension}`
    if (!store.assetNamed(name)) return name
  }
}
