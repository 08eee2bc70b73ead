import { denied, invalidInput, UNPARSABLE } from './answers.ts'
import { MARKETPLACE_IDS } from './marketplaces.ts'
import type { AmazonSimSettings } from './options.ts'
import { DATASETS, type Dataset } from './raw.ts'

const IDENTIFIER_TYPES = ['ASIN', 'EAN', 'GTIN', 'ISBN', 'JAN', 'MINSAN', 'SKU', 'UPC']
const MOST = 20
const DEFAULT_PAGE = 10

export interface Identifiers {
  type: string
  values: string[]
}

/** A search that follows the rules. Either `keywords` or `identifiers` is set. */
export interface SearchQuery {
  marketplaceId: string
  keywords: string[]
  identifiers: Identifiers | null
  brandNames: string[]
  classificationIds: string[]
  datasets: Dataset[]
  pageSize: number
  /** True when the page size was not left to the service. */
  explicitPageSize: boolean
  pageToken: string | null
}

/** @throws Refusal with the service's own sentence where one is known, in its style where none is. */
export function readSearch(query: URLSearchParams, settings: AmazonSimSettings): SearchQuery {
  if (readList(query, 'marketplaceIds').length > 1) throw tooMany('marketplaceIds')
  const [marketplaceId = ''] = readMarketplaces(query, settings)
  const keywords = readList(query, 'keywords')
  const identifiers = readIdentifiers(query, settings)
  const brandNames = readList(query, 'brandNames')
  const classificationIds = readList(query, 'classificationIds')
  if (keywords.length === 0 && identifiers === null) throw invalidInput("Missing required 'identifiers' or 'keywords'.")
  const narrowing = [keywords, brandNames, classificationIds, readList(query, 'keywordsLocale')]
  if (identifiers !== null && narrowing.some((list) => list.length > 0)) throw invalidInput(UNPARSABLE)
  if (keywords.length > MOST) throw tooMany('keywords')
  const datasets = readDatasets(query)
  if (settings.refuseAttributes && datasets.includes('attributes'))
    throw invalidInput("Invalid 'includedData' requested.")
  return {
    marketplaceId,
    keywords,
    identifiers,
    brandNames,
    classificationIds,
    datasets,
    pageSize: readPageSize(query),
    explicitPageSize: query.has('pageSize'),
    pageToken: query.get('pageToken') || null,
  }
}

/** @throws Refusal for none, and for a marketplace that is not this seller's. */
export function readMarketplaces(query: URLSearchParams, settings: AmazonSimSettings): string[] {
  const ids = readList(query, 'marketplaceIds')
  if (ids.length === 0) throw invalidInput(UNPARSABLE)
  const allowed: string[] = settings.marketplaces.map((code) => MARKETPLACE_IDS[code])
  if (ids.some((id) => !allowed.includes(id))) throw denied()
  return ids
}

/** @throws Refusal for a name that does not exist. */
export function readDatasets(query: URLSearchParams): Dataset[] {
  const names = readList(query, 'includedData')
  if (names.length === 0) return ['summaries']
  if (names.some((name) => !DATASETS.includes(name as Dataset))) throw invalidInput(UNPARSABLE)
  return names as Dataset[]
}

/** Separators and commas inside a value are the same thing once decoded, so a value cannot hold a comma. */
export function readList(query: URLSearchParams, name: string): string[] {
  const parts = (query.get(name) ?? '').split(',').map((part) => part.trim())
  return parts.filter((part) => part !== '')
}

function readIdentifiers(query: URLSearchParams, settings: AmazonSimSettings): Identifiers | null {
  const values = readList(query, 'identifiers')
  if (values.length === 0) return null
  const type = query.get('identifiersType')
  if (!type) throw invalidInput("Missing required 'identifiersType'.")
  if (!IDENTIFIER_TYPES.includes(type)) throw invalidInput("Invalid 'identifiersType' provided.")
  if (values.length > MOST) throw tooMany('identifiers')
  const isInvalid = (asin: string) => !ASIN.test(asin) || settings.refusedAsins.includes(asin)
  if (type === 'ASIN' && values.some(isInvalid)) throw invalidInput("Invalid 'asin' provided.")
  if (type === 'SKU' && !query.get('sellerId')) throw invalidInput("Missing required 'sellerId'.")
  // A seller's SKU may hold commas: the whole text is tried as well as its pieces.
  const whole = query.get('identifiers') ?? ''
  return { type, values: type === 'SKU' && values.length > 1 ? [...values, whole] : values }
}

const ASIN = /^(?:[0-9]{9}[0-9X]|[A-Z][A-Z0-9]{9})$/

export function readPageSize(query: URLSearchParams): number {
  const text = query.get('pageSize')
  if (text === null) return DEFAULT_PAGE
  const size = Number(text)
  if (!Number.isInteger(size) || size < 1 || size > MOST) throw invalidInput(UNPARSABLE)
  return size
}

function tooMany(parameter: string) {
  return invalidInput(`Too many '${parameter}' provided.`)
}
