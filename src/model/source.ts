import type { Diagnostic } from './diagnostic.ts'
import type { CatalogueItem, ExportHeader } from './item.ts'
import type { Json } from './json.ts'

/** What to read from a source: one marketplace at a time. */
export interface SourceRequest {
  marketplace: string
  brands: { name: string; aliases: string[] }[]
  asins: string[]
  includeParents: boolean
  /** At most that many listings; the export then counts as incomplete. */
  limit: number | null
}

export interface SourceResult {
  /** One per ASIN, in any order. */
  items: CatalogueItem[]
  /** False when listings may be missing; `diagnostics` say which and why. */
  complete: boolean
  query: { [key: string]: Json }
  counts: { [name: string]: number }
  diagnostics: Diagnostic[]
}

export type SourceProgress = (event: { found: number; read: number }) => void

/** Where desired values come from. */
export interface Source {
  /** Key in `sync.yaml` and in plans, such as `amazon`. */
  readonly name: string
  /** For people, such as `Amazon`. */
  readonly title: string
  /** The usual place of each item field in the source's answers. */
  readonly paths: { [field: string]: string }
  /** @throws ProviderError when it cannot be read at all, or holds nothing that was asked for. */
  read(request: SourceRequest, progress: SourceProgress, signal: AbortSignal): Promise<SourceResult>
}

/** An export in memory: what a plan is made from. */
export interface SourceSnapshot {
  header: ExportHeader
  items: CatalogueItem[]
  diagnostics: Diagnostic[]
}
