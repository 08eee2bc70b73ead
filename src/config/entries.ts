import type { Provider, Providers, Section, SourceSide, TargetSide } from '../model/provider.ts'
import type { SourceSettings, TargetSettings } from '../model/settings.ts'
import { plainWords, type SourceWords } from '../model/source-words.ts'
import type { SyncFile } from './generated/sync.ts'
import type { Loose, Path } from './problem.ts'

/** An entry under `source:`, with the provider that it is of. */
export interface SourceEntry {
  side: SourceSide
  words: SourceWords
  /** Of the entry in `sync.yaml`. */
  path: Path
  section: Section
  settings: SourceSettings
}

export interface TargetEntry {
  name: string
  side: TargetSide
  path: Path
  section: Section
  settings: TargetSettings
}

/** What `sync.yaml` says of its providers, as far as the schema let it pass. */
export interface Entries {
  /** In the order of the file. */
  sources: SourceEntry[]
  target: TargetEntry | null
}

export function readEntries(raw: Loose<SyncFile>, providers: Providers): Entries {
  const sources = Object.entries(raw.source ?? {}).flatMap(([name, value]) => {
    const provider = providers.get(name)
    const { source: side } = provider ?? {}
    if (!provider || !side || !isPresent(value)) return []
    const place = { provider, side }
    return Array.isArray(value)
      ? value.map((section, index) => sourceEntry(place, ['source', name, index], section as Section))
      : [sourceEntry(place, ['source', name], value as Section)]
  })
  return { sources, target: readTarget(raw, providers, sources[0]) }
}

function readTarget(raw: Loose<SyncFile>, providers: Providers, first: SourceEntry | undefined): TargetEntry | null {
  const [name = '', section] = Object.entries(raw.target ?? {})[0] ?? []
  const side = providers.get(name)?.target
  if (!side || !isPresent(section)) return null
  const words = first?.words ?? plainWords('source', '')
  return {
    name,
    side,
    path: ['target', name],
    section: section as Section,
    settings: side.parse(section as Section, words),
  }
}

const DAY = 86_400

function sourceEntry(
  { provider, side }: { provider: Provider; side: SourceSide },
  path: Path,
  section: Section,
): SourceEntry {
  const { shops, options, maxAge = DAY, imageHosts = [], rollout = [] } = side.parse(section)
  const settings: SourceSettings = {
    provider: provider.name,
    shops,
    account: typeof section.account === 'string' ? section.account : null,
    max_age_seconds: maxAge,
    image_hosts: imageHosts,
    rollout_styles: rollout,
    options,
  }
  return { side, words: side.facts, path, section, settings }
}

function isPresent(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}
