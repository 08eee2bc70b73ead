import { type Fields, parsePart, partPath, withoutEmpty } from '../../../../model/fields.ts'
import type { Json, JsonObject } from '../../../../model/json.ts'
import type { LiveResource } from '../../../../model/live.ts'
import { idOf } from '../../gather.ts'
import { exactGramsOf } from '../../measures.ts'
import { asRecord, asText, type RawRecord } from '../../raw.ts'
import { metafieldValue } from '../metafield-values.ts'
import {
  BASELINE,
  COLLECTIONS,
  FILE,
  GALLERY,
  INVENTORY,
  type MetafieldName,
  metafieldPath,
  OPTIONS,
  PRODUCT,
  PUBLICATIONS,
  VARIANTS,
} from '../names.ts'
import type { SeenProduct, SeenVariant } from '../seen.ts'
import { metafieldIn, type RawProduct, type Reading } from './live-raw.ts'
import { OTHERS, partKeyOf, seenProduct } from './live-seen.ts'
import { categoryOf, fileName } from './live-values.ts'
import { productNames, variantNames } from './read-fields.ts'
import type { ReadSelection } from './read-selection.ts'

/** A product as plans compare it, and as writes need it. */
export interface ReadProduct {
  live: LiveResource
  seen: SeenProduct
}

/** `null`: its id is none, or that of one of its variants. */
export function readProduct(raw: RawProduct, reading: Reading): ReadProduct | null {
  const number = idOf(raw.product.id)
  if (number === null || raw.variants.some(({ id }) => idOf(id) === null)) return null
  const seen = seenProduct(raw, reading)
  const fields = withoutEmpty(productFields(raw, seen, reading.selection))
  for (const [place, variant] of raw.variants.entries()) {
    const own = seen.variants[place] as SeenVariant
    const key = partKeyOf(own, seen)
    const held = variantFields(variant, own, { raw, selection: reading.selection })
    for (const [path, value] of Object.entries(withoutEmpty(held))) fields[partPath(VARIANTS, key, path)] = value
  }
  const unset = unsetIn(fields, reading.selection)
  const live = { kind: PRODUCT, key: seen.key ?? `${OTHERS}${number}`, id: seen.id, fields }
  return { live: unset.length === 0 ? live : { ...live, unset }, seen }
}

/**
 * What Shopify gives to whatever is made without: the name of the shop as vendor, and nothing as price and weight
 * (shopify.dev, ProductVariantsBulkInput).
 */
function unsetIn(fields: Fields, { shopName }: ReadSelection): string[] {
  return Object.entries(fields).flatMap(([path, value]) => {
    const field = parsePart(path, [VARIANTS])?.path
    const isUnset = field === undefined ? path === 'vendor' && value === shopName : isNothing(field, value)
    return isUnset ? path : []
  })
}

function isNothing(field: string, value: Json): boolean {
  return (field === 'price' || field === 'weight_g') && Number(value) === 0
}

function productFields({ product, metafields }: RawProduct, seen: SeenProduct, selection: ReadSelection): Fields {
  const seo = asRecord(product.seo)
  return {
    title: asText(product.title),
    descriptionHtml: asText(product.descriptionHtml),
    vendor: asText(product.vendor),
    productType: asText(product.productType),
    tags: seen.tags,
    status: asText(product.status),
    handle: asText(product.handle),
    category: categoryOf(asRecord(product.category).id),
    templateSuffix: asText(product.templateSuffix),
    'seo.title': asText(seo.title),
    'seo.description': asText(seo.description),
    [GALLERY]: seen.media,
    [COLLECTIONS]: (seen.collections ?? []).map(({ handle }) => handle).sort(),
    [PUBLICATIONS]: (seen.publications ?? []).map(({ name }) => name).sort(),
    ...metafieldFields(product, productNames(selection), metafields),
    [BASELINE]: seen.baseline,
  }
}

/** Single ones under the names that they were asked by; of all what is not among these. */
function metafieldFields(row: RawRecord, names: readonly MetafieldName[], all: readonly RawRecord[]): Fields {
  const fields: Fields = {}
  const ids = new Set<unknown>()
  for (const [place, name] of names.entries()) {
    const { id, type, value } = metafieldIn(row, place)
    ids.add(id)
    fields[metafieldPath(name)] = metafieldValue(type, value)
  }
  for (const { id, namespace, key, type, value } of all) {
    const [space, name] = [asText(namespace), asText(key)]
    if (ids.has(id) || space === null || name === null) continue
    fields[metafieldPath({ namespace: space, key: name })] = metafieldValue(type, value)
  }
  return fields
}

function variantFields(
  variant: RawRecord,
  seen: SeenVariant,
  { raw, selection }: { raw: RawProduct; selection: ReadSelection },
): Fields {
  return {
    sku: seen.sku,
    barcode: asText(variant.barcode),
    price: asText(variant.price),
    compareAtPrice: asText(variant.compareAtPrice),
    weight_g: exactGramsOf(variant),
    taxable: typeof variant.taxable === 'boolean' ? variant.taxable : null,
    [OPTIONS]: raw.product.hasOnlyDefaultVariant === true ? null : optionsOf(seen),
    [INVENTORY]: seen.available,
    ...metafieldFields(variant, variantNames(selection), raw.below(seen.id)),
  }
}

function optionsOf({ options }: SeenVariant): JsonObject {
  return Object.fromEntries(options.filter(({ name }) => name !== '__proto__').map(({ name, value }) => [name, value]))
}

/** The pictures among media, as files by their names: those that are ready. */
export function filesAmong(media: Iterable<RawRecord>): LiveResource[] {
  const found = new Map<string, LiveResource>()
  for (const { id, image } of media) {
    const [gid, key] = [asText(id), fileName(asRecord(image).url)]
    if (gid !== null && key !== null && !found.has(key)) found.set(key, { kind: FILE, key, id: gid, fields: {} })
  }
  return [...found.values()]
}
