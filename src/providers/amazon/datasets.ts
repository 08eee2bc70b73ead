import type { CatalogueItem } from './catalogue-item.ts'
import { inOneLanguage } from './languages.ts'
import type { Marketplace } from './marketplaces.ts'
import type { Notes } from './notes.ts'
import { asJson, asList, asRecord, isRecord, type RawItem, type RawRecord } from './raw.ts'

/** The entry of one marketplace in a data set of an answer. */
export interface Entry {
  values: RawRecord
  /** Where it stands in the data set. */
  index: number
}

export interface ReadContext {
  marketplace: Marketplace
  notes: Notes
}

/** An entry that names no marketplace counts as ours, but only where none does name ours. */
export function entryOf(raw: RawItem, name: string, { marketplace, notes }: ReadContext): Entry | null {
  const value = raw[name]
  if (isPresent(value) && !Array.isArray(value)) {
    notes.warn('unreadable-data', `${name} is not a list; it is taken as absent.`)
  }
  const entries = asList(value)
  const find = (id: unknown) => entries.findIndex((entry) => isRecord(entry) && entry.marketplaceId === id)
  const index = find(marketplace.id) >= 0 ? find(marketplace.id) : find(undefined)
  return index >= 0 ? { values: entries[index] as RawRecord, index } : null
}

/** The attributes with the values of this marketplace; a value that names no marketplace counts as ours. */
export function readAttributes(value: unknown, { marketplace, notes }: ReadContext): CatalogueItem['attributes'] {
  if (isPresent(value) && !isRecord(value)) {
    notes.warn('unreadable-data', 'attributes is not an object; it is taken as absent.')
  }
  const isOurs = (entry: unknown) => !isRecord(entry) || (entry.marketplace_id ?? marketplace.id) === marketplace.id
  const kept = Object.entries(asRecord(value)).flatMap(([name, values]) => {
    // Copying it would change what objects inherit.
    if (name === '__proto__') return []
    if (!Array.isArray(values)) return [[name, asJson(values)] as const]
    const ours = values.filter(isOurs)
    return ours.length > 0 ? [[name, asJson(ours)] as const] : []
  })
  return inOneLanguage(Object.fromEntries(kept), marketplace)
}

export function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null
}
