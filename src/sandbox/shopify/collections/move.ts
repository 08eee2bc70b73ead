import type { Store } from '../store/store.ts'
import type { Collection } from './record.ts'

/** Changes who is in a collection; its time moves, and products are found by the collections that they are in. */
export function move(store: Store, collection: Collection, change: () => boolean): void {
  const before = new Set(collection.products)
  if (!change()) return
  collection.updatedAt = store.stamp()
  store.touch(collection)
  for (const id of before.symmetricDifference(new Set(collection.products))) {
    const product = store.get('Product', id)
    if (product) store.touch(product)
  }
}
