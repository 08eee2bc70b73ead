import type { RelationshipSettings, Settings } from '../model/settings.ts'
import type { SourceWords } from '../model/source-words.ts'
import type { Entries } from './entries.ts'
import type { Relationship, SyncFile } from './generated/sync.ts'
import type { Loose } from './problem.ts'

type Raw = Loose<SyncFile>

/** `80%`, `80` and the number 80 are the same. */
export function percent(value: string | number): number {
  return typeof value === 'number' ? value : Number(value.replace('%', ''))
}

const NO_TARGET = {
  provider: '',
  sku: '',
  family: null,
  gallery: '',
  canonical: { exclude_sku_prefixes: [], identifiers: [], match: { model_fallbacks: false, model_size: false } },
  options: {},
}

/** `sync.yaml` with its defaults filled in; what is missing or wrong gets a default too, and a diagnostic elsewhere. */
export function buildSettings(raw: Raw, { sources, target }: Entries): Settings {
  const slug = target?.side.attributes.slug ?? ((name: string) => name)
  const [words] = sources.map((entry) => entry.words)
  const recognise = [...new Set(sources.flatMap((entry) => entry.words.recognise))]
  return {
    scope: raw.scope ?? '',
    sources: sources.map(({ settings }) => settings),
    target: target?.settings ?? NO_TARGET,
    relationships: {
      hierarchy: buildRelationship(raw.relationships?.hierarchy, usualName(words, 'Hierarchy'), slug),
      listings: buildRelationship(raw.relationships?.listings, usualName(words, 'Listings'), slug),
    },
    images: {
      name: raw.images?.name ?? '{id}.{ext}',
      recognise: raw.images?.recognise ?? recognise,
      max_per_product: raw.images?.max_per_product ?? 50,
      thumbnail_fallback: raw.images?.thumbnail_fallback ?? 'none',
    },
    policy: buildPolicy(raw.policy ?? {}, raw.relationships?.exclusive ?? false),
  }
}

/** What a relationship is called unless sync.yaml says otherwise. */
export function usualName(words: Pick<SourceWords, 'title'> | undefined, what: 'Hierarchy' | 'Listings'): string {
  return words === undefined ? what : `${words.title} ${what}`
}

function buildRelationship(
  raw: Loose<Relationship> | undefined,
  fallback: string,
  slug: (name: string) => string,
): RelationshipSettings {
  const name = (typeof raw === 'string' ? raw : raw?.name) ?? fallback
  const label = typeof raw === 'string' ? undefined : raw?.label
  return { label: label ?? slug(name), name }
}

function buildPolicy(raw: NonNullable<Raw['policy']>, exclusive: boolean): Settings['policy'] {
  const { links = false, images = false, products = false, variants = false } = raw.prune ?? {}
  return {
    create_definitions: raw.create_definitions ?? true,
    unmatched: raw.unmatched ?? 'create',
    on_unadopted: raw.on_unadopted ?? 'keep',
    on_drift: raw.on_drift ?? 'report',
    on_gone: raw.on_gone ?? 'report',
    prune: { links, images, products, variants },
    exclusive,
    max_delete_percent: percent(raw.max_delete_percent ?? 5),
    max_export_drop_percent: percent(raw.max_export_drop_percent ?? 20),
    max_change_percent: percent(raw.max_change_percent ?? 30),
    quota_share: percent(raw.quota_share ?? 100) / 100,
    baseline: raw.baseline ?? 'account',
  }
}
