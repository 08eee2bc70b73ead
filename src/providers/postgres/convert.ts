import type { Fields } from '../../model/fields.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import type { LiveResource } from '../../model/live.ts'
import { askedBy, type Price, priceBeside } from './asked-price.ts'
import type { CatalogueItem, ListedAs } from './catalogue-item.ts'
import type { Asset, Family } from './families.ts'
import { attributeName, GALLERY, NAME, THUMBNAIL } from './names.ts'
import { picturesOf } from './pictures.ts'
import type { Seller } from './seller.ts'

export interface ConvertContext {
  /** Whose products they are. */
  organisation: string
  assets: ReadonlyMap<string, Asset>
  /** SKUs of all masters and of all variants: ids are unique among both. */
  masters: ReadonlySet<string>
  variants: ReadonlySet<string>
  /** Whose prices count as what is asked now; `null`: nobody's. */
  seller: Seller | null
}

/** A master as items: on its own with at most one variant, else as the parent of its variants. */
export function convertFamily({ product, variants, mappings }: Family, context: ConvertContext): CatalogueItem[] {
  const common = commonOf(product, context)
  if (variants.length < 2) {
    const [variant] = variants
    const item: CatalogueItem = {
      ...common,
      ...(variant ? offerOf(variant, common) : {}),
      mappings: mappings.map(listedAs),
    }
    const own = variant ? listingsOf(variant, mappings) : NONE
    return [{ ...item, ...pricesOf(item, [own, mappings], context) }]
  }
  const children = variants.map((variant) => childOf(variant, { common, mappings, context }))
  const parent: CatalogueItem = {
    ...common,
    role: 'parent',
    mappings: mappings.map(listedAs),
    child_asins: children.map(({ asin }) => asin),
  }
  return [parent, ...children]
}

const isEmpty = (value: Json | undefined): boolean => value === null || value === undefined
const text = (value: Json | undefined): string | null => (typeof value === 'string' && value !== '' ? value : null)
const number = (value: Json | undefined): number | null => (typeof value === 'number' ? value : null)
const NONE: never[] = []

function commonOf({ key, fields }: LiveResource, { organisation, assets }: ConvertContext): CatalogueItem {
  const attributes = attributesOf(fields)
  const status = text(fields.status) ?? ''
  return {
    key,
    source: NAME,
    shop: organisation,
    parent_key: null,
    role: 'single',
    item_name: text(fields.name),
    description: text(fields.description),
    brand: text(fields.brand),
    sku: key,
    ...codesOf(text(fields.gtin)),
    model_number: text(attributes.model_number),
    color: text(attributes.color),
    size: text(attributes.size),
    options: {},
    category: text(fields.category),
    tags: Array.isArray(attributes.tags) ? attributes.tags.filter((tag) => typeof tag === 'string') : NONE,
    price: text(fields.base_price),
    sale_price: null,
    compare_at_price: null,
    currency: text(fields.currency),
    stock: number(fields.stock),
    weight_g: number(fields.weight_g),
    status,
    listing_status: status === 'active' ? 'ACTIVE' : 'INACTIVE',
    handle: null,
    url: text(attributes.url),
    images: picturesOf({ gallery: fields[GALLERY], thumbnail: fields[THUMBNAIL] }, assets),
    attributes,
    mappings: NONE,
    shop_id: organisation,
    product_id: key,
    variant_id: null,
    asin: key,
    marketplace: organisation,
    parent_asins: NONE,
    child_asins: NONE,
    identifiers: NONE,
    bullet_points: NONE,
  }
}

function attributesOf(fields: Fields): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([path, value]) => {
      const name = attributeName(path)
      return name === null ? [] : [[name, value] as const]
    }),
  )
}

const EAN = 13
const UPC = 12

function codesOf(gtin: string | null) {
  return { gtin, ean: gtin?.length === EAN ? gtin : null, upc: gtin?.length === UPC ? gtin : null }
}

/** What is sold under one SKU; what the variant does not say, its master does. */
function offerOf({ key, fields }: LiveResource, common: CatalogueItem) {
  const options = optionsOf(fields.options)
  return {
    sku: key,
    variant_id: key,
    ...codesOf(text(fields.gtin) ?? (common.role === 'single' ? common.gtin : null)),
    options,
    color: named(options, COLOR) ?? common.color,
    size: named(options, SIZE) ?? common.size,
    price: text(fields.price) ?? common.price,
    stock: number(fields.stock) ?? common.stock,
    weight_g: number(fields.weight_g) ?? common.weight_g,
  }
}

interface Within {
  common: CatalogueItem
  mappings: readonly LiveResource[]
  context: ConvertContext
}

/** Price, stock and code of a master are those of all its variants, and say nothing of one of them. */
function childOf(variant: LiveResource, { common, mappings, context }: Within): CatalogueItem {
  const id = idOf(variant.key, context)
  const listings = listingsOf(variant, mappings)
  const offer = offerOf(variant, { ...common, role: 'parent', price: null, stock: null })
  return {
    ...common,
    ...offer,
    ...pricesOf({ ...common, ...offer }, [listings], context),
    key: id,
    asin: id,
    role: 'child',
    parent_key: common.key,
    parent_asins: [common.key],
    mappings: listings.map(listedAs),
  }
}

function listingsOf({ id }: LiveResource, mappings: readonly LiveResource[]): LiveResource[] {
  return mappings.filter(({ fields }) => fields.variant === id)
}

/** By the first of several groups of listings that has a price. */
function pricesOf(
  item: Pick<CatalogueItem, 'price' | 'currency'>,
  groups: readonly (readonly LiveResource[])[],
  { seller }: ConvertContext,
): Price {
  const asked = groups.flatMap((listings) => (seller && askedBy(seller, item, listings)) ?? [])
  return priceBeside(item, asked[0] ?? null)
}

/** The variant's SKU, unless a master has the same. */
function idOf(sku: string, { masters, variants }: ConvertContext): string {
  let id = sku
  while (masters.has(id) || (id !== sku && variants.has(id))) id += '.variant'
  return id
}

function listedAs({ fields }: LiveResource): ListedAs {
  return {
    platform: String(fields.platform),
    shop: String(fields.shop),
    product_id: String(fields.platform_product_id),
    variant_id: text(fields.platform_variant_id),
    price: text(fields.price),
    currency: text(fields.currency),
    sync_status: String(fields.sync_status),
  }
}

function optionsOf(value: Json | undefined): { [name: string]: string } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {}
  const filled = Object.entries(value).filter(([, one]) => !isEmpty(one))
  return Object.fromEntries(filled.map(([name, one]) => [name, typeof one === 'string' ? one : JSON.stringify(one)]))
}

function named(options: { [name: string]: string }, pattern: RegExp): string | null {
  return Object.entries(options).find(([name]) => pattern.test(name))?.[1] ?? null
}

/** What sellers of the platforms call them. */
const COLOR = /^\s*(?:warna|colou?r)\b/i
const SIZE = /^\s*(?:ukuran|size)\b/i
