import type { RelationshipSettings, Settings } from '../model/settings.ts'
import type { Relationship, SyncFile } from './generated/sync.ts'
import { marketplaceCode } from './marketplaces.ts'
import type { Loose } from './problem.ts'
import { slug } from './slug.ts'
import { literalPrefix } from './templates.ts'

type Raw = Loose<SyncFile>

const SECONDS: { [unit: string]: number } = { m: 60, h: 3_600, d: 86_400 }

/** Seconds of a duration such as `90m`. */
function seconds(duration: string): number {
  return Number(duration.slice(0, -1)) * (SECONDS[duration.slice(-1)] ?? 0)
}

/** `80%`, `80` and the number 80 are the same. */
export function percent(value: string | number): number {
  return typeof value === 'number' ? value : Number(value.replace('%', ''))
}

/** `sync.yaml` with its defaults filled in; what is missing or wrong gets a default too, and a diagnostic elsewhere. */
export function buildSettings(raw: Raw): Settings {
  return {
    scope: raw.scope ?? '',
    source: buildSource(raw.source?.amazon ?? {}),
    target: buildTarget(raw.target?.plytix ?? {}),
    relationships: {
      hierarchy: buildRelationship(raw.relationships?.hierarchy, 'Amazon Hierarchy'),
      listings: buildRelationship(raw.relationships?.listings, 'Amazon Listings'),
    },
    images: {
      name: raw.images?.name ?? '{id}.{ext}',
      recognise: raw.images?.recognise ?? ['amazon_*_{id}.*'],
      max_per_product: raw.images?.max_per_product ?? 50,
      thumbnail_fallback: raw.images?.thumbnail_fallback ?? 'none',
    },
    policy: buildPolicy(raw.policy ?? {}),
  }
}

function buildSource(raw: NonNullable<NonNullable<Raw['source']>['amazon']>): Settings['source'] {
  const codes = [raw.marketplace ?? []].flat()
  return {
    provider: 'amazon',
    marketplaces: [...new Set(codes.map(marketplaceCode))],
    max_age_seconds: seconds(raw.max_age ?? '24h'),
    image_hosts: raw.image_hosts ?? ['m.media-amazon.com', 'images-na.ssl-images-amazon.com'],
    rollout_styles: raw.rollout?.styles ?? [],
    options: {
      brands: (raw.brands ?? []).map((brand) =>
        typeof brand === 'string'
          ? { name: brand, aliases: [] }
          : { name: brand.name ?? '', aliases: brand.aliases ?? [] },
      ),
      include_parents: raw.include_parents ?? true,
      asins: raw.asins ?? [],
      seller_id: raw.seller_id ?? null,
      lookup_gtins: raw.lookup_gtins ?? 'auto',
    },
  }
}

const IDENTIFIERS = ['gtin', 'attributes.upc', 'attributes.ean']

function buildTarget(raw: NonNullable<NonNullable<Raw['target']>['plytix']>): Settings['target'] {
  const sku = raw.sku ?? 'AMZN-{marketplace}-{asin}'
  const prefix = literalPrefix(sku)
  const identifiers = raw.canonical?.identifiers ?? IDENTIFIERS
  return {
    provider: 'plytix',
    sku,
    family: raw.family ?? null,
    gallery: raw.gallery ?? 'amazon_images',
    canonical: {
      exclude_sku_prefixes: raw.canonical?.exclude_sku_prefixes ?? (prefix === '' ? [] : [prefix]),
      identifiers,
      default_identifiers: identifiers.join() === IDENTIFIERS.join(),
      match: {
        model_fallbacks: raw.canonical?.match?.model_fallbacks ?? true,
        model_size: raw.canonical?.match?.model_size ?? false,
      },
    },
  }
}

function buildRelationship(raw: Loose<Relationship> | undefined, fallback: string): RelationshipSettings {
  const name = (typeof raw === 'string' ? raw : raw?.name) ?? fallback
  const label = typeof raw === 'string' ? undefined : raw?.label
  return { label: label ?? slug(name), name }
}

function buildPolicy(raw: NonNullable<Raw['policy']>): Settings['policy'] {
  return {
    create_definitions: raw.create_definitions ?? true,
    unmatched: raw.unmatched ?? 'create',
    on_unadopted: raw.on_unadopted ?? 'keep',
    on_drift: raw.on_drift ?? 'report',
    max_export_drop_percent: percent(raw.max_export_drop_percent ?? 20),
    max_change_percent: percent(raw.max_change_percent ?? 30),
    quota_share: percent(raw.quota_share ?? 100) / 100,
    baseline: raw.baseline ?? 'account',
  }
}

/** Those of a workspace that says nothing. */
export function defaultSettings(): Settings {
  return buildSettings({})
}
