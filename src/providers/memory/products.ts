import { createHash } from 'node:crypto'
import { scopeOf } from '../../model/baseline.ts'
import { isEmpty, type Json } from '../../model/json.ts'
import type { LiveProduct, ValueKind } from '../../model/live.ts'
import { comparedPaths, kindAt, valueAt } from '../../model/precondition.ts'
import type { Applied, ProductFields, Write } from '../../model/target.ts'
import { sameValue } from '../../model/values.ts'
import { already, applied, conflict, rejected } from './answers.ts'
import type { Store } from './store.ts'
import { MEMORY_TRAITS } from './traits.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

type Of<K extends Write['kind'], A extends Write['action']> = Extract<Write, { kind: K; action: A }>

/** A SKU that is taken is the same product if all values agree; its baseline names the run and so never does. */
export function createProduct(store: Store, write: Of<'product', 'create'>): Applied {
  const { sku, fields, family, volatile = [], scope } = write
  const present = store.products.get(store.skus.get(sku) ?? '')
  if (present) {
    const owner = scopeOf(present, MEMORY_TRAITS.baseline.label, sha256)
    if (owner !== null && scope !== undefined && owner !== scope)
      return conflict(`${sku} exists and belongs to scope ${owner}.`)
    const differing = differences(store, present, fields).filter(
      (path) => !volatile.includes(path.replace('attributes.', '')),
    )
    return differing.length === 0
      ? already(present.id)
      : conflict(`A product ${sku} with other values exists: ${differing.join(', ')}.`)
  }
  const refusal = refuseFields(store, fields, family)
  if (refusal) return refusal
  const id = store.nextId('product')
  const modified = store.nextTime()
  const product: LiveProduct = { id, sku, attributes: {}, links: {}, status: 'Draft', modified, family }
  assign(product, fields)
  store.products.set(id, product)
  store.skus.set(sku, id)
  return applied(id, modified)
}

export function updateProduct(store: Store, { id, sku, fields, family }: Of<'product', 'update'>): Applied {
  const product = store.products.get(id)
  if (!product || product.sku !== sku) return rejected(404, 'product', `There is no product ${sku}.`)
  const refusal = refuseFields(store, fields, family ?? null)
  if (refusal) return refusal
  const sameFamily = family === undefined || product.family === family
  const baseline = `attributes.${MEMORY_TRAITS.baseline.label}`
  const sameBaseline = sameValue(
    'text',
    valueAt(product, baseline),
    valueAt(fields, baseline) ?? valueAt(product, baseline),
  )
  if (sameFamily && sameBaseline && differences(store, product, fields).length === 0) return already(id)
  assign(product, fields)
  if (family !== undefined) product.family = family
  product.modified = store.nextTime()
  return applied(id, product.modified)
}

export function addLinks(store: Store, { id, relationship, targets }: Of<'link', 'link'>): Applied {
  const product = store.products.get(id)
  if (!product) return rejected(404, 'product', `There is no product ${id}.`)
  if (store.relationships.get(relationship.id)?.label !== relationship.label) {
    return rejected(404, 'relationship', `There is no relationship ${relationship.label}.`)
  }
  const unknown = targets.find((target) => !store.products.has(target))
  if (unknown !== undefined) return rejected(409, 'target', `There is no product ${unknown} to link to.`)
  const present = product.links[relationship.label] ?? []
  const union = [...new Set([...present, ...targets])]
  if (union.length === present.length) return already(id)
  if (union.length > MEMORY_TRAITS.limits.links_per_source) {
    return rejected(422, 'limit', `${product.sku} would have more than 300 links in ${relationship.label}.`)
  }
  product.links[relationship.label] = union
  product.modified = store.nextTime()
  return applied(id, product.modified)
}

const kindsOf =
  (store: Store) =>
  (path: string): ValueKind => {
    const attribute = store.attributes.get(store.labels.get(path.replace('attributes.', '')) ?? '')
    return MEMORY_TRAITS.fields[path] ?? MEMORY_TRAITS.types[attribute?.type ?? ''] ?? 'other'
  }

function differences(store: Store, product: LiveProduct, fields: ProductFields): string[] {
  const kinds = kindsOf(store)
  return comparedPaths(fields, undefined, kinds)
    .filter((path) => path !== `attributes.${MEMORY_TRAITS.baseline.label}`)
    .filter((path) => !sameValue(kindAt(kinds, path), valueAt(product, path), valueAt(fields, path)))
}

function refuseFields(store: Store, fields: ProductFields, family: string | null): Applied | null {
  if (family !== null && !store.families.has(family)) return rejected(404, 'family', `There is no family ${family}.`)
  const { thumbnail, status } = fields
  if (!isEmpty(thumbnail) && !store.assets.has(String(thumbnail))) return unknownAsset(String(thumbnail))
  if (!isEmpty(status) && !MEMORY_TRAITS.fieldOptions.status?.includes(String(status))) {
    return rejected(422, 'status', `${status} is not a status.`)
  }
  for (const [label, value] of Object.entries(fields.attributes)) {
    const refusal = refuseValue(store, label, value)
    if (refusal) return refusal
  }
  return null
}

const unknownAsset = (id: string): Applied => rejected(422, 'asset', `There is no asset ${id}.`)

function refuseValue(store: Store, label: string, value: Json): Applied | null {
  const attribute = store.attributes.get(store.labels.get(label) ?? '')
  if (!attribute) return rejected(422, 'attribute', `There is no attribute ${label}.`)
  if (isEmpty(value)) return null
  const kind = MEMORY_TRAITS.types[attribute.type] ?? 'other'
  if (!TAKES[kind](value, attribute.options)) return rejected(422, 'value', `${label} does not take this value.`)
  if (kind !== 'assets') return null
  const ids = value as string[]
  if (ids.length > MEMORY_TRAITS.limits.assets_per_product) return rejected(422, 'limit', `${label} is too long.`)
  const unknown = ids.find((id) => !store.assets.has(id))
  return unknown === undefined ? null : unknownAsset(unknown)
}

const isText = (value: Json): boolean => typeof value === 'string'
const isList = (value: Json): value is Json[] => Array.isArray(value)

const TAKES: { [kind in ValueKind]: (value: Json, options: string[]) => boolean } = {
  text: isText,
  multiline: isText,
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  date: (value) => /^\d{4}-\d\d-\d\d$/.test(String(value)),
  choice: (value, options) => options.includes(String(value)),
  choices: (value, options) => isList(value) && value.every((one) => options.includes(String(one))),
  assets: (value) => isList(value) && value.every(isText),
  other: () => false,
}

/** Empty values are not kept: a read leaves them out. */
function assign(product: LiveProduct, { attributes, ...own }: ProductFields): void {
  put(product, own)
  put(product.attributes, attributes)
}

function put(holder: object, values: object): void {
  const slots = holder as { [key: string]: Json }
  for (const [key, value] of Object.entries(values) as [string, Json][]) {
    if (isEmpty(value)) delete slots[key]
    else slots[key] = structuredClone(value)
  }
}
