import type { JsonObject } from '../../model/json.ts'
import type { Call } from './call.ts'
import { linksView } from './link-view.ts'
import { audits, stampV2, timesOf } from './product-stamp.ts'
import { attributeValue, systemValue } from './product-values.ts'
import type { Product } from './records.ts'

/** The answer to a write or a GET on v1: everything expanded, empty attributes left out unless all are asked for. */
export function fullV1(call: Call, product: Product): JsonObject {
  const { store } = call
  return {
    id: product.id,
    sku: product.sku,
    label: product.label,
    gtin: product.gtin,
    status: product.status,
    ...timesOf(call, product),
    attributes: allAttributes(call, product),
    assets: systemValue(call, product, 'assets') ?? [],
    categories: systemValue(call, product, 'categories') ?? [],
    thumbnail: systemValue(call, product, 'thumbnail') ?? null,
    num_variations: store.index.variantsOf(product.id).length,
    _parent_id: product.parent,
    product_type: productType(call, product),
    product_family_id: product.family,
    product_family_model_id: null,
    overwritten_attributes: [...product.overwritten],
    relationships: [...product.links.keys()].flatMap((id) => linksView(call, product, id)),
    ...audits(call),
  }
}

/** The answer to a GET on v2: nothing expanded. */
export function fullV2(call: Call, product: Product): JsonObject {
  const type = productType(call, product)
  const { product_family_model_id, _parent_id, ...rest } = fullV1(call, product)
  return {
    ...rest,
    account_id: call.settings.account.id,
    mark_as_deleted: false,
    static_list_ids: [],
    product_level: type === 'VARIANT' ? 2 : type === 'PARENT' ? 1 : 0,
    parent_id: product.parent,
  }
}

export function written(call: Call, product: Product): JsonObject {
  return call.version === 'v1' ? fullV1(call, product) : stampV2(call, product)
}

function allAttributes(call: Call, product: Product): JsonObject {
  const nulls = call.request.query.get('all_attributes') === 'true'
  const values: JsonObject = {}
  for (const attribute of call.store.attributes.values()) {
    const value = attributeValue(call, product, { attribute, place: 'get' })
    if (value !== undefined) values[attribute.label] = value
    else if (nulls) values[attribute.label] = null
  }
  return values
}

function productType(call: Call, product: Product): string {
  if (product.parent !== null) return 'VARIANT'
  return call.store.index.variantsOf(product.id).length > 0 ? 'PARENT' : 'SINGLE'
}
