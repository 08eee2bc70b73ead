import { counted as counting, either } from '../../model/counted.ts'
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import { ConfigError } from '../../model/errors.ts'
import { canonicalJson, type Json } from '../../model/json.ts'
import { isAsin } from './asin.ts'
import type { CatalogueItem } from './catalogue-item.ts'
import { CHOOSE_MARKETPLACE, type Marketplace } from './marketplaces.ts'
import { asWritten, isRecord, type RawRecord } from './raw.ts'

/** A listing as a file gives it. */
export interface Reading {
  item: CatalogueItem
  /** The file says nothing of it in the marketplace. */
  silent: boolean
  diagnostics: Diagnostic[]
}

interface Kept {
  items: CatalogueItem[]
  /** False when something is left out. */
  whole: boolean
  diagnostics: Diagnostic[]
}

const NAMED = 20

/** The entries that are records with a valid ASIN under that key; the others are named by their place. */
export function usable(entries: unknown[], key: string): { records: RawRecord[]; diagnostics: Diagnostic[] } {
  const records: RawRecord[] = []
  const others: string[] = []
  for (const [index, entry] of entries.entries()) {
    const asin = isRecord(entry) ? (asWritten(entry[key]) ?? entry[key]) : undefined
    if (isRecord(entry) && isAsin(asin)) records.push({ ...entry, [key]: asin })
    else others.push(`number ${index + 1} (${asin === undefined ? 'none' : JSON.stringify(asin)})`)
  }
  if (others.length === 0) return { records, diagnostics: [] }
  const message = `${counted(others, 'record')} left out for want of a valid ASIN: ${listed(others)}.`
  return { records, diagnostics: [diagnostic({ severity: 'warning', code: 'malformed-asin', message })] }
}

/**
 * Listings that the file says nothing about in this marketplace are left out and named.
 * @throws ConfigError when they are most of it.
 */
export function dropSilent(read: Reading[], { code }: Marketplace): Kept {
  const silent = read.filter((reading) => reading.silent).map(({ item }) => item.asin)
  const kept = read.filter((reading) => !reading.silent)
  if (silent.length > read.length / 2) {
    const message = `${silent.length} of the ${counting(read.length, 'listing')} in the file ${either(silent.length, 'says', 'say')} nothing that can be read about marketplace ${code}.`
    throw new ConfigError('other-marketplace', message, { hints: [CHOOSE_MARKETPLACE] })
  }
  const diagnostics = kept.flatMap((reading) => reading.diagnostics)
  if (silent.length > 0) {
    const message = `${counted(silent, 'listing')} left out, since the file says nothing about ${silent.length === 1 ? 'it' : 'them'} in marketplace ${code}: ${listed(silent)}.`
    const hint = 'Check that the file is of this marketplace.'
    diagnostics.push(diagnostic({ severity: 'warning', code: 'other-marketplace', message, hint }))
  }
  return { items: kept.map(({ item }) => item), whole: silent.length === 0, diagnostics }
}

/** The first of several records of one ASIN is taken. */
export function dropRepeated(items: CatalogueItem[]): Kept {
  const firsts = new Map<string, CatalogueItem>()
  const diagnostics: Diagnostic[] = []
  let whole = true
  for (const item of items) {
    const first = firsts.get(item.asin)
    if (!first) {
      firsts.set(item.asin, item)
      continue
    }
    const differing = differingFields(first, item)
    if (differing.length > 0) whole = false
    diagnostics.push(repeatedRemark(item.asin, differing))
  }
  return { items: [...firsts.values()], whole, diagnostics }
}

function differingFields(first: CatalogueItem, again: CatalogueItem): string[] {
  const fields = Object.keys(first) as (keyof CatalogueItem)[]
  return fields.filter((field) => canonicalJson(first[field] as Json) !== canonicalJson(again[field] as Json))
}

function repeatedRemark(asin: string, differing: string[]): Diagnostic {
  const difference = differing.length > 0 ? `they differ in ${differing.join(', ')}` : 'they are the same'
  const message = `${asin} stands in the file several times; the first record is taken (${difference}).`
  return diagnostic({ severity: 'warning', code: 'duplicate-asin', message })
}

function counted({ length }: string[], noun: string): string {
  return length === 1 ? `1 ${noun} is` : `${length} ${noun}s are`
}

function listed(names: string[]): string {
  const more = names.length - NAMED
  return more > 0 ? `${names.slice(0, NAMED).join(', ')} and ${more} more` : names.join(', ')
}
