import type { JsonObject } from '../../model/json.ts'
import type { SimResponse } from '../http.ts'
import { answer, empty, refuseSchema } from './answers.ts'
import { bodyOf, type Call, type Handler, missing, param } from './call.ts'
import { ancestors, categoryView, childrenOf } from './category-view.ts'
import type { Category } from './records.ts'
import { type Fields, ownField, pick, runSearch } from './search.ts'
import type { Store } from './store.ts'

type Scope = Category['scope']

export function createCategory(scope: Scope): Handler {
  return (call) => create(call, scope, null)
}

export function createSubcategory(scope: Scope): Handler {
  return (call) => create(call, scope, categoryOf(call, scope).id)
}

/** A new name, another parent (`""`: the root), or its children sorted by name; parent and sorting exclude each other. */
export function patchCategory(scope: Scope): Handler {
  return (call) => {
    const { store } = call
    const before = categoryOf(call, scope)
    const body = bodyOf(call)
    if (body.parent_id !== undefined && body.sort_children !== undefined) {
      refuseSchema({ field: 'sort_children', msg: 'parent_id and sort_children exclude each other' })
    }
    const parent = body.parent_id === undefined ? before.parent : readParent(call, before, body)
    const name = body.name === undefined ? before.name : readName(body)
    const next = { ...before, name, parent }
    refuseTaken(store, next)
    store.categories.put(next)
    if (body.sort_children) sortChildren(store, next)
    return answer([categoryView(store, next)])
  }
}

/** With everything below it. */
export function deleteCategory(scope: Scope): Handler {
  return (call) => {
    remove(call.store, categoryOf(call, scope))
    return empty(204)
  }
}

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

function categoryOf(call: Call, scope: Scope): Category {
  const known = call.store.categories.get(param(call, 0))
  return known?.scope === scope ? known : missing(call, 'category does not exist')
}

function create(call: Call, scope: Scope, parent: string | null): SimResponse {
  const { store } = call
  const name = readName(bodyOf(call))
  const category = { id: store.newId(), scope, name, parent, order: store.categories.size }
  refuseTaken(store, category)
  store.categories.put(category)
  return answer([categoryView(store, category)])
}

function readName({ name }: JsonObject): string {
  if (typeof name === 'string' && name.trim() !== '') return name
  refuseSchema({ field: 'name', msg: 'Missing data for required field.' })
}

function readParent(call: Call, category: Category, { parent_id: id }: JsonObject): string | null {
  if (id === '') return null
  const parent = typeof id === 'string' ? call.store.categories.get(id) : undefined
  if (parent?.scope !== category.scope) refuseSchema({ field: 'parent_id', msg: 'does not exist' })
  if (ancestors(call.store, parent).some((one) => one.id === category.id)) {
    refuseSchema({ field: 'parent_id', msg: 'a category cannot be below itself' })
  }
  return parent.id
}

function refuseTaken(store: Store, { id, scope, name, parent }: Category): void {
  for (const other of store.categories.values()) {
    if (other.id !== id && other.scope === scope && other.parent === parent && other.name === name) {
      refuseSchema({ field: 'name', msg: 'already exists' })
    }
  }
}

function sortChildren(store: Store, parent: Category): void {
  const children = childrenOf(store, parent.id).sort((one, other) => (one.name < other.name ? -1 : 1))
  children.forEach((child, order) => {
    store.categories.put({ ...child, order })
  })
}

function remove(store: Store, category: Category): void {
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
