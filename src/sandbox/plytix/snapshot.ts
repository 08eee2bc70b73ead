import type { Json, JsonObject } from '../../model/json.ts'
import type { AccountSeed, LinkSeed, ProductSeed } from './account-seed.ts'
import { isMedia } from './media.ts'
import type { Attribute, Product } from './records.ts'
import type { Store } from './store.ts'

/** The account without ids and times, everything sorted: equal accounts give equal snapshots. */
export function snapshotStore(store: Store): Required<AccountSeed> {
  const products = sortBy([...store.products.values()], ({ sku }) => sku)
  return {
    products: products.map((product) => productSeed(store, product)),
    attributes: sortBy([...store.attributes.values()], ({ label }) => label).map(attributeSeed),
    relationships: sortBy([...store.relationships.values()], ({ label }) => label).map(({ name }) => ({ name })),
    families: sortBy([...store.families.values()], ({ name }) => name).map(({ name, levels }) => ({
      name,
      attributes: labelsAt(store, levels, false),
      parent_attributes: labelsAt(store, levels, true),
    })),
    assets: sortBy([...store.assets.values()], ({ filename }) => filename).map(({ filename }) => ({ filename })),
    links: products.flatMap((product) => linkSeeds(store, product)),
  }
}

function productSeed(store: Store, product: Product): ProductSeed {
  const attributes: JsonObject = {}
  for (const label of Object.keys(product.attributes).sort()) {
    const value = product.attributes[label]
    if (value !== undefined) attributes[label] = isMedia(store.attribute(label)) ? toNames(store, value) : value
  }
  const seed: ProductSeed = { sku: product.sku, status: product.status, attributes }
  if (product.label !== null) seed.label = product.label
  if (product.gtin !== null) seed.gtin = product.gtin
  const family = store.families.get(product.family ?? '')
  if (product.thumbnail !== null) seed.thumbnail = filenameOf(store, product.thumbnail)
  if (family) seed.family = family.name
  const parent = store.products.get(product.parent ?? '')
  if (parent) seed.parent = parent.sku
  return seed
}

function attributeSeed({ name, type, options }: Attribute) {
  return { name, type_class: type, options: [...options] }
}

function linkSeeds(store: Store, product: Product): LinkSeed[] {
  const seeds = [...product.links].flatMap(([id, links]) => {
    const relationship = store.relationships.get(id)?.label
    if (relationship === undefined || links.size === 0) return []
    const targets = [...links].map(([target, { quantity }]) => {
      const sku = store.products.get(target)?.sku ?? target
      return quantity === 1 ? sku : { sku, quantity }
    })
    return { source: product.sku, relationship, targets: sortBy(targets, (one) => JSON.stringify(one)) }
  })
  return sortBy(seeds, ({ relationship }) => relationship)
}

function labelsAt(store: Store, levels: { readonly [id: string]: string }, parent: boolean): string[] {
  const ids = Object.keys(levels).filter((id) => (levels[id] === 'parent_level') === parent)
  return ids.flatMap((id) => store.attributes.get(id)?.label ?? []).sort()
}

function toNames(store: Store, value: Json): Json {
  return Array.isArray(value) ? value.map((id) => filenameOf(store, String(id))) : filenameOf(store, String(value))
}

function filenameOf(store: Store, id: string): string {
  return store.assets.get(id)?.filename ?? id
}

function sortBy<T>(rows: T[], key: (row: T) => string): T[] {
  const keyed = rows.map((row) => ({ row, key: key(row) }))
  return keyed.sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0)).map(({ row }) => row)
}
