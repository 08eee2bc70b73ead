import { ConfigError } from '../../model/errors.ts'
import { isEmpty, type Json, type JsonObject } from '../../model/json.ts'
import { newAsset } from './assets.ts'
import { saveLinks } from './links.ts'
import { isMedia } from './media.ts'
import { blankProduct } from './products.ts'
import { type Level, slug } from './records.ts'
import type { Store } from './store.ts'

export interface ProductSeed {
  sku: string
  label?: string | null
  gtin?: string | null
  status?: string
  /** By label; media hold a file name, galleries a list of them. */
  attributes?: { [label: string]: Json }
  /** A file name. */
  thumbnail?: string
  /** A family's name. */
  family?: string
  /** SKU of the parent. */
  parent?: string
}

interface AttributeSeed {
  name: string
  type_class: string
  options?: string[]
  /** Used by a catalogue, so that it cannot be deleted. */
  in_use?: boolean
}

interface AssetSeed {
  filename: string
  /** Decides the bytes; absent: they come from the file name. */
  url?: string
  /** Changes and deletion are answered 403. */
  locked?: boolean
}

export interface LinkSeed {
  source: string
  /** Label. */
  relationship: string
  targets: (string | { sku: string; quantity: number })[]
}

/** What an account holds, by names instead of ids; a snapshot has the same form. */
export interface AccountSeed {
  products?: ProductSeed[]
  attributes?: AttributeSeed[]
  relationships?: { name: string }[]
  families?: { name: string; attributes?: string[]; parent_attributes?: string[] }[]
  assets?: AssetSeed[]
  links?: LinkSeed[]
}

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
  if (store.attribute(label)) fail(`has two attributes with the label ${label}`)
  const rest = { description: '', watched: [], inUse }
  store.saveAttribute({ id: store.newId(), name, label, type, options, ...rest })
}

function seedAsset(store: Store, asset: AssetSeed, bytesOf: (url: string) => string | null): void {
  const { filename, url, locked = false } = asset
  if (store.assetNamed(filename)) fail(`has two assets named ${filename}`)
  const bytes = url === undefined ? `bytes of ${filename}` : bytesOf(url)
  store.saveAsset({ ...newAsset(store, filename, bytes ?? `bytes of ${url}`), locked })
}

function seedFamily(store: Store, family: NonNullable<AccountSeed['families']>[number]): void {
  const levels: { [id: string]: Level } = {}
  const attributeId = (label: string) =>
    store.attribute(label)?.id ?? fail(`puts the unknown attribute ${label} into the family ${family.name}`)
  for (const label of family.attributes ?? []) levels[attributeId(label)] = 'no_level'
  for (const label of family.parent_attributes ?? []) levels[attributeId(label)] = 'parent_level'
  const now = store.stamp()
  store.families.put({ id: store.newId(), name: family.name, levels, created: now, modified: now })
}

function seedProduct(store: Store, seed: ProductSeed): void {
  if (store.productBySku(seed.sku)) fail(`has two products with the SKU ${seed.sku}`)
  const attributes = valuesOf(store, seed)
  const family = [...store.families.values()].find(({ name }) => name === seed.family)
  if (seed.family !== undefined && !family) fail(`assigns ${seed.sku} to the unknown family ${seed.family}`)
  store.saveProduct({
    ...blankProduct(store),
    sku: seed.sku,
    label: seed.label ?? null,
    gtin: seed.gtin ?? null,
    status: seed.status ?? 'Draft',
    attributes,
    thumbnail: seed.thumbnail === undefined ? null : assetId(store, seed.thumbnail, seed.sku),
    family: family?.id ?? null,
  })
}

function valuesOf(store: Store, seed: ProductSeed): JsonObject {
  const values: JsonObject = {}
  for (const [label, value] of Object.entries(seed.attributes ?? {})) {
    const attribute = store.attribute(label)
    if (!attribute) fail(`gives ${seed.sku} a value for the unknown attribute ${label}`)
    if (!isEmpty(value)) values[label] = isMedia(attribute) ? toIds(store, value, seed.sku) : value
  }
  return values
}

function seedParent(store: Store, { sku, parent = '' }: ProductSeed): void {
  const variant = productNamed(store, sku)
  store.saveProduct({ ...variant, parent: productNamed(store, parent).id })
}

function seedLink(store: Store, link: LinkSeed): void {
  const source = productNamed(store, link.source)
  const relationship = store.relationship(link.relationship)
  if (!relationship) fail(`links ${link.source} in the unknown relationship ${link.relationship}`)
  const links = new Map(source.links.get(relationship.id))
  for (const target of link.targets) {
    const { sku, quantity } = typeof target === 'string' ? { sku: target, quantity: 1 } : target
    links.set(productNamed(store, sku).id, { quantity, at: store.stamp() })
  }
  saveLinks(store, source, [relationship, links])
}

function productNamed(store: Store, sku: string) {
  return store.productBySku(sku) ?? fail(`names the unknown product ${sku}`)
}

function toIds(store: Store, value: Json, sku: string): Json {
  return Array.isArray(value)
    ? value.map((filename) => assetId(store, String(filename), sku))
    : assetId(store, String(value), sku)
}

function assetId(store: Store, filename: string, sku: string): string {
  return store.assetNamed(filename)?.id ?? fail(`gives ${sku} the unknown asset ${filename}`)
}

function fail(what: string): never {
  throw new ConfigError('account-seed', `The account seed ${what}.`)
}
