import { texts } from '../../model/fields.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import { COMMON_COLUMNS, type CommonColumn } from './common-columns.ts'
import { kindOfType, PLYTIX, SINGLE_MEDIA } from './facts.ts'
import { attributePath } from './paths.ts'
import type { PimAttribute } from './records.ts'
import type { SourceAssets } from './source-assets.ts'
import type { SourceColumns } from './source-columns.ts'
import type { PlytixItem } from './source-item.ts'
import { picturesOf, type SourceAsset } from './source-pictures.ts'
import { parentsOf, type SourceProduct } from './source-record.ts'
import type { SourceWants } from './source-settings.ts'

/** What items are made of beside the products. */
export interface Converting {
  shop: string
  /** The account by its own id. */
  account: string
  wants: Pick<SourceWants, 'columns'>
  columns: SourceColumns
  assets: SourceAssets
}

interface Places {
  parents: ReadonlyMap<string, string[]>
  children: ReadonlyMap<string, string[]>
}

/** Every product as an item, with its place among the others. */
export function convertProducts(products: readonly SourceProduct[], converting: Converting): PlytixItem[] {
  const parents = parentsOf(products)
  const children = new Map<string, string[]>()
  for (const [child, named] of parents) {
    for (const parent of named) children.set(parent, [...(children.get(parent) ?? []), child])
  }
  return products.map((one) => convert(one, { parents, children }, converting))
}

function convert(
  one: SourceProduct,
  places: Places,
  { shop, account, wants, columns, assets }: Converting,
): PlytixItem {
  const { product, created, modified } = one
  const { id, key: sku, fields } = product
  const parents = places.parents.get(id) ?? []
  const children = (places.children.get(id) ?? []).toSorted()
  const values = new Map(
    [...columns.wanted.attributes.values()].flatMap((attribute) => {
      const value = heldValue(fields[attributePath(attribute.label)], attribute, assets.all)
      return value === null ? [] : [[attribute.label, value] as const]
    }),
  )
  const common = commonReader(values, wants.columns)
  const text = (name: CommonColumn): string | null => asWords(common(name))
  const role = children.length > 0 ? 'parent' : parents.length > 0 ? 'child' : 'single'
  const status = own(fields.status)
  const gallery = columns.galleries.flatMap((label) => texts(idsIn(fields[attributePath(label)])))
  const [color, size] = [text('color'), text('size')]
  return {
    asin: id,
    marketplace: shop,
    key: id,
    source: PLYTIX.name,
    shop,
    shop_id: account,
    product_id: role === 'child' ? (parents[0] ?? id) : id,
    variant_id: role === 'child' ? id : null,
    parent_key: parents[0] ?? null,
    role,
    item_name: text('item_name') ?? own(fields.label),
    description: text('description'),
    brand: text('brand'),
    sku,
    gtin: text('gtin') ?? own(fields.gtin),
    ean: text('ean'),
    upc: text('upc'),
    model_number: text('model_number'),
    color,
    size,
    options: role === 'child' ? optionsOf(color, size) : {},
    category: text('category'),
    tags: listOf(common('tags')),
    price: text('price'),
    sale_price: text('sale_price'),
    compare_at_price: text('compare_at_price'),
    currency: text('currency'),
    stock: numberOf(common('stock')),
    weight_g: numberOf(common('weight_g')),
    status,
    listing_status: status === PLYTIX.archived ? 'INACTIVE' : 'ACTIVE',
    handle: text('handle'),
    url: text('url'),
    images: picturesOf({ gallery, thumbnail: own(fields.thumbnail) }, assets.images),
    attributes: Object.fromEntries(values) as JsonObject,
    ...(one.family === undefined ? {} : { family: one.family }),
    created,
    modified,
    parent_asins: parents,
    child_asins: children,
    identifiers: [],
    bullet_points: [],
  }
}

function optionsOf(color: string | null, size: string | null): PlytixItem['options'] {
  return { ...(color === null ? {} : { Color: color }), ...(size === null ? {} : { Size: size }) }
}

/** The value behind a common name: of the attribute that the settings name, or of the one with that label. */
function commonReader(values: ReadonlyMap<string, Json>, columns: SourceWants['columns']) {
  const labels = new Map<CommonColumn, string>(COMMON_COLUMNS.map((name) => [name, columns[name] ?? name]))
  // What a product is called and its GTIN have places of their own.
  for (const name of ['item_name', 'gtin'] as const) if (columns[name] === undefined) labels.delete(name)
  return (name: CommonColumn): Json => values.get(labels.get(name) ?? '') ?? null
}

const DAY = /^\d{4}-\d\d-\d\d/

function heldValue(
  value: Json | undefined,
  { type }: Pick<PimAttribute, 'type'>,
  assets: ReadonlyMap<string, SourceAsset>,
): Json | null {
  if (value === undefined || value === null) return null
  const holds = kindOfType(type)
  if (holds === 'date' && typeof value === 'string') return DAY.exec(value)?.[0] ?? value
  if (holds !== 'assets') return value
  const found = texts(value).flatMap((id) => assets.get(id) ?? []) as unknown as JsonObject[]
  if (found.length === 0) return null
  return type === SINGLE_MEDIA ? (found[0] ?? null) : found
}

function idsIn(value: Json | undefined): Json {
  return typeof value === 'string' ? [value] : (value ?? [])
}

function own(value: Json | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

/** Numbers as they are written in decimals; lists are no single value. */
function asWords(value: Json): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value : null
}

function listOf(value: Json): string[] {
  if (Array.isArray(value)) return value.filter((entry): entry is string => typeof entry === 'string')
  return typeof value === 'string' && value !== '' ? [value] : []
}

function numberOf(value: Json): number | null {
  const number = typeof value === 'string' && /^\s*-?\d+(?:\.\d+)?\s*$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}
