import { ConfigError } from '../../model/errors.ts'
import { isOf2020 } from './form-2020.ts'
import { KNOWN_FORMS } from './known-forms.ts'
import { asList, asRecord, asRecords, isRecord, type RawRecord } from './raw.ts'

export type AmazonForm =
  | 'catalog-items'
  | 'catalog-items-2020-12-01'
  | 'legacy-variants'
  | 'legacy-flattened'
  | 'legacy-mapping'

const DATA_SETS = [
  ...['summaries', 'attributes', 'identifiers', 'images', 'productTypes', 'relationships', 'variations'],
  ...['classifications', 'dimensions', 'salesRanks', 'vendorDetails'],
]

/**
 * The form of a file's content, by several of its keys; `null` when it is not known.
 * @throws ConfigError for what only looks like listings, with the name of what it is.
 */
export function recognise(value: unknown): AmazonForm | null {
  const records = recordsOf(value)
  const alike = LOOKALIKES.find(({ is }) => is(asRecord(value), records))
  if (alike) throw lookalike(alike.name(asRecord(value)))
  if (isRecord(value) && Array.isArray(value.variants)) return hasAsins(value.variants) ? 'legacy-variants' : null
  if (isRecord(value) && Array.isArray(value.matched) && Array.isArray(value.unmatched_amazon)) {
    return hasAsins([...value.matched, ...value.unmatched_amazon]) ? 'legacy-mapping' : null
  }
  const asins = records.filter((record) => 'asin' in record)
  if (asins.some((record) => Array.isArray(record.image_urls) || 'item_name' in record)) return 'legacy-flattened'
  if (asins.some((record) => DATA_SETS.some((name) => name in record))) {
    return asins.some(isOf2020) ? 'catalog-items-2020-12-01' : 'catalog-items'
  }
  return isRecord(value) && Array.isArray(value.items) && value.items.length === 0 ? 'catalog-items' : null
}

/** A list, an answer of a search, or an answer about one item. */
export function entriesOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  const record = asRecord(value)
  return Array.isArray(record.items) ? record.items : [record]
}

function recordsOf(value: unknown): RawRecord[] {
  return asRecords(entriesOf(value))
}

/** An empty list is one of the form. */
function hasAsins(records: unknown[]): boolean {
  return records.length === 0 || asRecords(records).some((record) => 'amazon_asin' in record)
}

interface Lookalike {
  is: (value: RawRecord, records: RawRecord[]) => boolean
  name: (value: RawRecord) => string
}

const LOOKALIKES: readonly Lookalike[] = [
  {
    is: (value) => asRecords(value.errors).some((error) => 'code' in error),
    name: ({ errors }) => `an error that Amazon answered (${String(asRecords(errors)[0]?.code)})`,
  },
  {
    is: (value, records) => 'payload' in value || records.some((record) => 'AttributeSets' in record),
    name: () => 'an answer of an older interface of Amazon, such as Catalog Items v0',
  },
  {
    is: (value) => ['ItemsResult', 'SearchResult', 'VariationsResult'].some((key) => key in value),
    name: () => 'an answer of the Product Advertising API',
  },
  {
    is: (_value, records) => records.some((record) => Array.isArray(record.items)),
    name: () => 'a list of answers; their items belong in one list',
  },
  {
    is: (_value, records) =>
      records.some((record) => 'sku' in record && !('asin' in record) && Array.isArray(record.summaries)),
    name: () => 'an answer of Listings Items, which is about offers',
  },
  {
    is: (_value, records) =>
      records.some((record) => asList(record.parent_asins) === record.parent_asins && 'marketplace' in record),
    name: () => 'items of an export of this program without its header',
  },
]

function lookalike(name: string): ConfigError {
  return new ConfigError('export-unknown', `The file is ${name}. It cannot be read for listings.`, {
    hints: [KNOWN_FORMS],
  })
}
