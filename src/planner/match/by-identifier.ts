import type { Item } from '../../model/item.ts'
import type { Candidate } from '../types.ts'
import type { CanonicalIndex, Holder } from './canonical-index.ts'
import { type Code, codesOf, type IdentifierMethod } from './identifiers.ts'

/** What one method finds. */
export interface Found {
  /** One for each canonical product; the first of them, where there are many. */
  candidates: Candidate[]
  /** How many more there are. */
  more: number
  /** Whether several values of the listing lead to them. */
  parted: boolean
  /** Whether a product is among all of them. */
  has(sku: string): boolean
}

/** So many candidates are kept of a listing: a code that stands on a thousand products stands on a thousand listings, too. */
export const MOST_CANDIDATES = 10

interface Hit extends Pick<Code, 'value'> {
  holders: readonly Holder[]
}

/** The canonical products with the codes of a listing, in the order of the codes. */
export function byIdentifier(item: Item, method: IdentifierMethod, { byCode }: CanonicalIndex): Found {
  const hits: Hit[] = []
  for (const { value, forms } of codesOf(item, method)) {
    for (const form of forms) {
      const holders = byCode.get(form)
      if (holders) hits.push({ value, holders })
    }
  }
  const candidates = firstOf(hits, method)
  return candidates.length < MOST_CANDIDATES ? few(candidates) : many(candidates, hits)
}

/** What leads to no more than are kept. */
export function few(candidates: Candidate[]): Found {
  const [first] = candidates
  const parted = candidates.some(({ value }) => value !== first?.value)
  return { candidates, more: 0, parted, has: (sku) => candidates.some((one) => one.sku === sku) }
}

function many(candidates: Candidate[], hits: readonly Hit[]): Found {
  const [first] = hits
  const all = countOf(hits)
  const ofFirst = countOf(hits.filter(({ value }) => value === first?.value))
  const has = (sku: string) => hits.some(({ holders }) => skusOf(holders).has(sku))
  return { candidates, more: all - candidates.length, parted: all > ofFirst, has }
}

function firstOf(hits: readonly Hit[], method: IdentifierMethod): Candidate[] {
  const found: Candidate[] = []
  for (const { value, holders } of hits) {
    for (const { sku, value: canonicalValue } of holders) {
      if (found.length === MOST_CANDIDATES) return found
      if (!found.some((one) => one.sku === sku)) found.push({ sku, method, value, canonicalValue })
    }
  }
  return found
}

/** Goes through the holders of all codes but the one that has most. */
function countOf(hits: readonly Hit[]): number {
  const [most, ...others] = hits.map(({ holders }) => holders).sort((a, b) => b.length - a.length)
  if (most === undefined) return 0
  if (others.length === 0) return most.length
  const known = skusOf(most)
  const beyond = new Set(others.flat().flatMap(({ sku }) => (known.has(sku) ? [] : sku)))
  return most.length + beyond.size
}

const SKUS = new WeakMap<readonly Holder[], ReadonlySet<string>>()

function skusOf(holders: readonly Holder[]): ReadonlySet<string> {
  const known = SKUS.get(holders) ?? new Set(holders.map(({ sku }) => sku))
  SKUS.set(holders, known)
  return known
}
