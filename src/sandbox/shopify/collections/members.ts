/** A collection that people fill by hand: ids of products in the order in which they were put in. */
interface Members {
  products: string[]
}

/**
 * Puts products in. Unknown ones and those that are in it already are passed over without a word: contract, §11. Gives
 * whether anything changed.
 */
export function join(collection: Members, ids: readonly string[], isKnown: (id: string) => boolean): boolean {
  const fresh = [...new Set(ids)].filter((id) => isKnown(id) && !collection.products.includes(id))
  collection.products.push(...fresh)
  return fresh.length > 0
}

export function leave(collection: Members, ids: readonly string[]): boolean {
  const before = collection.products.length
  collection.products = collection.products.filter((id) => !ids.includes(id))
  return collection.products.length < before
}
