import type { Diagnostic } from './diagnostic.ts'
import type { CatalogueItem, ExportHeader, ExportReport } from './item.ts'
import type { Json, JsonObject } from './json.ts'

/** What to read from a source: one shop at a time. */
export interface SourceRequest {
  shop: string
  /** At most that many items; the export then counts as incomplete. */
  limit: number | null
  /** What else is asked for, in the provider's own words. */
  want: JsonObject
  /** The same as an export's header keeps it: requests with equal queries stand for each other. */
  query: JsonObject
  /** Also look for what the target's codes find; the codes come with the context. `auto`: where it helps. */
  codes: boolean | 'auto'
}

/** A listing that was found and does not belong to what was asked for. */
export interface RejectedListing {
  asin: string
  brand: string | null
  item_name: string | null
  /** The way that found it first. */
  found_by: string
}

/** Attempts, sign-ins not among them. */
export interface SourceCalls {
  calls: number
  retried: number
  throttled: number
  sign_ins: number
}

export interface SourceResult {
  /** One per ASIN, in any order. */
  items: CatalogueItem[]
  /** False when listings may be missing; `report` and `diagnostics` say which and why. */
  complete: boolean
  query: { [key: string]: Json }
  counts: { [name: string]: number }
  report: ExportReport
  rejected: RejectedListing[]
  /** What this process asked for; a resumed read asks for less. */
  calls: SourceCalls
  diagnostics: Diagnostic[]
}

/** `found` may be an estimate while a search goes on. */
export type SourceProgress = (event: { found: number; read: number; calls: number }) => void

/** What a read has got so far, kept so that an interrupted one can go on. */
export interface Memo {
  recall(key: string): Json | undefined
  /** Returns when it is durable. */
  keep(key: string, value: Json): void
}

export interface SourceContext {
  progress: SourceProgress
  memo: Memo
  /** Codes of the target's own products, read when they are first asked for. */
  gtins: () => Promise<string[]>
  /** The spelling by which each brand was found before, `null` for keywords alone. */
  spellings: { [brand: string]: string | null }
  /** Other shops of the same source: where to look when nothing is found. */
  neighbours: string[]
}

/** Where desired values come from. */
export interface Source {
  /** Key in `sync.yaml` and in plans, such as `amazon`. */
  readonly name: string
  /** For people, such as `Amazon`. */
  readonly title: string
  /** The usual place of each item field in the source's answers. */
  readonly paths: { [field: string]: string }
  /**
   * Reads everything that was asked for. When the signal aborts, calls in flight are finished and kept in the memo.
   * @throws ProviderError when it cannot be read at all, or holds nothing that was asked for.
   */
  read(request: SourceRequest, context: SourceContext, signal: AbortSignal): Promise<SourceResult>
}

/** An export in memory: what a plan is made from. */
export interface SourceSnapshot {
  header: ExportHeader
  items: CatalogueItem[]
  diagnostics: Diagnostic[]
}
