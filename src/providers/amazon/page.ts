import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import type { CatalogueItem } from './catalogue-item.ts'
import { type Converted, convertItem, stubItem } from './convert.ts'
import type { Marketplace } from './marketplaces.ts'
import { asList, asRecord, asRecords, asSize, asText, type RawRecord } from './raw.ts'

/** Parameters of searchCatalogItems, without those that are always the same. */
export type Query = { [parameter: string]: string }

/** A listing as it was answered. */
export interface Listed {
  item: CatalogueItem
  /** Ids of the classifications that it belongs to, upward to the root. */
  nodes: string[]
  /** What was odd about it. */
  notes: Diagnostic[]
}

export interface Offer {
  name: string
  listings: number
}

/** A page of results. It holds nothing but JSON, since it is kept for a read that goes on later. */
export interface Page {
  items: Listed[]
  /** Remarks about entries that are no listings. */
  notes: Diagnostic[]
  /** Exact for identifiers, an estimate for keywords. */
  total: number
  next: string | null
  /** Amazon's refinements; empty when it names none. */
  brands: Offer[]
  classifications: (Offer & { id: string })[]
  /** It was answered in an earlier run of the same read. */
  recalled?: true
}

/** Amazon takes the question for invalid: it says so for a bad identifier, and at times for a deep page. */
export interface Refused {
  refused: string
  recalled?: true
}

export type Answer = Page | Refused

export function isRefused(answer: Answer): answer is Refused {
  return 'refused' in answer
}

/** Whatever shape the answer has, nothing is thrown; `pagination` and `refinements` are really absent at times. */
export function convertPage(raw: RawRecord, marketplace: Marketplace): Page {
  const refinements = asRecord(raw.refinements)
  const converted = asList(raw.items).map((entry) => ({
    ...spoken(convertItem(entry, marketplace), marketplace),
    entry,
  }))
  return {
    items: converted.flatMap(({ item, entry, diagnostics }) =>
      item ? [{ item, nodes: nodesOf(asRecord(entry)), notes: diagnostics }] : [],
    ),
    notes: converted.flatMap(({ item, diagnostics }) => (item ? [] : diagnostics)),
    total: asSize(raw.numberOfResults),
    next: asText(asRecord(raw.pagination).nextToken),
    brands: asRecords(refinements.brands).flatMap((row) => offer(row, row.brandName)),
    classifications: asRecords(refinements.classifications).flatMap((row) => {
      const id = asText(row.classificationId)
      return id === null ? [] : offer(row, row.displayName ?? id).map((entry) => ({ ...entry, id }))
    }),
  }
}

/** What the answer says nothing of in this marketplace is not to be had there, and no product is made of it. */
function spoken({ item, silent, diagnostics }: Converted, marketplace: Marketplace): Omit<Converted, 'silent'> {
  if (item === null || !silent) return { item, diagnostics }
  const message = `${item.asin}: Amazon's answer says nothing of it in marketplace ${marketplace.code}; no product is made of it.`
  const note = diagnostic({ severity: 'warning', code: 'other-marketplace', message })
  return { item: stubItem(item.asin, marketplace), diagnostics: [...diagnostics, note] }
}

function offer(row: RawRecord, name: unknown): Offer[] {
  const text = asText(name)
  return text === null ? [] : [{ name: text, listings: asSize(row.numberOfResults) }]
}

function nodesOf({ summaries, classifications }: RawRecord): string[] {
  const ids = new Set<string>()
  const add = (node: RawRecord): void => {
    const id = asText(node.classificationId)
    if (id === null) return
    ids.add(id)
    add(asRecord(node.parent))
  }
  for (const summary of asRecords(summaries)) add(asRecord(summary.browseClassification))
  for (const { classifications: chains } of asRecords(classifications)) asRecords(chains).forEach(add)
  return [...ids]
}
