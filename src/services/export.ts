import { basename } from 'node:path'
import type { Clock } from '../model/clock.ts'
import { type Diagnostic, diagnostic } from '../model/diagnostic.ts'
import type { CatalogueItem, ExportHeader } from '../model/item.ts'
import { canonicalJson, type Json } from '../model/json.ts'
import type { Source, SourceProgress, SourceRequest } from '../model/source.ts'
import { exportPath, writeExport } from '../state/exports.ts'

export interface ExportOptions {
  source: Source
  request: SourceRequest
  /** What the workspace asks for; a request for anything else counts as incomplete. `null`: the request is all. */
  whole: SourceRequest | null
  /** Where exports are kept; the file is named after source, marketplace and time. */
  folder: string
  /** A file to write instead. */
  out: string | null
  clock: Clock
  progress: SourceProgress
  signal: AbortSignal
}

export interface Exported {
  header: ExportHeader
  file: string
  /** In no particular order; the file has them by ASIN. */
  items: CatalogueItem[]
  diagnostics: Diagnostic[]
}

/** Reads a source and keeps what it says in a file. */
export async function exportSource(options: ExportOptions): Promise<Exported> {
  const { source, request, whole, clock } = options
  const result = await source.read(request, options.progress, options.signal)
  const narrowed = whole !== null && isNarrowed(request, whole)
  const facts = {
    provider: source.name,
    marketplace: request.marketplace,
    query: { ...result.query, ...queryOf(request) },
    complete: result.complete && !narrowed,
    counts: result.counts,
    exported_at: new Date(clock.now()).toISOString(),
  }
  const file = options.out ?? exportPath(options.folder, facts)
  const header = await writeExport(file, facts, result.items)
  const diagnostics = narrowed ? [...result.diagnostics, narrowedRemark(file)] : result.diagnostics
  return { header, file, items: result.items, diagnostics }
}

/** What was asked for, in the form that an export file keeps it: equal requests give equal queries. */
export function queryOf(request: SourceRequest): { [key: string]: Json } {
  const brands = request.brands.map(({ name, aliases }) => ({ name, aliases: [...aliases].sort() }))
  return {
    brands: brands.sort((a, b) => (a.name < b.name ? -1 : 1)),
    asins: [...new Set(request.asins)].sort(),
    include_parents: request.includeParents,
    limit: request.limit,
  }
}

function isNarrowed(request: SourceRequest, whole: SourceRequest): boolean {
  return canonicalJson(queryOf(request)) !== canonicalJson(queryOf(whole))
}

function narrowedRemark(file: string): Diagnostic {
  return diagnostic({
    severity: 'info',
    code: 'narrowed',
    message: `${basename(file)} answers other questions than sync.yaml asks, so it counts as incomplete.`,
    hint: 'Give it to other commands with --export.',
  })
}
