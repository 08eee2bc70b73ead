import { join } from 'node:path'
import type { Clock } from '../model/clock.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { SHOP } from '../model/edge-names.ts'
import { ProviderError } from '../model/errors.ts'
import type { Emit } from '../model/event.ts'
import type { Providers } from '../model/provider.ts'
import type { Settings, SourceSettings, Workspace } from '../model/settings.ts'
import type { Source, SourceFacts, SourceItems, SourceSnapshot } from '../model/source.ts'
import { newestExport } from '../state/exports/folder.ts'
import { readExport, readExportHeader } from '../state/exports/read.ts'
import { withAbsent } from './absent-source.ts'
import type { CallMeter } from './calls/meter.ts'
import { type Exported, exportSource } from './export.ts'
import { gistOf } from './export-gist.ts'
import { checkAge } from './export-guard.ts'
import { refuseNoFile } from './named-file.ts'
import { allReady } from './ready.ts'
import { namedShops, neighboursOf, type ShopOfSource } from './shops.ts'
import { once, sideBySide } from './side-by-side.ts'
import { readSourceFile } from './source-file.ts'
import { requestOf } from './source-request.ts'
import { unfinishedWork } from './unfinished.ts'
import { unknownNames } from './unknown-names.ts'
import { type ItemRules, usesAttributes } from './used-attributes.ts'

export interface SourcesOptions {
  workspace: Workspace
  providers: Providers
  /** Where exports are kept. */
  folder: string
  /** A file to take instead, whole. */
  file: string | null
  /** Some of the configured shops; none means all. */
  shops: string[]
  /** True where an old export ends the command instead of warning. */
  refuseOld: boolean
  clock: Clock
  /** Opened only when there is nothing to read from disk; the same one each time, so that it signs in once. */
  open: (settings: SourceSettings) => Promise<Source>
  /** Codes of the target's products, for an export that has to be made. */
  gtins: () => Promise<string[] | null>
  emit: Emit
  /** Hears what is asked of systems; absent: nobody counts. */
  calls?: CallMeter
  /** Told of every export that had to be made. */
  onExport: (exported: Exported) => void | Promise<void>
  /** Other rules that the same items are to be compared under. */
  former?: ItemRules
  /** Sources that were asked to sign in, and why they cannot. */
  refused?: ReadonlyMap<SourceSettings, ProviderError>
}

/** Exports lie in a folder of their own, so that people can find and delete them. */
export function exportsFolder(stateFolder: string): string {
  return join(stateFolder, 'exports')
}

/** The items to plan from: a named file, the newest complete export of each shop, or a new one. */
export async function loadSources(options: SourcesOptions, signal: AbortSignal): Promise<SourceItems[]> {
  return itemsOf(await readSources(options, signal), options.workspace)
}

type FileOptions = Pick<SourcesOptions, 'workspace' | 'providers' | 'shops' | 'clock' | 'former'>

/** What a file held at another time, in any form that is known; how old it is does not matter. @throws ConfigError */
export async function loadFormer(path: string, options: FileOptions): Promise<SourceItems[]> {
  const read = await fromFile(path, chosenShops(options), options)
  return itemsOf([read], options.workspace).map((source) => ({
    ...source,
    diagnostics: source.diagnostics.filter(({ file }) => file === path),
  }))
}

function itemsOf(read: Read[], workspace: Workspace): SourceItems[] {
  const groups = Map.groupBy(read, ({ of }) => of.settings)
  return [...groups].flatMap(([settings, group]) => {
    const [first] = group
    const snapshots = group.map(({ snapshot }) => snapshot)
    return first ? toItems(snapshots, first.of.side.facts, { ...workspace.settings, sources: [settings] }) : []
  })
}

