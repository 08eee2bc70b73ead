import type { Json, JsonObject } from '../../model/json.ts'
import type { SimResponse } from '../http.ts'
import { answer, empty, isObject, refuse, refuseSchema } from './answers.ts'
import { bodyOf, type Call, param, productOf, relationshipOf } from './call.ts'
import { linkSetView } from './link-view.ts'
import type { Link, LinkSet, Product, Relationship } from './records.ts'
import type { Store } from './store.ts'

const MAX_LINKS = 300

export interface Pair {
  id: string
  quantity: number
}

/** v1: adds pairs and sets the quantity of those that exist. One unknown product refuses the whole call. */
export function upsertLinks(call: Call): SimResponse {
  const product = productOf(call)
  const relationship = relationshipOf(call, 1)
  const pairs = readPairs(bodyOf(call))
  const unknown = pairs.filter(({ id }) => !call.store.products.get(id))
  if (unknown.length > 0) {
    const problem = { field: 'product_id', msg: 'product does not exists' }
    refuse(
      409,
      'relationship data validation failed',
      unknown.map(({ id }) => ({ ...problem, value: id })),
    )
  }
  const before = linksOf(product, relationship)
  const after = new Map(before)
  for (const { id, quantity } of pairs) {
    if (after.get(id)?.quantity !== quantity) after.set(id, { quantity, at: call.store.stamp() })
  }
  refuseTooManyLinks(after)
  const changed = pairs.some(({ id }) => after.get(id) !== before.get(id))
  if (changed) saveLinks(call.store, product, [relationship, after])
  return answer([linkSetView(call, relationship.id, after)], changed ? 201 : 200)
}

export function patchLink(call: Call): SimResponse {
  const product = productOf(call)
  const relationship = relationshipOf(call, 1)
  const related = param(call, 2)
  const links = linksOf(product, relationship)
  const known = links.get(related)
  if (!known) refuse(404, `No results found for ${related}`, [{ field: 'product_id', msg: 'product is not related' }])
  const quantity = readQuantity(bodyOf(call).quantity)
  if (quantity === known.quantity) return answer([linkSetView(call, relationship.id, links)])
  const after = new Map(links).set(related, { quantity, at: call.store.stamp() })
  saveLinks(call.store, product, [relationship, after])
  return answer([linkSetView(call, relationship.id, after)])
}

export function unlink(call: Call): SimResponse {
  const product = productOf(call)
  const relationship = relationshipOf(call, 1)
  removeLinks(call.store, product, [relationship, readPairs(bodyOf(call)).map(({ id }) => id)])
  return empty(204)
}

export function removeLinks(store: Store, product: Product, [relationship, ids]: [Relationship, string[]]): void {
  const links = linksOf(product, relationship)
  const after = new Map([...links].filter(([id]) => !ids.includes(id)))
  if (after.size !== links.size) saveLinks(store, product, [relationship, after])
}

export function linksOf(product: Product, relationship: Relationship): LinkSet {
  return product.links.get(relationship.id) ?? new Map<string, Link>()
}

export function saveLinks(store: Store, product: Product, [relationship, links]: [Relationship, LinkSet]): void {
  const all = new Map(product.links)
  if (links.size > 0) all.set(relationship.id, links)
  else all.delete(relationship.id)
  store.saveProduct({ ...product, links: all, modified: store.movedBy('links') ?? product.modified })
}

export function refuseTooManyLinks(links: LinkSet): void {
  if (links.size <= MAX_LINKS) return
  const msg = `related products limit exceeded, current limit is ${MAX_LINKS}`
  refuse(422, 'relationship data validation failed', [{ field: 'product_relationships', msg }])
}

/** The `product_relationships` of a body; a quantity that is not given is 1. */
export function readPairs(body: JsonObject): Pair[] {
  const { product_relationships: listed } = body
  if (!Array.isArray(listed)) {
    refuseSchema({ field: 'product_relationships', msg: 'Missing data for required field.' })
  }
  return listed.map((item) => {
    const id = isObject(item) ? item.product_id : undefined
    if (typeof id !== 'string') refuseSchema({ field: 'product_id', msg: 'Missing data for required field.' })
    return { id, quantity: readQuantity(isObject(item) ? (item.quantity ?? 1) : 1) }
  })
}

function readQuantity(value: Json | undefined): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1) return value
  refuseSchema({ field: 'quantity', msg: 'Must be greater than or equal to 1.' })
}
