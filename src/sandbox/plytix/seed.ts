import type { AccountSeed, AssetSeed, AttributeSeed } from './account-seed.ts'
import { contradiction } from './account-seed.ts'
import { newAsset } from './asset-content.ts'
import { type Level, slug } from './records.ts'
import { seedLink } from './seed-links.ts'
import { seedParent, seedProduct } from './seed-products.ts'
import type { Store } from './store.ts'

/** Adds to the account, at once visible to searches. @throws ConfigError when the seed contradicts itself */
export function seedStore(store: Store, seed: AccountSeed, bytesOf: (url: string) => string | null): void {
  const { attributes = [], relationships = [], families = [], assets = [], products = [], links = [] } = seed
  for (const attribute of attributes) seedAttribute(store, attribute)
  for (const { name } of relationships) {
    const now = store.stamp()
    store.saveRelationship({ id: store.newId(), name, label: slug(name), created: now, modified: now })
  }
  for (const family of families) seedFamily(store, family)
  for (const asset of assets) seedAsset(store, asset, bytesOf)
  for (const product of products) seedProduct(store, product)
  for (const product of products) if (product.parent !== undefined) seedParent(store, product)
  for (const link of links) seedLink(store, link)
  store.settle()
}

function seedAttribute(store: Store, attribute: AttributeSeed): void {
  const { name, type_class: type, options = [], in_use: inUse = false } = attribute
  const label = slug(name)
  if (store.attribute(label)) contradiction(`has two attributes with the label ${label}`)
  const rest = { description: '', watched: [], inUse }
  store.saveAttribute({ id: store.newId(), name, label, type, options, ...rest })
}

function seedAsset(store: Store, asset: AssetSeed, bytesOf: (url: string) => string | null): void {
  const { filename, url, locked = false } = asset
  if (store.assetNamed(filename)) contradiction(`has two assets named ${filename}`)
  const bytes = url === undefined ? `bytes of ${filename}` : bytesOf(url)
  store.saveAsset({ ...newAsset(store, filename, bytes ?? `bytes of ${url}`), locked })
}

function seedFamily(store: Store, family: NonNullable<AccountSeed['families']>[number]): void {
  const levels: { [id: string]: Level } = {}
  const attributeId = (label: string) =>
    store.attribute(label)?.id ?? contradiction(`puts the unknown attribute ${label} into the family ${family.name}`)
  for (const label of family.attributes ?? []) levels[attributeId(label)] = 'no_level'
  for (const label of family.parent_attributes ?? []) levels[attributeId(label)] = 'parent_level'
  const now = store.stamp()
  store.families.put({ id: store.newId(), name: family.name, levels, created: now, modified: now })
}
