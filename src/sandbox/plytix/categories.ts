import type { SimResponse } from '../http.ts'
import { answer, empty, refuseSchema } from './answers.ts'
import { bodyOf, type Call, type Handler, missing, param } from './call.ts'
import { readName, readParent } from './category-body.ts'
import { remove, sortChildren } from './category-tree.ts'
import { categoryView } from './category-view.ts'
import type { Category } from './records.ts'
import type { Store } from './store.ts'

export type Scope = Category['scope']

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

function refuseTaken(store: Store, { id, scope, name, parent }: Category): void {
  for (const other of store.categories.values()) {
    if (other.id !== id && other.scope === scope && other.parent === parent && other.name === name) {
      refuseSchema({ field: 'name', msg: 'already exists' })
    }
  }
}
