import { join } from 'node:path'
import type { Clock } from '../model/clock.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { ConfigError } from '../model/errors.ts'
import type { AttributeSpec, Settings, Workspace } from '../model/settings.ts'
import type { Source, SourceFacts, SourceItems, SourceProgress, SourceSnapshot } from '../model/source.ts'
import { newestExport, readExport, readExportHeader } from '../state/exports.ts'
import { type Exported, exportSource, queryOf } from './export.ts'
import { gistOf } from './export-gist.ts'
import { checkAge } from './export-guard.ts'
import { refuseNoFile } from './named-file.ts'
import { type ConfiguredSource, configuredSources } from './shops.ts'
import { readSourceFile } from './source-file.ts'
import { requestOf } from './source-request.ts'

export interface SourcesOptions {
  workspace: Workspace
  /** Where exports are kept. */
  folder: string
  /** A file to take instead, whole. */
  file: string | null
  /** Some of the configured marketplaces; none means all. */
  marketplaces: string[]
  /** True where an old export ends the command instead of warning. */
  refuseOld: boolean
  clock: Clock
  /** Opened only when there is nothing to read from disk. */
  open: () => Promise<Source>
  /** Codes of the target's products, for an export that has to be made. */
  gtins: () => Promise<string[] | null>
  progress: SourceProgress
  /** Told of every export that had to be made. */
  onExport: (exported: Exported) => void
}

/** Exports lie in a folder of their own, so that people can find and delete them. */
export function exportsFolder(stateFolder: string): string {
  return join(stateFolder, 'exports')
}

/** The listings to plan from: a named file, the newest complete export of each marketplace, or a new one. */
export async function loadSources(options: SourcesOptions, signal: AbortSignal): Promise<SourceItems[]> {
  const { facts } = configuredSources(options.workspace.settings)[0] as ConfiguredSource
  return toItems(await readSources(options, signal), facts, options.workspace.settings)
}

/** Exports as items, all of one source at once. */
export function toItems(sources: SourceSnapshot[], facts: SourceFacts, settings: Settings): SourceItems[] {
  const { image_hosts: hosts, provider } = settings.source
  const images = { ...settings.images, hosts, hostsKey: `source.${provider}.image_hosts` }
  const items = facts.items(
    sources.flatMap((source) => source.items),
    images,
  )
  let start = 0
  return sources.map((source) => {
    const end = start + source.items.length
    const own = { ...source, facts, items: items.slice(start, end) }
    start = end
    return own
  })
}

async function readSources(options: SourcesOptions, signal: AbortSignal): Promise<SourceSnapshot[]> {
  const { workspace, file } = options
  const marketplaces = chosenMarketplaces(options)
  if (file !== null) return [await fromFile(file, marketplaces, options)]
  const sources: SourceSnapshot[] = []
  const kept = await Promise.all(marketplaces.map((marketplace) => newestOf(marketplace, options)))
  // Opened before anything is read, so that missing credentials end the command at once.
  if (kept.includes(null)) await options.open()
  for (const [index, marketplace] of marketplaces.entries()) {
    const newest = kept[index] ?? null
    if (newest !== null) sources.push(await fromExport(newest, options))
    else {
      const source = await options.open()
      const request = requestOf(workspace.settings, marketplace)
      const neighbours = workspace.settings.source.marketplaces.filter((other) => other !== marketplace)
      const own = { source, request, whole: request, out: null, neighbours, signal }
      const exported = await exportSource({ ...options, ...own })
      options.onExport(exported)
      const diagnostics = [...gistOf(exported.header), ...notable(exported.diagnostics)]
      sources.push({ header: exported.header, items: exported.items, diagnostics })
    }
  }
  return sources
}

/** Opens what would have to be read, so that what it lacks is known. @throws ConfigError when it lacks something */
export async function openUnread(options: SourcesOptions): Promise<void> {
  if (options.file !== null) return
  const kept = chosenMarketplaces(options).map((marketplace) => newestOf(marketplace, options))
  if ((await Promise.all(kept)).includes(null)) await options.open()
}

function newestOf(marketplace: string, { workspace: { settings }, folder }: SourcesOptions): Promise<string | null> {
  const query = queryOf(requestOf(settings, marketplace))
  return newestExport(folder, { provider: settings.source.provider, marketplace, query })
}

function chosenMarketplaces({ workspace, marketplaces }: SourcesOptions): string[] {
  const configured = workspace.settings.source.marketplaces
  const unknown = marketplaces.filter((marketplace) => !configured.includes(marketplace))
  if (unknown.length > 0) {
    throw new ConfigError(
      'marketplace',
      `Marketplace ${unknown.join(', ')} is not configured; sync.yaml names ${configured.join(', ')}.`,
    )
  }
  return marketplaces.length === 0 ? configured : configured.filter((marketplace) => marketplaces.includes(marketplace))
}

async function fromFile(path: string, marketplaces: string[], options: SourcesOptions): Promise<SourceSnapshot> {
  refuseNoFile(path, 'export-unreadable')
  const own = await readExportHeader(path).catch(() => null)
  const marketplace = own && marketplaces.includes(own.marketplace) ? own.marketplace : (marketplaces[0] as string)
  const { header, items, diagnostics } = await readSourceFile(path, {
    marketplace,
    dropAttributes: !usesAttributes(options.workspace.attributes),
  })
  const age = checkAge(header, options.clock, {
    maxAgeSeconds: options.workspace.settings.source.max_age_seconds,
    refuse: false,
  })
  return { header, items, diagnostics: [...gistOf(header), ...diagnostics, ...age] }
}

async function fromExport(path: string, options: SourcesOptions): Promise<SourceSnapshot> {
  const { header, items } = await readExport(path, { dropAttributes: !usesAttributes(options.workspace.attributes) })
  const policy = { maxAgeSeconds: options.workspace.settings.source.max_age_seconds, refuse: options.refuseOld }
  return { header, items, diagnostics: [...gistOf(header), ...checkAge(header, options.clock, policy)] }
}

/** The source's own attributes are most of an export; without an expression over them they need not be in memory. */
function usesAttributes(specs: AttributeSpec[]): boolean {
  return specs.some(({ from }) => from !== null && /\battributes\b|@|\*/.test(from))
}

/** What the gist of an export says already need not be said again, listing by listing. */
const IN_THE_GIST = new Set(['incomplete-search', 'unavailable', 'failed'])

function notable(diagnostics: Diagnostic[]): Diagnostic[] {
  return diagnostics.filter(({ severity, code }) => severity !== 'info' && !IN_THE_GIST.has(code))
}
