import type { SimResponse } from '../http.ts'
import { empty, refuseSchema } from './answers.ts'
import { bodyOf, type Call, productOf, relationshipOf } from './call.ts'
import { linksOf, readPairs, refuseTooManyLinks, removeLinks, saveLinks } from './links.ts'

// v2 answers with an empty body, and says nothing of ids that it passes over.

/** Adds; pairs that exist keep their quantity. */
export function addLinksV2(call: Call): SimResponse {
  const product = productOf(call)
  const relationship = relationshipOf(call, 1)
  const before = linksOf(product, relationship)
  const after = new Map(before)
  for (const { id, quantity } of readPairs(bodyOf(call))) {
    if (call.store.products.get(id) && !after.has(id)) after.set(id, { quantity, at: call.store.stamp() })
  }
  refuseTooManyLinks(after)
  if (after.size !== before.size) saveLinks(call.store, product, [relationship, after])
  return empty(200)
}

export function patchLinksV2(call: Call): SimResponse {
  const product = productOf(call)
  const relationship = relationshipOf(call, 1)
  const after = new Map(linksOf(product, relationship))
  let changed = false
  for (const { id, quantity } of readPairs(bodyOf(call))) {
    if (!after.has(id) || after.get(id)?.quantity === quantity) continue
    after.set(id, { quantity, at: call.store.stamp() })
    changed = true
  }
  if (changed) saveLinks(call.store, product, [relationship, after])
  return empty(200)
}

export function deleteLinksV2(call: Call): SimResponse {
  const product = productOf(call)
  const relationship = relationshipOf(call, 1)
  const { product_relationships: ids } = bodyOf(call)
  if (!Array.isArray(ids) || !ids.every((id) => typeof id === 'string')) {
    refuseSchema({ field: 'product_relationships', msg: 'Not a valid list of ids.' })
  }
  removeLinks(call.store, product, [relationship, ids])
  return empty(204)
}
