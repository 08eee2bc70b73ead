import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import { ConfigError } from '../../model/errors.ts'
import type { CatalogueItem } from '../../model/item.ts'
import { canonicalJson, type Json } from '../../model/json.ts'
import { convertItem } from './convert.ts'
import { convertFlattened } from './form-flattened.ts'
import { convertMapping } from './form-mapping.ts'
import { variantsToRaw } from './form-variants.ts'
import { type Marketplace, marketplaceOf } from './marketplaces.ts'
import { asList, asRecord, asRecords, asSize, asText, isRecord, type RawRecord } from './raw.ts'

export type AmazonForm = 'catalog-items' | 'legacy-variants' | 'legacy-flattened' | 'legacy-mapping'

export interface AmazonFile {
  form: AmazonForm
  items: CatalogueItem[]
  /** The file says by itself that it lacks nothing of what was asked for. */
  complete: boolean
  /** ISO 8601, `null` when the file does not say. */
  exported_at: string | null
  diagnostics: Diagnostic[]
}

const TITLES: { [form in AmazonForm]: string } = {
  'catalog-items': 'an answer of Catalog Items 2022-04-01',
  'legacy-variants': 'the variants form of older scripts',
  'legacy-flattened': 'the flattened form of older scripts',
  'legacy-mapping': 'the mapping of older scripts',
}

type Content = Omit<AmazonFile, 'form'>

/**
 * Listings from a JSON file that something else wrote; `null` when its form is not known.
 * @throws ConfigError when it is of another marketplace.
 */
export function readAmazonFile(value: unknown, marketplaceCode: string): AmazonFile | null {
  const marketplace = marketplaceOf(marketplaceCode)
  const form = formOf(value)
  if (form === null) return null
  const content = READERS[form](value, marketplace)
  const { items, diagnostics } = dropRepeated(content.items)
  const images = items.reduce((sum, item) => sum + item.images.length, 0)
  const message = `It is read as ${TITLES[form]}: ${items.length} listings, ${images} images.`
  const opening = diagnostic({ severity: 'info', code: 'source-form', message })
  return { ...content, form, items, diagnostics: [opening, ...content.diagnostics, ...diagnostics] }
}

function formOf(value: unknown): AmazonForm | null {
  if (isRecord(value) && Array.isArray(value.variants)) return 'legacy-variants'
  if (isRecord(value) && Array.isArray(value.matched) && Array.isArray(value.unmatched_amazon)) return 'legacy-mapping'
  const records = recordsOf(value)
  if (records.some((record) => Array.isArray(record.image_urls) || 'item_name' in record)) return 'legacy-flattened'
  const isAnswer = isRecord(value) && Array.isArray(value.items)
  return isAnswer || records.some((record) => Array.isArray(record.summaries)) ? 'catalog-items' : null
}

/** A list, an answer of a search, or an answer about one item. */
function recordsOf(value: unknown): RawRecord[] {
  if (Array.isArray(value)) return asRecords(value)
  const record = asRecord(value)
  return Array.isArray(record.items) ? asRecords(record.items) : [record]
}

const READERS: { [form in AmazonForm]: (value: unknown, marketplace: Marketplace) => Content } = {
  'catalog-items': (value, marketplace) => {
    const records = recordsOf(value)
    const { numberOfResults, pagination } = asRecord(value)
    const more = asSize(numberOfResults) > records.length || asText(asRecord(pagination).nextToken) !== null
    const { items, diagnostics } = convertAll(records, marketplace)
    const foreign = records.filter((record) => isForeign(record, marketplace)).length
    if (foreign > 0) diagnostics.push(foreignRemark(foreign, marketplace))
    return { items, complete: !more, exported_at: null, diagnostics }
  },

  'legacy-variants': (value, marketplace) => {
    const { metadata, variants } = asRecord(value)
    const { marketplace_id, export_date } = asRecord(metadata)
    if (marketplace_id !== undefined && marketplace_id !== marketplace.id) {
      const message = `The file is of marketplace ${String(marketplace_id)}, not of ${marketplace.code} (${marketplace.id}).`
      throw new ConfigError('other-marketplace', message, { hints: ['Choose the marketplace with --marketplace.'] })
    }
    const { items, diagnostics } = convertAll(variantsToRaw(asRecords(variants)), marketplace)
    return { items: items.map(withoutChildClass), complete: false, exported_at: dateOf(export_date), diagnostics }
  },

  'legacy-flattened': (value, marketplace) => {
    const { items, diagnostics } = convertFlattened(recordsOf(value), marketplace)
    return { items: items.map(withoutChildClass), complete: false, exported_at: null, diagnostics }
  },

  'legacy-mapping': (value, marketplace) => {
    const { metadata, matched, unmatched_amazon } = asRecord(value)
    const { marketplace: code, generated_at } = asRecord(metadata)
    if (code !== undefined && code !== marketplace.code) {
      const message = `The file is of marketplace ${String(code)}, not of ${marketplace.code}.`
      throw new ConfigError('other-marketplace', message, { hints: ['Choose the marketplace with --marketplace.'] })
    }
    const { items, diagnostics } = convertMapping([...asRecords(matched), ...asRecords(unmatched_amazon)], marketplace)
    return { items, complete: false, exported_at: dateOf(generated_at), diagnostics }
  },
}

function convertAll(
  records: RawRecord[],
  marketplace: Marketplace,
): { items: CatalogueItem[]; diagnostics: Diagnostic[] } {
  const converted = records.map((record) => convertItem(record, marketplace))
  return {
    items: converted.flatMap(({ item }) => item ?? []),
    diagnostics: converted.flatMap(({ diagnostics }) => diagnostics),
  }
}

function isForeign({ summaries }: RawRecord, { id }: Marketplace): boolean {
  const ids = asList(summaries).map((summary) => asRecord(summary).marketplaceId)
  return ids.length > 0 && !ids.includes(id) && !ids.includes(undefined)
}

function foreignRemark(count: number, { code }: Marketplace): Diagnostic {
  const message = `${count} listings hold nothing about marketplace ${code}.`
  const hint = 'Check that the file is of this marketplace.'
  return diagnostic({ severity: 'warning', code: 'other-marketplace', message, hint })
}

/** Older exports call the children of a variation what Amazon calls BASE_PRODUCT. */
function withoutChildClass(item: CatalogueItem): CatalogueItem {
  return item.item_classification === 'VARIATION_CHILD' ? { ...item, item_classification: 'BASE_PRODUCT' } : item
}

function dateOf(value: unknown): string | null {
  const time = Date.parse(asText(value) ?? '')
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}

/** The first of several records of one ASIN is taken. */
function dropRepeated(items: CatalogueItem[]): { items: CatalogueItem[]; diagnostics: Diagnostic[] } {
  const firsts = new Map<string, CatalogueItem>()
  const diagnostics: Diagnostic[] = []
  for (const item of items) {
    const first = firsts.get(item.asin)
    if (!first) firsts.set(item.asin, item)
    else diagnostics.push(repeatedRemark(first, item))
  }
  return { items: [...firsts.values()], diagnostics }
}

function repeatedRemark(first: CatalogueItem, again: CatalogueItem): Diagnostic {
  const fields = Object.keys(first) as (keyof CatalogueItem)[]
  const differing = fields.filter(
    (field) => canonicalJson(first[field] as Json) !== canonicalJson(again[field] as Json),
  )
  const difference = differing.length > 0 ? `they differ in ${differing.join(', ')}` : 'they are the same'
  const message = `${first.asin} stands in the file several times; the first record is taken (${difference}).`
  return diagnostic({ severity: 'warning', code: 'duplicate-asin', message })
}
