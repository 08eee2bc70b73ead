import type { Item } from '../../model/item.ts'
import type { Candidate, Matchable } from '../types.ts'
import type { CanonicalIndex } from './canonical-index.ts'
import { allCodes } from './identifiers.ts'
import { sizesOf, widthsOf } from './size.ts'

export function modelOf({ names }: Item): string | null {
  return names.model?.trim() || null
}

/** Only a parent's model number names its style; a child's may lie. */
export function byModelNumber(item: Item, index: CanonicalIndex): Candidate[] {
  return bySku('model_number', modelOf(item), index)
}

/** Where there is no model number, sellers often put the style into the part number. */
export function byPartNumber({ names }: Item, index: CanonicalIndex): Candidate[] {
  return bySku('part_number', names.part?.trim() || null, index)
}

export function byStyle({ names }: Item, index: CanonicalIndex): Candidate[] {
  return bySku('style', names.style?.trim() || null, index)
}

function bySku(method: string, sku: string | null, { skus }: CanonicalIndex): Candidate[] {
  return sku !== null && skus.has(sku) ? [{ sku, method, value: sku, canonicalValue: sku }] : []
}

/** What a parent says beside the evidence that decided, and that names another product. */
export function contradictions(listing: Matchable, match: Candidate, index: CanonicalIndex): Candidate[] {
  if (listing.item.role !== 'parent' || match.method === 'part_number') return []
  return byPartNumber(listing.item, index)
}

/**
 * A size of the style that the model number names. The model may lie and the width is often a guess, so whatever
 * contradicts it wins: a part number of another style, or identifiers on both sides that are not the same.
 */
export function byModelSize(item: Item, index: CanonicalIndex): Candidate[] {
  const model = modelOf(item)
  const part = item.names.part?.trim()
  if (model === null || (part && part !== model && !part.startsWith(`${model}-`))) return []
  const identified = allCodes(item).some(({ forms }) => forms.length > 0)
  const skus = new Set(
    sizesOf(item.names).flatMap((size) => widthsOf(item.names).map((width) => `${model}-${width}-${size}`)),
  )
  return [...skus]
    .filter((sku) => index.skus.has(sku) && !(identified && index.identified.has(sku)))
    .map((sku) => ({ sku, method: 'model_size', value: sku, canonicalValue: sku, guess: true as const }))
}
