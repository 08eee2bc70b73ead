import type { RawCatalogItem } from '../amazon/raw.ts'
import type { ProductSeed } from '../plytix/account-seed.ts'
import type { Shot } from './images.ts'
import type { Numbers } from './numbers.ts'
import type { Random } from './random.ts'
import type { Line } from './vocabulary.ts'

/** A catalogue in the making. */
export interface Draft {
  random: Random
  numbers: Numbers
  /** How many listings of the brand are wanted. */
  listings: number
  items: RawCatalogItem[]
  products: ProductSeed[]
  truth: Map<string, string | null>
  ambiguous: Map<string, string[]>
  rolledUp: string[]
  /** Families so far. */
  families: number
  /** Styles that have a product in the account. */
  styles: Set<string>
  /** Sellable products of the brand so far. */
  variants: Variant[]
}

export interface Colourway {
  /** Each colour is a style of its own in the account, as PB1042. */
  style: string
  colour: string
  shots: Shot[]
}

export interface Family {
  asin: string
  /** From 0, in the catalogue. */
  position: number
  line: Line
  name: string
  colourways: Colourway[]
}

/** Something that can be bought: one style in one width and size. */
export interface Variant {
  /** SKU of its canonical product, whether the account has that or not. */
  sku: string
  style: string
  label: string
  line: Line
  upc: string
  /** SKUs of the account's products that carry its code; two are a duplicate that only a person can settle. */
  canonical: string[]
}

/** Records whose canonical product a listing belongs to by its code. */
export function noteTruth(draft: Draft, asin: string, canonical: string[]): void {
  draft.truth.set(asin, canonical.length === 1 ? (canonical[0] ?? null) : null)
  if (canonical.length > 1) draft.ambiguous.set(asin, canonical)
}

/** A style of the account that is none of these: what a wrong model number names. */
export function anotherStyle(draft: Draft, own: string[]): string | undefined {
  return draft.styles.values().find((style) => !own.includes(style))
}
