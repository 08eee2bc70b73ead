import type { SimResponse } from '../http.ts'
import { answer, empty, refuse, refuseProduct } from './answers.ts'
import { bodyOf, type Call, productOf } from './call.ts'
import { readProductBody } from './product-body.ts'
import { commitProduct, markOverwritten, refuseTakenSku, refuseTooManyAssets } from './product-commit.ts'
import { fullV1, fullV2, written } from './product-view.ts'
import type { Product } from './records.ts'
import type { Store } from './store.ts'

export function createProduct(call: Call): SimResponse {
  const body = bodyOf(call)
  if (body.sku === undefined) refuseProduct(422, [{ field: 'sku', msg: 'Missing data for required field.' }])
  const product = readProductBody(call, body, blankProduct(call.store))
  refuseTakenSku(call.store, product.sku, null)
  refuseTooManyAssets(call.store, product)
  call.store.saveProduct(product)
  return created(call, product)
}

export function getProduct(call: Call): SimResponse {
  const product = productOf(call)
  return answer([call.version === 'v1' ? fullV1(call, product) : fullV2(call, product)])
}

export function patchProduct(call: Call): SimResponse {
  const before = productOf(call)
  const next = readProductBody(call, bodyOf(call), before)
  refuseTakenSku(call.store, next.sku, before.id)
  refuseTooManyAssets(call.store, next)
  const saved = commitProduct(call.store, before, markOverwritten(call.store, before, next))
  return answer([written(call, saved)])
}

/** Takes the variants along, and every link that points to what is gone. */
export function deleteProduct(call: Call): SimResponse {
  const product = productOf(call)
  for (const variant of call.store.variantsOf(product)) remove(call.store, variant)
  remove(call.store, product)
  return empty(204)
}

export function assignFamily(call: Call): SimResponse {
  const { store, settings } = call
  const { product_family_id: id } = bodyOf(call)
  const family = typeof id === 'string' ? store.families.get(id) : undefined
  const known = store.products.get(call.params[0] ?? '')
  if (settings.familyMissingStatus === 500 && (!known || (id !== '' && !family))) refuse(500, 'Internal Server Error')
  const product = productOf(call)
  if (id !== '' && !family) {
    refuse(404, ` No results found for ${id}`, [{ field: 'product_family_id', msg: 'product family does not exist' }])
  }
  if (product.parent !== null) {
    refuseProduct(422, [{ field: 'product_family_id', msg: 'The family of a variant is the family of its parent' }])
  }
  const next = { ...product, family: family?.id ?? null }
  return answer([written(call, commitProduct(store, product, dropForeignValues(call, product, next)))])
}

/** Values of attributes that only the former family had are lost; those of others too if the account is set so. */
function dropForeignValues(call: Call, before: Product, next: Product): Product {
  if (before.family === next.family) return next
  const old = call.store.families.get(before.family ?? '')?.levels ?? {}
  const fresh = call.store.families.get(next.family ?? '')?.levels ?? {}
  const kept = Object.entries(next.attributes).filter(([label]) => {
    const id = call.store.attribute(label)?.id ?? ''
    if (id in fresh) return true
    return !(id in old) && !(call.settings.familyDropsOutside && next.family !== null)
  })
  return { ...next, attributes: Object.fromEntries(kept) }
}

export function created(call: Call, product: Product): SimResponse {
  const headers = { location: `/api/${call.version}/products/${product.id}` }
  return { ...answer([written(call, product)], 201), headers }
}

export function blankProduct(store: Store): Product {
  const now = store.stamp()
  return {
    id: store.newId(),
    sku: '',
    label: null,
    gtin: null,
    status: 'Draft',
    created: now,
    modified: now,
    attributes: {},
    thumbnail: null,
    assets: [],
    categories: [],
    family: null,
    parent: null,
    overwritten: [],
    links: new Map(),
  }
}

function remove(store: Store, product: Product): void {
  for (const id of store.index.linkingTo(product.id)) {
    const source = store.products.get(id)
    if (source) store.saveProduct({ ...source, links: linksWithout(source, product.id) })
  }
  store.removeProduct(product)
}

function linksWithout(source: Product, target: string): Product['links'] {
  return new Map([...source.links].map(([id, links]) => [id, new Map([...links].filter(([to]) => to !== target))]))
}
