import { collapse } from '../../model/text.ts'
import { gramsOf, isSameAmount, lowest } from './decimals.ts'
import { textOfHtml } from './html-text.ts'
import { optionsOf } from './options.ts'
import { type ListedImage, mainImages, skuImages } from './pictures.ts'
import type { ProductItem } from './product-item.ts'
import { productRecord, singleRecord, skuRecord } from './projection.ts'
import { asCount, asId, asRecord, asRecords, asText, asWritten, type RawRecord } from './raw.ts'
import { stockOf } from './rows.ts'
import type { Shared } from './shared.ts'
import { listingStatus } from './statuses.ts'

export interface Place {
  /** What the settings call the shop, and what the platform does. */
  shop: string
  shopId: string
  /** Seconds since 1970: when the product was last changed, by the word of the search; `null` where that may not be the last. */
  updated: number | null
  /** What products have in common. */
  shared: Shared
}

/**
 * A product of Get Product 202309 as items: on its own, or as a parent with its SKUs. Whatever shape the answer has,
 * nothing is thrown: what cannot be read is `null`. None: it has no id.
 */
export function convertProduct(raw: RawRecord, place: Place): ProductItem[] {
  const id = asId(raw.id)
  if (id === null) return []
  const skus = asRecords(raw.skus).filter((sku) => asId(sku.id) !== null)
  const common = commonOf(raw, { id, place })
  const [only] = skus
  const isSingle = skus.length === 0 || (skus.length === 1 && asRecords(only?.sales_attributes).length === 0)
  const { shared } = place
  if (isSingle) return [{ ...singleOf(common, only ?? {}, shared), attributes: singleRecord(raw, shared) }]
  const children = skus.map((sku) => childOf(sku, common, shared))
  return [{ ...parentOf(common, children), attributes: productRecord(raw, shared) }, ...children]
}

/** Items without anything of their own, in which the order of fields is always the same. */
export function blankItem(id: string, { shop, shopId, updated }: Place): ProductItem {
  return {
    key: id,
    source: 'tiktok-shop',
    shop,
    parent_key: null,
    role: 'single',
    item_name: null,
    description: null,
    brand: null,
    sku: null,
    gtin: null,
    ean: null,
    upc: null,
    isbn: null,
    model_number: null,
    color: null,
    size: null,
    options: {},
    category: null,
    tags: NONE as string[],
    price: null,
    sale_price: null,
    compare_at_price: null,
    currency: null,
    stock: null,
    weight_g: null,
    status: '',
    listing_status: null,
    handle: null,
    url: null,
    images: NONE as ListedImage[],
    attributes: {},
    shop_id: shopId,
    product_id: id,
    variant_id: null,
    update_time: updated,
    create_time: null,
    asin: id,
    marketplace: shop,
    parent_asins: NONE as string[],
    child_asins: NONE as string[],
    identifiers: NONE as ProductItem['identifiers'],
    bullet_points: NONE as string[],
  }
}

/** One for all, since there may be a great many. */
const NONE: readonly unknown[] = []

/** What a product and each of its SKUs have in common. */
function commonOf(raw: RawRecord, { id, place }: { id: string; place: Place }): ProductItem {
  const { shared } = place
  const status = shared.take(asText(raw.status) ?? asText(raw.product_status) ?? '')
  const description = asText(raw.description)
  return {
    ...blankItem(id, place),
    item_name: asText(raw.title),
    description: description === null ? null : textOfHtml(description),
    brand: shared.take(brandOf(raw)),
    category: shared.take(categoryOf(raw)),
    tags: tagsOf(raw),
    weight_g: weightOf(raw.package_weight),
    status,
    listing_status: listingStatus(status),
    images: mainImages(raw),
    ...(isOnTokopedia(raw) ? { tokopedia: true } : {}),
    create_time: asCount(raw.create_time),
  }
}

function singleOf(common: ProductItem, sku: RawRecord, shared: Shared): ProductItem {
  return { ...common, ...offerOf(sku, common, shared), variant_id: asId(sku.id) }
}

function childOf(sku: RawRecord, common: ProductItem, shared: Shared): ProductItem {
  const id = `${common.product_id}.${asId(sku.id)}`
  return {
    ...common,
    ...offerOf(sku, common, shared),
    key: id,
    asin: id,
    role: 'child',
    parent_key: common.product_id,
    parent_asins: [common.product_id],
    variant_id: asId(sku.id),
    images: skuImages(sku, common.images),
    attributes: skuRecord(sku, shared),
  }
}

