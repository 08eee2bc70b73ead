import type { Diagnostic } from './diagnostic.ts'
import type { Address, Ambiguous, ItemClass, ItemNames, Unmatched } from './plan.ts'
import type { MatchCounts } from './plan-figures.ts'

/** Something that names another canonical product than the one that a listing was matched to. */
export interface Disagreement {
  method: string
  /** What the listing says. */
  value: string
  /** What that names. */
  sku: string
}

/** A listing with its canonical product, and why. */
export interface MatchRecord extends ItemNames {
  address: Address
  class: ItemClass
  canonical_sku: string
  /** override, gtin, ean, upc, model_number, part_number, style, children or model_size. */
  method: string
  /** What the listing says, as given. */
  value: string
  /** What the canonical product says, as given. */
  canonical_value: string
  /** The first ten. */
  disagreed: Disagreement[]
  /** How many more disagree. */
  more?: number
  /** True when no identifier and no model number stands behind it. */
  guess?: true
}

/** How many there are, and the first of them. */
export interface Findings<T> {
  count: number
  first: T[]
}

/** What is odd about the identifiers on one side. */
export interface SideQuality {
  /** Sellable listings, or canonical products. */
  total: number
  /** Without any usable GTIN, EAN or UPC. */
  missing: Findings<string>
  bad_check_digits: Findings<{ id: string; value: string }>
  /** Not digits, or of a length that no GTIN has. */
  malformed: Findings<{ id: string; value: string }>
  /** With blanks, hyphens, quotes or unseen characters around the digits; they are compared without. */
  marked: Findings<{ id: string; value: string }>
  /** One identifier on several records. */
  duplicates: Findings<{ value: string; ids: string[] }>
}

export interface MatchQuality {
  /** By the item's id. */
  source: SideQuality
  /** By canonical SKU. */
  target: SideQuality
  /** Canonical SKUs that differ in case or spaces alone. */
  alike_skus: Findings<string[]>
}

/** How well listings find their canonical products. */
export interface MatchReport {
  matches: MatchRecord[]
  unmatched: Unmatched[]
  ambiguous: Ambiguous[]
  quality: MatchQuality
  /** Matched of all listings in percent, one decimal. */
  rate: number
  by_method: MatchCounts['by_method']
  by_class: MatchCounts['by_class']
  /** What listings belong to, for people: one, and many. */
  belong_to: readonly [one: string, many: string]
  diagnostics: Diagnostic[]
}