/** Exports as items, all of one source at once. */
export function toItems(
  sources: SourceSnapshot[],
  facts: SourceFacts,
  settings: Pick<Settings, 'sources' | 'images'>,
): SourceItems[] {
  const { image_hosts: hosts = [] } = settings.sources.find(({ provider }) => provider === facts.name) ?? {}
  const images = { ...settings.images, hosts, hostsKey: `source.${facts.name}.image_hosts` }
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

/** An export, and the shop that it is of. */
interface Read {
  of: ShopOfSource
  snapshot: SourceSnapshot
}

async function readSources(given: SourcesOptions, signal: AbortSignal): Promise<Read[]> {
  const options = { ...given, gtins: once(given.gtins) }
  const shops = chosenShops(options)
  if (options.file !== null) return [await fromFile(options.file, shops, options)]
  const kept = await newestOfEach(shops, options)
  const all = shops.map((shop, index) => ({ shop, newest: kept[index] ?? null }))
  const of = ({ shop }: (typeof all)[number]) => shop.settings.provider
  const read = await sideBySide(all, { of, signal }, async ({ shop, newest }, both) => ({
    of: shop,
    snapshot: newest === null ? await fromSource(shop, options, both) : await fromExport(newest, shop, options),
  }))
  return withAbsent(read, options.clock)
}

/** A source that would have to be read. */
export interface Unread {
  settings: SourceSettings
  source: Source
  /** The workspace has no other one. */
  alone: boolean
}

/** Opens what would have to be read, so that what it lacks is known. @throws SyncError that tells what all of them lack */
export async function openUnread(options: SourcesOptions): Promise<Unread[]> {
  if (options.file !== null) return []
  const shops = chosenShops(options)
  const kept = await newestOfEach(shops, options)
  const alone = options.workspace.settings.sources.length === 1
  const unread = new Set(shops.filter((_, index) => kept[index] === null).map(({ settings }) => settings))
  return allReady(
    [...unread].map((settings) => async () => ({ settings, alone, source: await options.open(settings) })),
  )
}

/** The newest export of each shop, `null` where it has to be read. */
function newestOfEach(shops: ShopOfSource[], options: SourcesOptions): Promise<(string | null)[]> {
  return Promise.all(shops.map((shop) => newestOf(shop, options)))
}

function chosenShops({ workspace, providers, shops }: FileOptions): ShopOfSource[] {
  return namedShops({ settings: workspace.settings, providers }, shops)
}

/**
 * The error of one of several sources that cannot be read is a value: what the others list does not depend on it. Shops of
 * one source list the same things, so that nothing is planned without one of them.
 */
async function fromSource(
  shop: ShopOfSource,
  options: SourcesOptions,
  signal: AbortSignal,
): Promise<SourceSnapshot | ProviderError> {
  const refusal = options.refused?.get(shop.settings)
  if (refusal) return refusal
  try {
    return await freshlyRead(shop, options, signal)
  } catch (error) {
    const several = options.workspace.settings.sources.length > 1
    if (several && error instanceof ProviderError && !signal.aborted) return error
    throw error
  }
}

async function freshlyRead(shop: ShopOfSource, options: SourcesOptions, signal: AbortSignal): Promise<SourceSnapshot> {
  const { settings: entry, side } = shop
  const source = await options.open(entry)
  const request = requestOf(shop)
  const kept = side.readAfresh !== true
  const { noun } = side.facts.shop
  const { folder, clock } = options
  const wanted = { provider: entry.provider, request, folder, clock, maxAgeSeconds: entry.max_age_seconds }
  const work = kept ? unfinishedWork(wanted) : null
  const own = { source, request, whole: request, out: null, work, neighbours: neighboursOf(shop), kept, noun, signal }
  const exported = await exportSource({ ...options, ...own })
  await options.onExport(exported)
  const { settings, attributes } = options.workspace
  // Of several sources each may have what the others lack.
  const alone = side.ownNames && settings.sources.length === 1
  const unknown = alone ? unknownNames(exported.items, attributes) : []
  const diagnostics = [...gistOf(exported.header, noun), ...notable(exported.diagnostics), ...unknown]
  return { header: exported.header, items: exported.items, diagnostics }
}

async function newestOf(place: ShopOfSource, { folder }: SourcesOptions): Promise<string | null> {
  const { settings, shop, side } = place
  if (side.readAfresh) return null
  return newestExport(folder, { provider: settings.provider, shop, query: requestOf(place).query })
}

/** An export says which shop it is of; another file is taken for the first whose source knows it. */
async function fromFile(path: string, shops: ShopOfSource[], options: FileOptions): Promise<Read> {
  refuseNoFile(path, 'export-unreadable')
  const own = await readExportHeader(path).catch(() => null)
  const ofProvider = shops.filter(({ settings }) => settings.provider === own?.provider)
  const named = ofProvider.find(({ shop }) => shop === own?.[SHOP])
  const of = named ?? ofProvider[0] ?? shops.find(({ side }) => side.files !== undefined) ?? (shops[0] as ShopOfSource)
  const { header, items, diagnostics } = await readSourceFile(path, {
    of,
    dropAttributes: !(await usesAttributes(options)),
  })
  const { noun } = of.side.facts.shop
  const age = checkAge(header, options.clock, { noun, maxAgeSeconds: of.settings.max_age_seconds, refuse: false })
  return { of, snapshot: { header, items, diagnostics: [...gistOf(header, noun), ...diagnostics, ...age] } }
}

async function fromExport(
  path: string,
  { settings, side }: ShopOfSource,
  options: SourcesOptions,
): Promise<SourceSnapshot> {
  const { header, items } = await readExport(path, {
    dropAttributes: !(await usesAttributes(options)),
  })
  const { noun } = side.facts.shop
  const policy = { noun, maxAgeSeconds: settings.max_age_seconds, refuse: options.refuseOld }
  return { header, items, diagnostics: [...gistOf(header, noun), ...checkAge(header, options.clock, policy)] }
}

/** What the gist of an export says already need not be said again, listing by listing. */
const IN_THE_GIST = new Set(['incomplete-search', 'unavailable', 'failed'])

function notable(diagnostics: Diagnostic[]): Diagnostic[] {
  return diagnostics.filter(({ severity, code }) => severity !== 'info' && !IN_THE_GIST.has(code))
}