function parentOf(common: ProductItem, children: ProductItem[]): ProductItem {
  const stocks = children.flatMap(({ stock }) => stock ?? [])
  return {
    ...common,
    role: 'parent',
    price: lowest(children.map(({ price }) => price)),
    sale_price: lowest(children.map(({ sale_price }) => sale_price)),
    currency: children.find(({ currency }) => currency !== null)?.currency ?? null,
    stock: stocks.length === 0 ? null : stocks.reduce((sum, stock) => sum + stock, 0),
    child_asins: children.map(({ asin }) => asin),
  }
}

/** What is sold under one SKU. */
function offerOf(sku: RawRecord, { weight_g, listing_status }: ProductItem, shared: Shared) {
  const deactivated = asText(asRecord(sku.status_info).status) === 'DEACTIVATED' && listing_status === 'ACTIVE'
  return {
    sku: asText(sku.seller_sku),
    ...codesOf(sku),
    ...sharedOptions(sku, shared),
    ...pricesOf(asRecord(sku.price), shared),
    stock: stockOf(sku.inventory),
    weight_g: weightOf(sku.sku_weight) ?? weight_g,
    listing_status: deactivated ? 'INACTIVE' : listing_status,
  }
}

function sharedOptions(sku: RawRecord, shared: Shared) {
  const { options, color, size } = optionsOf(sku)
  return { options: shared.take(options), color: shared.take(color), size: shared.take(size) }
}

/** Text in major units; without a sale both are the same (contract, 5.2). */
function pricesOf({ currency, tax_exclusive_price, sale_price }: RawRecord, shared: Shared) {
  const [price, sale] = [asWritten(tax_exclusive_price), asWritten(sale_price)]
  const isSale = sale !== null && (price === null || !isSameAmount(price, sale))
  return { price: shared.take(price), sale_price: isSale ? sale : null, currency: shared.take(asText(currency)) }
}

const FIELDS: { readonly [type: string]: 'gtin' | 'ean' | 'upc' | 'isbn' } = {
  GTIN: 'gtin',
  EAN: 'ean',
  UPC: 'upc',
  ISBN: 'isbn',
}

/** Of an ISBN that is an EAN as it stands. */
const BOOK_DIGITS = 13

/** EANs, UPCs and the longer ISBNs are GTINs by other names. */
function codesOf(sku: RawRecord) {
  const { code, type } = asRecord(sku.identifier_code)
  const [value, kind] = [asWritten(code)?.trim() ?? null, asText(type)?.trim().toUpperCase() ?? '']
  const field = FIELDS[kind]
  if (value === null || field === undefined) return {}
  const isBook = field === 'isbn' && value.replace(/\D/g, '').length === BOOK_DIGITS
  return {
    ...(field !== 'isbn' || isBook ? { gtin: value } : {}),
    ...(isBook ? { ean: value } : {}),
    [field]: value,
    identifiers: [{ type: kind, value }],
  }
}

/** Some sellers choose a brand of this name. */
const NO_BRAND = /^no[\s_-]?brand$/i

function brandOf(raw: RawRecord): string | null {
  const name = asText(asRecord(raw.brand).name)
  return name === null || NO_BRAND.test(name.trim()) ? null : name
}

/** Names may hold tabs and line breaks (contract, 5.2). */
function categoryOf(raw: RawRecord): string | null {
  const names = asRecords(raw.category_chains).flatMap(({ local_name }) => asText(local_name) ?? [])
  return names.length === 0 ? null : names.map(collapse).join(' > ')
}

function tagsOf({ search_terms }: RawRecord): string[] {
  const terms = Array.isArray(search_terms) ? search_terms.flatMap((term) => asText(term) ?? []) : []
  return terms.length === 0 ? (NONE as string[]) : terms
}

function weightOf(weight: unknown): number | null {
  const { value, unit } = asRecord(weight)
  return gramsOf(asWritten(value), asText(unit))
}

/** In Indonesia the same product may be listed on Tokopedia; elsewhere nothing is said of it. */
function isOnTokopedia({ integrated_platform_statuses: statuses }: RawRecord): boolean {
  const entries = Array.isArray(statuses) ? asRecords(statuses) : [asRecord(statuses)]
  return entries.some(({ platform }) => platform === 'TOKOPEDIA')
}
