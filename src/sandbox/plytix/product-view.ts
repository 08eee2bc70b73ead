import type { Json, JsonObject } from '../../model/json.ts'
import { assetView } from './asset-view.ts'
import type { Call } from './call.ts'
import { categoryView } from './category-view.ts'
import { storedValue } from './completeness.ts'
import { assetsOf, GALLERY, MEDIA } from './media.ts'
import type { Attribute, LinkSet, Product } from './records.ts'
import { formatTime } from './times.ts'

type Place = 'get' | 'search'

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

/** The answer to a write on v2. */
function stampV2(call: Call, product: Product): JsonObject {
  return { id: product.id, ...timesOf(call, product), ...audits(call) }
}

export function written(call: Call, product: Product): JsonObject {
  return call.version === 'v1' ? fullV1(call, product) : stampV2(call, product)
}

export function audits(call: Call): JsonObject {
  const { id, name } = call.settings.account
  const audit = { type: 'API', user_email: 'api', user_id: id, user_name: name }
  return { created_user_audit: audit, modified_user_audit: audit }
}

function timesOf(call: Call, product: Product): JsonObject {
  return {
    created: formatTime(product.created, call.version),
    modified: formatTime(product.modified, call.version),
  }
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

/** A value as that version reads it back; undefined when it is empty. */
export function attributeValue(
  call: Call,
  product: Product,
  { attribute, place }: { attribute: Attribute; place: Place },
): Json | undefined {
  const value = storedValue(call.store, product, attribute)
  if (value === undefined) return undefined
  if (attribute.type === 'DateAttribute') {
    return call.version === 'v2' && call.settings.dateSuffixV2 ? `${value}T00:00:00` : value
  }
  if (attribute.type !== MEDIA && attribute.type !== GALLERY) return value
  const ids = (Array.isArray(value) ? value : [value]) as string[]
  if (call.version === 'v2' && place === 'get') return ids
  const items = ids.map((id) => reference(call, id, ['id', 'filename', 'thumbnail', 'url']))
  return attribute.type === GALLERY ? items : (items[0] ?? null)
}

/** A field of the product itself that refers to other records; undefined when it is empty. */
export function systemValue(
  call: Call,
  product: Product,
  field: 'assets' | 'categories' | 'thumbnail',
): Json | undefined {
  if (field === 'thumbnail') {
    return product.thumbnail === null
      ? undefined
      : reference(call, product.thumbnail, ['id', 'filename', 'thumbnail', 'url'])
  }
  const ids = field === 'assets' ? [...assetsOf(call.store, product)] : [...product.categories]
  if (ids.length === 0) return undefined
  if (field === 'assets') return ids.map((id) => reference(call, id, ASSET_KEYS))
  if (call.version === 'v2') return ids.map((id) => bare(call, id))
  return ids.flatMap((id) => {
    const category = call.store.categories.get(id)
    return category ? categoryView(call.store, category) : []
  })
}

export const ASSET_KEYS = ['id', 'filename', 'file_size', 'thumbnail', 'url']

function reference(call: Call, id: string, keys: string[]): Json {
  if (call.version === 'v2') return bare(call, id)
  const asset = call.store.assets.get(id)
  if (!asset) return { id }
  const view = assetView(call.store, asset)
  return Object.fromEntries(keys.map((key) => [key, view[key] ?? null]))
}

function bare(call: Call, id: string): Json {
  return call.settings.v2References === 'ids' ? id : { id }
}

function productType(call: Call, product: Product): string {
  if (product.parent !== null) return 'VARIANT'
  return call.store.index.variantsOf(product.id).length > 0 ? 'PARENT' : 'SINGLE'
}

/** All links of one relationship, as a list of at most one. */
export function linksView(call: Call, product: Product, relationship: string): JsonObject[] {
  const links = product.links.get(relationship)
  return links && links.size > 0 ? [linkSetView(call, relationship, links)] : []
}

export function linkSetView(call: Call, relationship: string, links: LinkSet): JsonObject {
  return {
    relationship_id: relationship,
    relationship_label: call.store.relationships.get(relationship)?.label ?? null,
    related_products: [...links].map(([product_id, { quantity, at }]) => ({
      product_id,
      quantity,
      last_modified: formatTime(at, call.version),
    })),
  }
}
