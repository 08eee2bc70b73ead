import type { JsonObject } from '../../model/json.ts'
import type { Handler } from './call.ts'
import type { Scope } from './categories.ts'
import { ancestors, categoryView, childrenOf } from './category-view.ts'
import type { Category } from './records.ts'
import { runSearch } from './search.ts'
import { pick } from './search-columns.ts'
import { type Fields, ownField } from './searchable.ts'
import type { Store } from './store.ts'

export function searchCategories(scope: Scope): Handler {
  return (call) => {
    const { store } = call
    return runSearch(call, {
      table: store.categories,
      field: (name) => ownField(FIELDS, name),
      hasColumn: (name) => ['id', 'name', 'path', 'parents_ids', 'n_children', 'order'].includes(name),
      maxPageSize: 100,
      key: scope,
      also: (category) => category.scope === scope,
      row: (category, columns) => pick(searchView(store, category), ['id'], columns),
    })
  }
}

const FIELDS: Fields<Category> = {
  id: { type: 'id', value: ({ id }) => id },
  name: { type: 'text', value: ({ name }) => name },
  order: { type: 'number', value: ({ order }) => order },
}

function searchView(store: Store, category: Category): JsonObject {
  const parents = ancestors(store, category).slice(0, -1)
  return {
    ...categoryView(store, category),
    parents_ids: parents.map(({ id }) => id),
    n_children: childrenOf(store, category.id).length,
    order: category.order,
  }
}
