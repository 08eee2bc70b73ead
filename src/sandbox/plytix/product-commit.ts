import { canonicalJson, type JsonObject } from '../../model/json.ts'
import { refuseProduct } from './answers.ts'
import { assetsOf, GALLERY, heldAssets } from './media.ts'
import type { Product } from './records.ts'
import type { Store } from './store.ts'

const MAX_ASSETS = 300

/** Stores what differs. The same values again change nothing, not even `modified`. */
export function commitProduct(store: Store, before: Product, next: Product): Product {
  if (content(before) === content(next)) return before
  const saved = { ...next, modified: store.stamp() }
  store.saveProduct(saved)
  for (const variant of store.variantsOf(saved)) commitProduct(store, variant, inherit(store, saved, variant))
  return saved
}

/** The variant with its parent's family and with the parent-level values that it does not overwrite. */
export function inherit(store: Store, parent: Product, variant: Product): Product {
  const attributes: JsonObject = { ...variant.attributes }
  for (const label of parentLabels(store, parent)) {
    if (variant.overwritten.includes(label)) continue
    const value = parent.attributes[label]
    if (value === undefined) delete attributes[label]
    else attributes[label] = value
  }
  return { ...variant, attributes, family: parent.family }
}

/** A parent-level value that is written on a variant stops following the parent. */
export function markOverwritten(store: Store, before: Product, next: Product): Product {
  if (next.parent === null) return next
  const changed = parentLabels(store, next).filter(
    (label) => canonicalJson(before.attributes[label]) !== canonicalJson(next.attributes[label]),
  )
  return { ...next, overwritten: [...new Set([...next.overwritten, ...changed])] }
}

export function parentLabels(store: Store, product: Product): string[] {
  const levels = store.families.get(product.family ?? '')?.levels ?? {}
  return Object.entries(levels).flatMap(([id, level]) => {
    const attribute = level === 'parent_level' ? store.attributes.get(id) : undefined
    return attribute ? [attribute.label] : []
  })
}

export function refuseTakenSku(store: Store, sku: string, own: string | null): void {
  const holder = store.productBySku(sku)
  if (holder && holder.id !== own) {
    refuseProduct(409, [{ field: 'sku', msg: 'A product with the same SKU already exists' }])
  }
}

export function refuseTooManyAssets(store: Store, product: Product): void {
  const galleries = store.mediaAttributes().filter(({ type }) => type === GALLERY)
  const longest = Math.max(0, ...galleries.map((gallery) => heldAssets(product, gallery).length))
  if (Math.max(longest, assetsOf(store, product).size) > MAX_ASSETS) {
    refuseProduct(422, [{ field: 'assets', msg: `assets limit exceeded, current limit is ${MAX_ASSETS}` }])
  }
}

function content(product: Product): string {
  const { modified, links, ...rest } = product
  return canonicalJson(rest as unknown as JsonObject)
}
