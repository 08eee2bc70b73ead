import type { FieldTraits, KindTraits } from '../../model/kinds.ts'
import type { TargetWorkspace } from '../../model/provider.ts'
import { attributeField } from './definitions.ts'
import { keyOfItem } from './mapping-key.ts'
import {
  ASSET,
  ATTRIBUTES,
  attributeName,
  BASELINE,
  DISABLED,
  GALLERY,
  MAPPING,
  PRODUCT,
  RAW,
  STATUSES,
  SYNC_STATUSES,
  THUMBNAIL,
  VARIANT,
} from './names.ts'
import * as objections from './objections.ts'

/** Rows in one page of a read. */
export const PAGE = 1_000

const TEXT: FieldTraits = { holds: 'text', merge: 'replace', objection: objections.text }
const PROSE: FieldTraits = { ...TEXT, holds: 'multiline' }
const AMOUNT: FieldTraits = { holds: 'decimal', merge: 'replace', objection: objections.amount }
const QUANTITY: FieldTraits = { holds: 'number', merge: 'replace', objection: objections.quantity }
const CURRENCY: FieldTraits = { ...TEXT, objection: objections.currency }
const JSON_VALUE: FieldTraits = { holds: 'json', merge: 'replace' }
const OBJECT: FieldTraits = { ...JSON_VALUE, objection: objections.object }
const NO_COLUMN: FieldTraits = { ...JSON_VALUE, objection: () => 'belongs to no column of the catalogue' }
const IMAGES: FieldTraits = { holds: 'assets', merge: 'own-ordered', refers: { kind: ASSET, lost: 'left-out' } }
const IMAGE: FieldTraits = { ...TEXT, refers: { kind: ASSET, lost: 'left-out' } }
const STATUS: FieldTraits = { ...TEXT, holds: 'choice', options: new Set(STATUSES) }
const SYNC_STATUS: FieldTraits = { ...TEXT, holds: 'choice', options: new Set(SYNC_STATUSES) }

const refersTo = (kind: string): FieldTraits => ({ ...TEXT, refers: { kind, lost: 'skipped' } })

type Known = { readonly [path: string]: FieldTraits }

const PRODUCT_FIELDS: Known = {
  name: { ...TEXT, objection: objections.name },
  description: PROSE,
  brand: TEXT,
  category: TEXT,
  status: STATUS,
  base_price: AMOUNT,
  currency: CURRENCY,
  stock: QUANTITY,
  weight_g: QUANTITY,
  gtin: TEXT,
  [GALLERY]: IMAGES,
  [THUMBNAIL]: IMAGE,
  [BASELINE]: PROSE,
}

const VARIANT_FIELDS: Known = {
  product: refersTo(PRODUCT),
  sku: { ...TEXT, objection: (value) => (value === null ? null : 'is the key of the variant, and need not be filled') },
  gtin: TEXT,
  price: AMOUNT,
  stock: QUANTITY,
  weight_g: QUANTITY,
  options: OBJECT,
  [BASELINE]: PROSE,
}

const MAPPING_FIELDS: Known = {
  platform: TEXT,
  shop: TEXT,
  platform_product_id: TEXT,
  platform_variant_id: TEXT,
  product: refersTo(PRODUCT),
  variant: refersTo(VARIANT),
  sync_status: SYNC_STATUS,
  price: AMOUNT,
  currency: CURRENCY,
  [RAW]: JSON_VALUE,
  [BASELINE]: PROSE,
}

const COMMON = {
  parts: ['products'],
  verbs: { create: 'create', update: 'update', remove: 'delete' },
  can: ['create', 'update', 'delete', 'adopt'],
  checked: true,
  page: PAGE,
  lists: 'whole',
  groups: [],
  pathOf: (label: string) => label,
  calls: () => 1,
} as const

export function productKind({ attributes }: Pick<TargetWorkspace, 'attributes'>): KindTraits {
  const specs = new Map(attributes.map((spec) => [spec.label, spec]))
  const known = new Map(Object.entries(PRODUCT_FIELDS))
  return {
    ...COMMON,
    name: PRODUCT,
    noun: ['product', 'products'],
    madeOf: 'master',
    keyField: 'master_sku',
    groups: [ATTRIBUTES],
    place: 'master_products',
    images: { gallery: GALLERY, main: THUMBNAIL },
    initial: { status: 'draft' },
    archived: { path: 'status', value: 'archived' },
    field(path) {
      const label = attributeName(path)
      const found = known.get(path) ?? (label === null ? NO_COLUMN : attributeField(label, specs.get(path)))
      known.set(path, found)
      return found
    },
  }
}

export function variantKind(): KindTraits {
  return {
    ...COMMON,
    name: VARIANT,
    noun: ['variant', 'variants'],
    madeOf: 'joined',
    keyField: 'sku',
    place: 'master_product_variants',
    belongs: { master: 'product' },
    initial: {},
    field: (path) => VARIANT_FIELDS[path] ?? NO_COLUMN,
  }
}

/** One listing of one shop, and which product and variant it is. */
export function mappingKind(): KindTraits {
  return {
    ...COMMON,
    name: MAPPING,
    noun: ['mapping', 'mappings'],
    madeOf: 'listing',
    place: 'platform_mappings',
    belongs: { master: 'product', variant: 'variant' },
    keyOf: keyOfItem,
    initial: { sync_status: 'pending' },
    archived: { path: 'sync_status', value: DISABLED },
    given: [
      { label: 'platform', from: 'source', write: 'always' },
      { label: 'shop', from: 'shop_id || shop', write: 'always' },
      { label: 'platform_product_id', from: 'product_id || key || asin', write: 'always' },
      { label: 'platform_variant_id', from: 'variant_id', write: 'always' },
      { label: 'sync_status', from: SYNC_STATUS_OF, write: 'always' },
      { label: 'price', from: 'sale_price || price', write: 'always' },
      { label: 'currency', from: 'currency', write: 'always' },
      { label: RAW, from: 'attributes', write: 'on-change' },
    ],
    field: (path) => MAPPING_FIELDS[path] ?? NO_COLUMN,
  }
}

/** What is unlisted or deleted is not kept in step; of what nothing is known, it is. */
const SYNC_STATUS_OF = `(!listing_status || listing_status == 'ACTIVE') && 'synced' || '${DISABLED}'`

/** Pictures by their file names; the row holds the address, nothing is fetched. */
export function assetKind(): KindTraits {
  return {
    ...COMMON,
    name: ASSET,
    noun: ['asset', 'assets'],
    madeOf: 'image',
    parts: ['images'],
    can: ['upload', 'delete'],
    verbs: { create: 'upload', update: 'update', remove: 'delete' },
    place: 'assets',
    checked: false,
    field: () => TEXT,
  }
}
