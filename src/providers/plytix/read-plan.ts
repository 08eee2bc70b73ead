import type { Basis } from './basis.ts'
import { passesOf } from './columns.ts'
import { PLYTIX } from './facts.ts'
import { type Doubt, doubtOf, type Proof, type ReadingSettings } from './trust.ts'

/** Why everything is read. */
export type FullReason =
  | Doubt
  /** Whoever asks wants everything afresh, such as before something is removed. */
  | 'whole'
  /** No earlier read can be built on, or Plytix does not tell its time. */
  | 'none'
  | 'due'
  | 'lost'
  | 'definitions'
  | 'assets'
  | 'count'
  | 'cheaper'

export type ReadPlan = { way: 'full'; why: FullReason } | { way: 'changes'; basis: Basis }

export interface ReadFacts {
  settings: ReadingSettings
  proof: Proof
  whole: boolean
  /** Milliseconds by Plytix's clock; `null` when it does not tell. */
  now: number | null
  basis: Basis | null
}

/** How an account is to be read, as far as that can be said without a call. */
export function planReading({ settings, proof, whole, now, basis }: ReadFacts): ReadPlan {
  const doubt = doubtOf(settings, proof)
  if (doubt !== null) return { way: 'full', why: doubt }
  if (whole) return { way: 'full', why: 'whole' }
  if (basis === null || now === null) return { way: 'full', why: 'none' }
  // A clock that was set back says nothing about ages.
  if (now < basis.full || now - basis.full >= settings.fullEvery) return { way: 'full', why: 'due' }
  return { way: 'changes', basis }
}

export interface Sizes {
  /** Products that a full read shows. */
  rows: number
  /** Products that changed since. */
  changed: number
  /** Products to be looked up by their SKUs. */
  named: number
  columns: string[]
}

/** Counting products, what changed, and assets twice; of a full read the products alone. */
const AROUND = { changes: 4, full: 1 }

/** True when reading the changes takes fewer calls than reading everything. */
export function changesAreCheaper({ rows, changed, named, columns }: Sizes): boolean {
  const calls = (products: number) => pagesOf(products, columns)
  return AROUND.changes + calls(changed) + calls(named) < fullCalls(rows, columns)
}

/** Calls that a full read of so many products takes. */
export function fullCalls(rows: number, columns: string[]): number {
  return AROUND.full + pagesOf(rows, columns)
}

function pagesOf(products: number, columns: string[]): number {
  return Math.ceil(products / PLYTIX.page) * passesOf(columns).length
}
