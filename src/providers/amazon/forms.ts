import { counted } from '../../model/counted.ts'
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import type { CatalogueItem } from './catalogue-item.ts'
import { convertItem } from './convert.ts'
import { toCurrent, with2020Paths } from './form-2020.ts'
import { convertFlattened } from './form-flattened.ts'
import { convertMapping } from './form-mapping.ts'
import { dropRepeated, dropSilent, type Reading, usable } from './form-records.ts'
import { variantsToRaw } from './form-variants.ts'
import { type Marketplace, marketplaceOf, refuseOther } from './marketplaces.ts'
import { asList, asRecord, asSize, asText, type RawRecord } from './raw.ts'
import { type AmazonForm, entriesOf, recognise } from './recognise.ts'

export interface AmazonFile {
  form: AmazonForm
  items: CatalogueItem[]
  /** The file says by itself that it lacks nothing of what was asked for, and all of it was used. */
  complete: boolean
  /** ISO 8601, `null` when the file does not say. */
  exported_at: string | null
  diagnostics: Diagnostic[]
}

const TITLES: { [form in AmazonForm]: string } = {
  'catalog-items': 'an answer of Catalog Items 2022-04-01',
  'catalog-items-2020-12-01': 'an answer of Catalog Items 2020-12-01',
  'legacy-variants': 'the variants form of older scripts',
  'legacy-flattened': 'the flattened form of older scripts',
  'legacy-mapping': 'the mapping of older scripts',
}

/**
 * Listings from a JSON file that something else wrote; `null` when its form is not known. What is not used is named.
 * @throws ConfigError when it is of another marketplace, or only looks like listings.
 */
export function readAmazonFile(value: unknown, marketplaceCode: string): AmazonFile | null {
  const marketplace = marketplaceOf(marketplaceCode)
  const form = recognise(value)
  if (form === null) return null
  const { read, complete, exported_at, diagnostics } = READERS[form](value, marketplace)
  const spoken = dropSilent(read, marketplace)
  const { items, ...repeated } = dropRepeated(spoken.items)
  const images = items.reduce((sum, item) => sum + item.images.length, 0)
  const message = `It is read as ${TITLES[form]}: ${counted(items.length, 'listing')}, ${counted(images, 'image')}.`
  const opening = diagnostic({ severity: 'info', code: 'source-form', message })
  return {
    form,
    items,
    complete: complete && spoken.whole && repeated.whole,
    exported_at,
    diagnostics: [opening, ...diagnostics, ...spoken.diagnostics, ...repeated.diagnostics],
  }
}

interface Content {
  read: Reading[]
  complete: boolean
  exported_at: string | null
  diagnostics: Diagnostic[]
}

type Reader = (value: unknown, marketplace: Marketplace) => Content

const READERS: { [form in AmazonForm]: Reader } = {
  'catalog-items': (value, marketplace) => readAnswer(value, (record) => convertItem(record, marketplace)),

  'catalog-items-2020-12-01': (value, marketplace) =>
    readAnswer(value, (record) => {
      const converted = convertItem(toCurrent(record), marketplace)
      return { ...converted, item: converted.item && with2020Paths(converted.item) }
    }),

  'legacy-variants': (value, marketplace) => {
    const { metadata, variants } = asRecord(value)
    const { marketplace_id, marketplace: code, export_date } = asRecord(metadata)
    refuseOther([marketplace_id, code], marketplace)
    const { records, diagnostics } = usable(asList(variants), 'amazon_asin')
    const read = variantsToRaw(records).map((raw) => readingOf(convertItem(raw, marketplace)))
    return { read: read.map(withoutChildClass), complete: false, exported_at: dateOf(export_date), diagnostics }
  },

  'legacy-flattened': (value, marketplace) => {
    const { records, diagnostics } = usable(entriesOf(value), 'asin')
    const { read, remarks } = convertFlattened(records, marketplace)
    const all = [...remarks, ...diagnostics]
    return { read: read.map(withoutChildClass), complete: false, exported_at: null, diagnostics: all }
  },

  'legacy-mapping': (value, marketplace) => {
    const { metadata, matched, unmatched_amazon } = asRecord(value)
    const { marketplace: code, marketplace_id, generated_at } = asRecord(metadata)
    refuseOther([marketplace_id, code], marketplace)
    const { records, diagnostics } = usable([...asList(matched), ...asList(unmatched_amazon)], 'amazon_asin')
    const { read, remarks } = convertMapping(records, marketplace)
    return { read, complete: false, exported_at: dateOf(generated_at), diagnostics: [...remarks, ...diagnostics] }
  },
}

/** An answer is complete by its own count, if every entry of it was used. */
function readAnswer(value: unknown, convert: (record: RawRecord) => ReturnType<typeof convertItem>): Content {
  const entries = entriesOf(value)
  const { records, diagnostics } = usable(entries, 'asin')
  const { numberOfResults, pagination } = asRecord(value)
  const more = asSize(numberOfResults) > entries.length || asText(asRecord(pagination).nextToken) !== null
  const complete = !more && records.length === entries.length
  return { read: records.map((record) => readingOf(convert(record))), complete, exported_at: null, diagnostics }
}

function readingOf({ item, silent, diagnostics }: ReturnType<typeof convertItem>): Reading {
  return { item: item as CatalogueItem, silent, diagnostics }
}

/** Older exports call the children of a variation what Amazon calls BASE_PRODUCT. */
function withoutChildClass(reading: Reading): Reading {
  const { item } = reading
  if (item.item_classification !== 'VARIATION_CHILD') return reading
  return { ...reading, item: { ...item, item_classification: 'BASE_PRODUCT' } }
}

function dateOf(value: unknown): string | null {
  const time = Date.parse(asText(value) ?? '')
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}
