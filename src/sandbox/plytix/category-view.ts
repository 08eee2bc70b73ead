import type { JsonObject } from '../../model/json.ts'
import type { Category } from './records.ts'
import type { Store } from './store.ts'

export function categoryView(store: Store, category: Category): JsonObject {
  return { id: category.id, name: category.name, path: ancestors(store, category).map(({ name }) => name) }
}

/** From the root down to the category itself. */
export function ancestors(store: Store, category: Category): Category[] {
  const parent = category.parent === null ? undefined : store.categories.get(category.parent)
  return parent ? [...ancestors(store, parent), category] : [category]
}

export function childrenOf(store: Store, parent: string): Category[] {
  return [...store.categories.values()].filter((category) => category.parent === parent)
}
