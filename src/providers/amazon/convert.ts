import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Json } from '../../model/json.ts'
import { isAsin } from './asin.ts'
import type { CatalogueItem } from './catalogue-item.ts'
import { type Entry, entryOf, isPresent, type ReadContext, readAttributes } from './datasets.ts'
import { identifierFields, identifierPaths, readIdentifiers } from './identifiers.ts'
import { pickImages } from './images.ts'
import type { Marketplace } from './marketplaces.ts'
import { Notes } from './notes.ts'
import { listingPage } from './page-of.ts'
import { AMAZON_PATHS, TEXT_FIELDS, type TextField } from './paths.ts'
import { asList, asRecord, asRecords, asText, asWritten, type RawItem } from './raw.ts'
import { findTheme, readFamily } from './relationships.ts'

export interface Converted {
  /** `null` when the answer names no valid ASIN. */
  item: CatalogueItem | null
  /** The answer says nothing of it in this marketplace: no product is to be made of it. */
  silent: boolean
  diagnostics: Diagnostic[]
}

/**
 * A listing in the common shape, from an item of Catalog Items 2022-04-01. Only values of the given marketplace are
 * taken. Whatever shape the answer has, nothing is thrown: what cannot be read is `null` and a diagnostic.
 */
export function convertItem(raw: unknown, marketplace: Marketplace): Converted {
  const answer: RawItem = asRecord(raw)
  const { asin } = answer
  if (!isAsin(asin)) {
    const notes = new Notes('Amazon')
    notes.warn('malformed-asin', `an item without a valid ASIN is left out (${JSON.stringify(asin ?? null)}).`)
    return { item: null, silent: true, diagnostics: notes.diagnostics }
  }
  const notes = new Notes(asin)
  const item = assemble(asin, answer, { marketplace, notes })
  const silent = isElsewhere(answer.summaries, marketplace) || isBlank(item)
  return { item, silent, diagnostics: notes.diagnostics }
}

/** A listing that others refer to and that Amazon does not have. */
export function stubItem(asin: string, marketplace: Marketplace): CatalogueItem {
  return { ...blankItem(asin, marketplace), unavailable: true }
}

/** A listing of which nothing but its address is known. */
export function blankItem(asin: string, marketplace: Marketplace): CatalogueItem {
  const none = Object.fromEntries(Object.keys(TEXT_FIELDS).map((field) => [field, null])) as Record<TextField, null>
  return {
    asin,
    marketplace: marketplace.code,
    ...none,
    product_type: null,
    item_classification: null,
    parent_asin: null,
    parent_asins: [],
    child_asins: [],
    variation_theme: null,
    ...identifierFields([]),
    listing_status: null,
    bullet_points: [],
    description: null,
    url: listingPage(marketplace.shop, asin),
    images: [],
    attributes: {},
  }
}

/** Its texts are of other marketplaces, whatever else is of this one. */
function isElsewhere(summaries: unknown, { id }: Marketplace): boolean {
  const ids = asRecords(summaries).map(({ marketplaceId }) => marketplaceId)
  return ids.length > 0 && !ids.includes(id) && !ids.includes(undefined)
}

/** True for a listing with no more than an address and pictures. */
export function isBlank(item: CatalogueItem): boolean {
  const texts = [...(Object.keys(TEXT_FIELDS) as TextField[]).map((field) => item[field]), item.description]
  const lists = [item.identifiers, item.parent_asins, item.child_asins, item.bullet_points]
  return (
    [...texts, item.item_classification].every((text) => text === null) &&
    lists.every((list) => list.length === 0) &&
    Object.keys(item.attributes).length === 0
  )
}

function assemble(asin: string, raw: RawItem, context: ReadContext): CatalogueItem {
  const { marketplace, notes } = context
  const summary = entryOf(raw, 'summaries', context)
  const attributes = readAttributes(raw.attributes, context)
  const { values, paths } = readTexts(summary, attributes, notes)
  const family = readFamily(asin, entryOf(raw, 'relationships', context), notes)
  const theme = findTheme(family, attributes)
  const found = readIdentifiers(entryOf(raw, 'identifiers', context)?.values.identifiers, attributes)
  Object.assign(paths, identifierPaths(found))
  if (theme && theme.path !== AMAZON_PATHS.variation_theme) paths.variation_theme = theme.path
  return {
    ...blankItem(asin, marketplace),
    ...values,
    product_type: asText(entryOf(raw, 'productTypes', context)?.values.productType),
    item_classification: asText(summary?.values.itemClassification),
    parent_asin: family.parents[0] ?? null,
    parent_asins: family.parents,
    child_asins: family.children,
    variation_theme: theme?.value ?? null,
    ...identifierFields(found.map(({ type, value }) => ({ type, value }))),
    bullet_points: attributeTexts(attributes.bullet_point),
    description: attributeTexts(attributes.product_description)[0] ?? null,
    images: readImages(entryOf(raw, 'images', context), notes),
    attributes,
    ...(Object.keys(paths).length > 0 ? { paths } : {}),
  }
}

/** Summary first, attributes second; a path is noted where a text does not come from its usual place. */
function readTexts(summary: Entry | null, attributes: { [name: string]: Json }, notes: Notes) {
  const values = {} as Record<TextField, string | null>
  const paths: { [field: string]: string } = {}
  for (const field of Object.keys(TEXT_FIELDS) as TextField[]) {
    const place = TEXT_FIELDS[field]
    const given = summary?.values[place.summary]
    const first = asWritten(given)
    if (isPresent(given) && typeof given !== 'string' && first === null) {
      notes.warn('unreadable-data', `${place.summary} of the summary is not a text; it is taken as absent.`)
    }
    values[field] = first ?? attributeTexts(attributes[place.attribute])[0] ?? null
    const path = first ? `summaries[${summary?.index}].${place.summary}` : `attributes.${place.attribute}[0].value`
    if (values[field] !== null && path !== AMAZON_PATHS[field]) paths[field] = path
  }
  return { values, paths }
}

/** The texts of an attribute, most of which are lists of `{value}`. */
function attributeTexts(attribute: unknown): string[] {
  return asRecords(attribute).flatMap((entry) => asWritten(entry.value) ?? [])
}

function readImages(entry: Entry | null, notes: Notes): CatalogueItem['images'] {
  const { images, unreadable, otherMains } = pickImages(asList(entry?.values.images))
  if (unreadable > 0) notes.warn('unreadable-image', `${unreadable} images without a link are left out.`)
  if (otherMains.length > 0) {
    notes.warn('several-main-images', `further pictures in the slot MAIN are left out: ${otherMains.join(', ')}.`)
  }
  return images
}
