import type { JsonObject } from '../../model/json.ts'
import type { SimResponse } from '../http.ts'
import { answer, empty, isObject, refuse, refuseProduct, refuseSchema } from './answers.ts'
import { bodyOf, type Call, productOf } from './call.ts'
import { readProductBody } from './product-body.ts'
import { commitProduct, inherit, parentLabels, refuseTakenSku } from './product-commit.ts'
import { fullV1, written } from './product-view.ts'
import { blankProduct, created } from './products.ts'
import type { Product } from './records.ts'

/** v1 nests the new product under `variant`, v2 does not. */
export function createVariant(call: Call): SimResponse {
  const parent = productOf(call)
  refuseVariant(parent, 'the parent is a variant itself')
  const body = bodyOf(call)
  const fields = call.version === 'v1' ? body.variant : body
  if (!isObject(fields)) refuseSchema({ field: 'variant', msg: 'Missing data for required field.' })
  if (fields.sku === undefined) refuseProduct(422, [{ field: 'sku', msg: 'Missing data for required field.' }])
  const own = readProductBody(call, fields, blankProduct(call.store))
  refuseTakenSku(call.store, own.sku, null)
  const overwritten = parentLabels(call.store, parent).filter((label) => label in own.attributes)
  const variant = inherit(call.store, parent, { ...own, parent: parent.id, overwritten })
  call.store.saveProduct(variant)
  return created(call, variant)
}

export function listVariants(call: Call): SimResponse {
  return answer(call.store.variantsOf(productOf(call)).map((variant) => fullV1(call, variant)))
}

export function linkVariant(call: Call): SimResponse {
  const parent = productOf(call, 0)
  const variant = productOf(call, 1)
  refuseVariant(parent, 'the parent is a variant itself')
  refuseVariant(variant, 'this product is a variant already')
  if (variant.id === parent.id || call.store.index.variantsOf(variant.id).length > 0) {
    refuseProduct(422, [{ field: 'variant', msg: 'only a single product can become a variant' }])
  }
  if (variant.family !== parent.family) refuse(422, 'Parent and variants must be assigned to the same family')
  commitProduct(call.store, variant, inherit(call.store, parent, { ...variant, parent: parent.id }))
  return call.version === 'v1' ? answer([written(call, parent)]) : { status: 200, body: {} }
}

export function unlinkVariant(call: Call): SimResponse {
  const parent = productOf(call, 0)
  const variant = productOf(call, 1)
  if (variant.parent !== parent.id) {
    const msg = 'this product is not variant of the parent product'
    refuse(422, 'unlinking unrelated products', [{ field: 'variant', msg }])
  }
  commitProduct(call.store, variant, { ...variant, parent: null, overwritten: [] })
  return call.version === 'v1' ? answer([written(call, parent)]) : empty(204)
}

/** The variants take these values from their parent again. */
export function resyncVariants(call: Call): SimResponse {
  const parent = productOf(call)
  const body = bodyOf(call)
  const labels = readTexts(body, 'attribute_labels')
  const known = parentLabels(call.store, parent)
  for (const label of labels) {
    if (!known.includes(label)) refuse(400, `attributes.${label} not a parent attribute from family model`)
  }
  const ids = readTexts(body, 'variant_ids')
  const variants = call.store.variantsOf(parent).filter(({ id }) => ids.includes(id))
  if (variants.length < new Set(ids).size) refuseSchema({ field: 'variant_ids', msg: 'not variants of this product' })
  for (const variant of variants) {
    const overwritten = variant.overwritten.filter((label) => !labels.includes(label))
    commitProduct(call.store, variant, inherit(call.store, parent, { ...variant, overwritten }))
  }
  return answer([written(call, parent)])
}

function refuseVariant(product: Product, msg: string): void {
  if (product.parent !== null) refuseProduct(422, [{ field: 'variant', msg }])
}

function readTexts(body: JsonObject, field: string): string[] {
  const listed = body[field]
  if (Array.isArray(listed) && listed.every((item) => typeof item === 'string')) return listed
  refuseSchema({ field, msg: 'Not a valid list of strings.' })
}
