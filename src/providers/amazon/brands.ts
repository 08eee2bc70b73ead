import { decodeEntities } from '../../model/text.ts'
import type { AmazonRequest } from './wants.ts'

type Brand = AmazonRequest['brands'][number]

/** Brand names are entered by sellers: letters and digits tell them apart, case, spaces and punctuation do not. */
export function brandKey(name: string): string {
  const key = decodeEntities(name)
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .toLowerCase()
  return key.replace(/[^\p{L}\p{N}]/gu, '') || key.trim()
}

export function brandKeys(brands: Brand[]): ReadonlySet<string> {
  return new Set(brandNames(brands).map(brandKey))
}

/** Names and aliases, each once. */
export function brandNames(brands: Brand[]): string[] {
  return [...new Set(brands.flatMap(({ name, aliases }) => [name, ...aliases]))]
}

/**
 * How a brand may have to be written in `brandNames`: names with spaces were only found with underscores
 * (selling-partner-api-docs#3407). A comma cannot be written at all, since it separates values: `null` asks without.
 */
export function brandSpellings(name: string): (string | null)[] {
  if (name.includes(',')) return [null]
  const underscored = name.trim().replace(/\s+/g, '_')
  return underscored === name ? [name] : [name, underscored]
}

/** A name within another one: most near names are the brand with a word more or less. */
const WITHIN = 0.75
const SHORTEST = 4

/** How much a name looks like the most similar of the wanted ones, from 0 to 1. */
export function brandLikeness(wanted: string[], name: string): number {
  const key = brandKey(name)
  return Math.max(0, ...wanted.map((other) => keyLikeness(brandKey(other), key)))
}

function keyLikeness(a: string, b: string): number {
  const [short = '', long = ''] = a.length < b.length ? [a, b] : [b, a]
  const pairs = likeness(lettersOf(a), lettersOf(b))
  return short.length >= SHORTEST && long.includes(short) ? WITHIN + (1 - WITHIN) * pairs : pairs
}

/** Pairs of neighbouring letters. */
function lettersOf(key: string): ReadonlySet<string> {
  return new Set(Array.from({ length: Math.max(0, key.length - 1) }, (_, index) => key.slice(index, index + 2)))
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return a.size + b.size === 0 ? 0 : (2 * a.intersection(b).size) / (a.size + b.size)
}
