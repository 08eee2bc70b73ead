import { childrenOf } from './category-view.ts'
import type { Category } from './records.ts'
import type { Store } from './store.ts'

/** By name. */
export function sortChildren(store: Store, parent: Category): void {
  const children = childrenOf(store, parent.id).sort((one, other) => (one.name < other.name ? -1 : 1))
  children.forEach((child, order) => {
    store.categories.put({ ...child, order })
  })
}

/** With everything below it, and from all that is in it. */
export function remove(store: Store, category: Category): void {
  for (const child of childrenOf(store, category.id)) remove(store, child)
  const without = <T extends { categories: readonly string[] }>(row: T): T => ({
    ...row,
    categories: row.categories.filter((id) => id !== category.id),
  })
  for (const product of store.products.values()) {
    if (product.categories.includes(category.id)) store.saveProduct(without(product))
  }
  for (const asset of store.assets.values()) {
    if (asset.categories.includes(category.id)) store.saveAsset(without(asset))
  }
  store.categories.delete(category.id)
}
