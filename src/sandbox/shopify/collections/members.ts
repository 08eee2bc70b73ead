import type { Store } from '../store/store.ts'
import type { Collection } from './record.ts'

/**
 * Puts products in, behind those that are in it. Unknown ones and those that are in it already are passed over without
 * a word: contract, §11. Gives whether anything changed.
 */
export function join(store: Store, collection: Collection, ids: readonly string[]): boolean {
  const fresh = [...new Set(ids)].filter((id) => store.get('Product', id) && !collection.products.includes(id))
  collection.products.push(...fresh)
  return found(store, fresh)
}

export function leave(store: Store, collection: Collection, ids: readonly string[]): boolean {
  const gone = collection.products.filter((id) => ids.includes(id))
  collection.products = collection.products.filter((id) => !ids.includes(id))
  return found(store, gone)
}

/** Searches for products of a collection have to find them anew. */
function found(store: Store, ids: readonly string[]): boolean {
  for (const id of ids) {
    const product = store.get('Product', id)
    if (product) store.touch(product)
  }
  return ids.length > 0
}
