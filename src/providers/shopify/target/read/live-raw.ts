import { asRecord, asText, type RawRecord } from '../../raw.ts'
import { aliasOf } from './read-fields.ts'
import type { ReadSelection } from './read-selection.ts'

/** A product with all that was read of it, from pages or from the lines of a file. */
export interface RawProduct {
  product: RawRecord
  /** In the order of the shop. */
  variants: readonly RawRecord[]
  media: readonly RawRecord[]
  /** `null`: they were not read. */
  collections: readonly RawRecord[] | null
  publications: readonly RawRecord[] | null
  /** Every metafield that it has, where all are read. */
  metafields: readonly RawRecord[]
  /** The same of a variant, by its gid. */
  below(variant: string): readonly RawRecord[]
}

export interface Reading {
  selection: ReadSelection
  /** Milliseconds of the clock when it began. */
  at: number
}

/**
 * The key that a product or a variant carries; `null`: it is none of ours. Only a metafield of type `id` has a value that
 * nothing else of its kind has (shopify.dev, custom ids).
 */
export function keyIn(row: RawRecord): string | null {
  const { type, value } = metafieldIn(row, 0)
  return type === 'id' ? asText(value) : null
}

/** A single metafield by its place among those that were asked for; without fields where it is not there. */
export function metafieldIn(row: RawRecord, place: number): RawRecord {
  return asRecord(row[aliasOf(place)])
}

/** Variants in the order of the shop. */
export function inOrder(variants: readonly RawRecord[]): RawRecord[] {
  return variants.toSorted((one, other) => Number(one.position) - Number(other.position))
}
