/** Key in `sync.yaml` and in plans. */
export const NAME = 'shopify'

/** Kinds, as addresses have them. */
export const DEFINITION = 'metafield-definition'
export const COLLECTION = 'collection'
export const PUBLICATION = 'publication'
export const FILE = 'file'
export const PRODUCT = 'product'
export const VARIANT = 'variant'

/** The group of a product's fields that holds its variants. */
export const VARIANTS = 'variants'
/** Groups of fields that stand nested in plans. */
export const METAFIELDS = 'metafields'
export const SEO = 'seo'

export const GALLERY = 'media'
export const OPTIONS = 'options'
export const INVENTORY = 'inventory'
export const COLLECTIONS = 'collections'
export const PUBLICATIONS = 'publications'

/** States of a product (shopify.dev, ProductStatus). */
export const STATUSES = ['DRAFT', 'ACTIVE', 'ARCHIVED', 'UNLISTED'] as const

export const USUAL_KEY = '{source}-{shop}-{id}'
export const USUAL_KEY_METAFIELD = 'custom.sync_key'

/** Whose metafields a definition is of, as keys of definitions begin. */
export type Owner = typeof PRODUCT | typeof VARIANT

/** A metafield by its names; a namespace may hold no dot but that of `$app:`, a key none. */
export interface MetafieldName {
  namespace: string
  key: string
}

/** Where what was last written stands: a metafield of the app's own, which no other app sees. */
export const BASELINE_FIELD: MetafieldName = { namespace: '$app:sync', key: 'baseline' }
export const BASELINE = metafieldPath(BASELINE_FIELD)

/** `metafields.NAMESPACE.KEY` */
export function metafieldPath({ namespace, key }: MetafieldName): string {
  return `${METAFIELDS}.${namespace}.${key}`
}

/** The metafield that a path means, `null` for any other field. */
export function metafieldAt(path: string): MetafieldName | null {
  if (!path.startsWith(`${METAFIELDS}.`)) return null
  const name = path.slice(METAFIELDS.length + 1)
  const dot = name.lastIndexOf('.')
  return dot < 1 ? null : { namespace: name.slice(0, dot), key: name.slice(dot + 1) }
}

/** `NAMESPACE.KEY`; a name without a dot is no metafield's. */
export function metafieldNamed(name: string): MetafieldName {
  const dot = name.lastIndexOf('.')
  return { namespace: name.slice(0, Math.max(0, dot)), key: name.slice(dot + 1) }
}

/** `OWNER.NAMESPACE.KEY`: what a definition is called in plans. */
export function definitionKey(owner: Owner, { namespace, key }: MetafieldName): string {
  return `${owner}.${namespace}.${key}`
}

/** True for what only this app sees, and what needs no definition. */
export const isOwnNamespace = (namespace: string): boolean => namespace.startsWith('$app')

/** The settings under `target.shopify`, with their defaults. */
export interface Wants {
  /** As the admin's address has it, such as `my-store`. */
  shop: string
  api_version: string
  /** Of products and of variants. */
  keyMetafield: MetafieldName
  /** Names of publications. */
  publish: string[]
  status: string
  /** Name or gid; `null`: quantities are not written. */
  location: string | null
  /** Handles. */
  collections: string[]
}
