import type { ItemFields } from '../../model/item.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import { type Family, idOf } from './gather.ts'
import { textOfHtml } from './html-text.ts'
import { fieldsOf, type ItemTold, NONE, type ProductTold } from './item-fields.ts'
import { gramsOf, stockOf } from './measures.ts'
import { type Metafields, metafieldsOf } from './metafields.ts'
import { lowestOf, priceOf } from './money.ts'
import { NO_OPTIONS, optionsOf } from './options.ts'
import { galleryOf, type Picture, withOwn } from './pictures.ts'
import { asCount, asList, asRecord, asRecords, asText, type RawRecord } from './raw.ts'
import { listingStatus } from './statuses.ts'

/** The shop whose products are converted. */
export interface ShopFacts {
  shop: string
  currency: string | null
  /** Metafields that are read. */
  metafields: readonly string[]
  /** Milliseconds since 1970: what changed before can be known again by its time. */
  settledBefore: number
}

/** What the other file of a read tells of a product; `null` where it does not have it. */
export type Links = Pick<Family, 'collections' | 'below'> | null

/**
 * A product as items: with its default variant alone one on its own, else a parent and its variants. A text says why it
 * cannot be used.
 */
export function convertFamily(family: Family, links: Links, facts: ShopFacts): ItemFields[] | string {
  const { product, variants } = family
  const id = idOf(product.id)
  if (id === null) return 'Its id is none.'
  const expected = asCount(asRecord(product.variantsCount).count)
  if (variants.length === 0 || (expected !== null && expected !== variants.length)) {
    return `It has ${expected ?? 'some'} variants, and the file holds ${variants.length}: it was changed while it was read.`
  }
  const told = productTold(family, links, { ...facts, id })
  const gallery = galleryOf(family.media)
  const [only] = variants
  if (product.hasOnlyDefaultVariant === true && only && variants.length === 1) {
    return [fieldsOf(told, singleTold(only, { family, links, facts, gallery, told }))]
  }
  const ordered = variants.toSorted((one, other) => placeOf(one) - placeOf(other))
  const children = ordered.map((variant) => childTold(variant, { family, links, facts, gallery, told }))
  return [
    fieldsOf(told, parentTold(product, { children, gallery, told, facts })),
    ...children.map((child) => fieldsOf(told, child)),
  ]
}

function productTold({ product, metafields }: Family, links: Links, facts: ShopFacts & { id: string }): ProductTold {
  const collections = [...(links?.collections ?? [])].sort((one, other) =>
    String(one.handle) < String(other.handle) ? -1 : 1,
  )
  const category = asRecord(product.category)
  const seo = asRecord(product.seo)
  const productType = asText(product.productType)
  const html = asText(product.descriptionHtml)
  const status = asText(product.status)
  return {
    productId: facts.id,
    shop: facts.shop,
    collections: collections.flatMap(({ handle }) => asText(handle) ?? []),
    collectionTitles: collections.flatMap(({ title }) => asText(title) ?? []),
    item_name: asText(product.title),
    description: html === null ? null : textOfHtml(html),
    descriptionHtml: html,
    vendor: asText(product.vendor),
    productType,
    category: asText(category.fullName) ?? productType,
    categoryId: asText(category.id),
    tags: asList(product.tags).flatMap((tag) => asText(tag) ?? []),
    status,
    listing_status: listingStatus(status),
    handle: asText(product.handle),
    url: asText(product.onlineStoreUrl),
    seo: { title: asText(seo.title), description: asText(seo.description) },
    currency: facts.currency,
    productMetafields: metafieldsOf(metafields, facts.metafields),
  }
}

interface Around {
  family: Family
  links: Links
  facts: ShopFacts
  gallery: Picture[]
  told: ProductTold
}

/** What is told of a variant, whatever item it becomes. */
function variantTold(variant: RawRecord, { family, links, facts, gallery }: Around) {
  const gid = asText(variant.id) ?? ''
  return {
    variantId: idOf(gid),
    ...priceOf(variant.price, variant.compareAtPrice),
    sku: asText(variant.sku),
    barcode: asText(variant.barcode)?.trim() ?? null,
    stock: stockOf(variant),
    weight_g: gramsOf(variant),
    images: withOwn(links?.below.get(gid)?.media ?? [], gallery),
    variantMetafields: metafieldsOf(family.below.get(gid)?.metafields ?? [], facts.metafields),
    attributes: attributesOf(family.product, variant),
  }
}

function singleTold(variant: RawRecord, around: Around): ItemTold {
  const { told } = around
  return {
    ...variantTold(variant, around),
    ...NO_OPTIONS,
    id: told.productId,
    role: 'single',
    children: NONE,
    url: told.url,
    metafields: told.productMetafields,
    updated_at: settledTime(around.family.product, around.facts),
  }
}

function childTold(variant: RawRecord, around: Around): ItemTold {
  const { told } = around
  const own = variantTold(variant, around)
  return {
    ...own,
    ...optionsOf(variant),
    id: own.variantId ?? '',
    role: 'child',
    children: NONE,
    url: told.url === null ? null : `${told.url}?variant=${own.variantId}`,
    metafields: own.variantMetafields,
    updated_at: asText(variant.updatedAt),
  }
}

const NO_METAFIELDS: Metafields = {}

function parentTold(
  product: RawRecord,
  { children, gallery, told, facts }: { children: ItemTold[]; gallery: Picture[]; told: ProductTold; facts: ShopFacts },
): ItemTold {
  const stocks = children.flatMap(({ stock }) => stock ?? [])
  return {
    ...lowestOf(children),
    ...NO_OPTIONS,
    id: told.productId,
    variantId: null,
    role: 'parent',
    children: children.map(({ id }) => id),
    sku: null,
    barcode: null,
    stock: stocks.length === 0 ? null : stocks.reduce((sum, stock) => sum + stock, 0),
    weight_g: null,
    images: gallery,
    url: told.url,
    metafields: told.productMetafields,
    variantMetafields: NO_METAFIELDS,
    attributes: attributesOf(product, null),
    updated_at: settledTime(product, facts),
  }
}

/** What has no field of its own, by Shopify's names. */
function attributesOf(product: RawRecord, variant: RawRecord | null): JsonObject {
  const { templateSuffix, isGiftCard, createdAt } = product
  const options = asRecords(product.options).map(({ name, values }) => ({ name, values }))
  const own = { templateSuffix, isGiftCard, createdAt, options } as { [name: string]: Json }
  if (variant === null) return own
  const { title, position, taxable, inventoryPolicy, inventoryItem } = variant as { [name: string]: Json }
  const { tracked, requiresShipping } = asRecord(inventoryItem) as { [name: string]: Json }
  const told = { title, position, taxable, inventoryPolicy, tracked, requiresShipping }
  return { ...own, variant: told as JsonObject }
}

function placeOf({ position }: RawRecord): number {
  return asCount(position) ?? Number.POSITIVE_INFINITY
}

/** Times have whole seconds: another change in the same one may follow unseen. */
function settledTime({ updatedAt }: RawRecord, { settledBefore }: ShopFacts): string | null {
  const text = asText(updatedAt)
  return text !== null && Date.parse(text) < settledBefore ? text : null
}
