import { createHash } from 'node:crypto'
import { scopeOf } from '../../../src/model/baseline.ts'
import { type Fields, texts } from '../../../src/model/fields.ts'
import { isEmpty, type Json } from '../../../src/model/json.ts'
import type { ValueKind } from '../../../src/model/kinds.ts'
import type { Applied, Change } from '../../../src/model/target.ts'
import { sameValue } from '../../../src/model/values.ts'
import { type PimProduct, productResource } from '../pim.ts'
import { already, applied, conflict, rejected } from './answers.ts'
import type { Store } from './store.ts'
import { MEMORY } from './traits.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const BASELINE = `attributes.${MEMORY.baseline.label}`

/** What a write says of values, and the family that it assigns. */
function splitFamily({ family, ...values }: Fields): { values: Fields; family: string | null } {
  return { values, family: typeof family === 'string' ? family : null }
}

/** A SKU that is taken is the same product if all values agree; its baseline names the run and so never does. */
export function createProduct(store: Store, { key: sku, fields, volatile, scope }: Change): Applied {
  const { values, family } = splitFamily(fields)
  const present = store.products.get(store.skus.get(sku) ?? '')
  if (present) {
    const owner = scopeOf(productResource(present), BASELINE, sha256)
    if (owner !== null && scope !== undefined && owner !== scope)
      return conflict(`${sku} exists and belongs to scope ${owner}.`)
    const differing = differences(store, present, values).filter((path) => !volatile.includes(path))
    return differing.length === 0
      ? already(present.id)
      : conflict(`A product ${sku} with other values exists: ${differing.join(', ')}.`)
  }
  const refusal = refuseFields(store, values, family)
  if (refusal) return refusal
  const id = store.nextId('product')
  const modified = store.nextTime()
  const product: PimProduct = { id, sku, attributes: {}, links: {}, status: 'Draft', modified, family }
  assign(product, values)
  store.products.set(id, product)
  store.skus.set(sku, id)
  return applied(id, modified)
}

export function updateProduct(store: Store, { id, key: sku, fields }: Change): Applied {
  const { values, family } = splitFamily(fields)
  const product = store.products.get(id ?? '')
  if (!product || product.sku !== sku) return rejected(404, 'product', `There is no product ${sku}.`)
  const refusal = refuseFields(store, values, family)
  if (refusal) return refusal
  const sameFamily = family === null || product.family === family
  const there = productResource(product).fields
  const sameBaseline = sameValue('text', there[BASELINE], BASELINE in values ? values[BASELINE] : there[BASELINE])
  if (sameFamily && sameBaseline && differences(store, product, values).length === 0) return already(product.id)
  assign(product, values)
  if (family !== null) product.family = family
  product.modified = store.nextTime()
  return applied(product.id, product.modified)
}

export function addLinks(store: Store, { id, key, needs, fields }: Change): Applied {
  const label = key.slice(0, key.indexOf('.'))
  const targets = texts(fields.targets)
  const product = store.products.get(id ?? '')
  if (!product) return rejected(404, 'product', `There is no product ${id}.`)
  if (store.relationships.get(needs[`relationship.${label}`] ?? '')?.label !== label) {
    return rejected(404, 'relationship', `There is no relationship ${label}.`)
  }
  const unknown = targets.find((target) => !store.products.has(target))
  if (unknown !== undefined) return rejected(409, 'target', `There is no product ${unknown} to link to.`)
  const present = product.links[label] ?? []
  const union = [...new Set([...present, ...targets])]
  if (union.length === present.length) return already(product.id)
  if (union.length > MEMORY.limits.links) {
    return rejected(422, 'limit', `${product.sku} would have more than 300 links in ${label}.`)
  }
  product.links[label] = union
  product.modified = store.nextTime()
  return applied(product.id, product.modified)
}

function labelIn(path: string): string | null {
  return path.startsWith('attributes.') ? path.slice('attributes.'.length) : null
}

function kindOf(store: Store, path: string): ValueKind {
  const label = labelIn(path)
  if (label === null) return path === 'thumbnail' ? 'other' : path === 'status' ? 'choice' : 'text'
  return MEMORY.types[store.attributes.get(store.labels.get(label) ?? '')?.type ?? ''] ?? 'other'
}

function differences(store: Store, product: PimProduct, values: Fields): string[] {
  const there = productResource(product).fields
  return Object.keys(values)
    .filter((path) => path !== BASELINE)
    .filter((path) => !sameValue(kindOf(store, path), there[path], values[path]))
}

function refuseFields(store: Store, values: Fields, family: string | null): Applied | null {
  if (family !== null && !store.families.has(family)) return rejected(404, 'family', `There is no family ${family}.`)
  const { thumbnail, status } = values
  if (!isEmpty(thumbnail) && !store.assets.has(String(thumbnail))) return unknownAsset(String(thumbnail))
  if (!isEmpty(status) && !MEMORY.statuses.includes(String(status))) {
    return rejected(422, 'status', `${status} is not a status.`)
  }
  for (const [path, value] of Object.entries(values)) {
    const label = labelIn(path)
    const refusal = label === null ? null : refuseValue(store, label, value)
    if (refusal) return refusal
  }
  return null
}

const unknownAsset = (id: string): Applied => rejected(422, 'asset', `There is no asset ${id}.`)

function refuseValue(store: Store, label: string, value: Json): Applied | null {
  const attribute = store.attributes.get(store.labels.get(label) ?? '')
  if (!attribute) return rejected(422, 'attribute', `There is no attribute ${label}.`)
  if (isEmpty(value)) return null
  const kind = MEMORY.types[attribute.type] ?? 'other'
  if (!TAKES[kind]?.(value, attribute.options)) return rejected(422, 'value', `${label} does not take this value.`)
  if (kind !== 'assets') return null
  const ids = value as string[]
  if (ids.length > MEMORY.limits.assets) return rejected(422, 'limit', `${label} is too long.`)
  const unknown = ids.find((id) => !store.assets.has(id))
  return unknown === undefined ? null : unknownAsset(unknown)
}

const isText = (value: Json): boolean => typeof value === 'string'
const isList = (value: Json): value is Json[] => Array.isArray(value)

const TAKES: { [kind in ValueKind]?: (value: Json, options: string[]) => boolean } = {
  text: isText,
  multiline: isText,
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  date: (value) => /^\d{4}-\d\d-\d\d$/.test(String(value)),
  choice: (value, options) => options.includes(String(value)),
  choices: (value, options) => isList(value) && value.every((one) => options.includes(String(one))),
  assets: (value) => isList(value) && value.every(isText),
}

/** Empty values are not kept: a read leaves them out. */
function assign(product: PimProduct, values: Fields): void {
  for (const [path, value] of Object.entries(values)) {
    const label = labelIn(path)
    const holder = (label === null ? product : product.attributes) as { [name: string]: Json }
    const name = label ?? path
    if (isEmpty(value)) delete holder[name]
    else holder[name] = structuredClone(value)
  }
}
