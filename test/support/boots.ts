import { createHash } from 'node:crypto'
import { type Baseline, formatBaseline } from '../../src/model/baseline.ts'
import type { Operation, PlanSelection } from '../../src/model/plan.ts'
import type { AttributeSpec, Override, Settings, SourceSettings, Workspace } from '../../src/model/settings.ts'
import { fingerprint } from '../../src/model/values.ts'
import { assemblePlan } from '../../src/planner/index.ts'
import type { PlanContents, PlanInput } from '../../src/planner/types.ts'
import type { CatalogueImage, CatalogueItem } from '../../src/providers/amazon/catalogue-item.ts'
import { AMAZON_FACTS } from '../../src/providers/amazon/facts.ts'
import { keysOf } from '../../src/services/shops.ts'
import { toItems } from '../../src/services/sources.ts'
import { MEMORY, memoryTraits } from './memory/traits.ts'
import { liveState, type PimProduct, type PimState } from './pim.ts'

/** A small world of boots: listings on one side, an account on the other, and a plan between them. */

export const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

export const EVERYTHING: PlanSelection = {
  only: [],
  addresses: [],
  exclude: [],
  style: null,
  limit: null,
  marketplaces: [],
  prune: [],
  complete: true,
}

const HERE = { file: 'specs/attributes.yaml', line: 1, column: 1 }

export function spec(label: string, more: Partial<AttributeSpec> = {}): AttributeSpec {
  const name = label.replace(
    /(^|_)([a-z])/g,
    (_, gap: string, letter: string) => (gap ? ' ' : '') + letter.toUpperCase(),
  )
  const type = ['label', 'gtin', 'status'].includes(label) ? null : 'Text'
  return {
    label,
    name,
    type,
    from: null,
    value: null,
    write: 'always',
    clear: false,
    options: [],
    position: HERE,
    ...more,
  }
}

export const TITLE = spec('amazon_title', { from: 'item_name' })
export const UPC = spec('amazon_upc', { from: 'upc', write: 'if-empty' })
export const SYNCED = spec('amazon_last_synced', { type: 'Date', value: '{today}', write: 'on-change' })

const SOURCE: SourceSettings = {
  provider: 'amazon',
  shops: ['US'],
  account: null,
  max_age_seconds: 86_400,
  image_hosts: ['m.media-amazon.com'],
  rollout_styles: [],
  options: {},
}

/** What the workspace reads, as its settings say. */
export function shopsOf({ sources }: Settings): Workspace['shops'] {
  return [{ facts: AMAZON_FACTS, shops: sources.flatMap(({ shops }) => shops) }]
}

export function settings(change: (settings: Settings) => void = () => undefined): Settings {
  const value: Settings = {
    scope: 'prairie',
    sources: [{ ...SOURCE }],
    target: {
      provider: 'memory',
      sku: 'AMZN-{marketplace}-{asin}',
      family: null,
      gallery: 'amazon_images',
      canonical: {
        exclude_sku_prefixes: ['AMZN-'],
        identifiers: ['gtin'],
        match: { model_fallbacks: true, model_size: false },
      },
      options: {},
    },
    relationships: {
      hierarchy: { label: 'amazon_hierarchy', name: 'Amazon Hierarchy' },
      listings: { label: 'amazon_listings', name: 'Amazon Listings' },
    },
    images: { name: '{id}.{ext}', recognise: ['amazon_*_{id}.*'], max_per_product: 50, thumbnail_fallback: 'none' },
    policy: {
      create_definitions: true,
      unmatched: 'create',
      on_unadopted: 'keep',
      on_drift: 'report',
      on_gone: 'report',
      prune: { links: false, images: false, products: false, variants: false },
      exclusive: false,
      max_delete_percent: 5,
      max_change_percent: 30,
      max_export_drop_percent: 20,
      quota_share: 1,
      baseline: 'account',
    },
  }
  change(value)
  return value
}

export function boot(asin: string, more: Partial<CatalogueItem> = {}): CatalogueItem {
  return {
    asin,
    marketplace: 'US',
    item_name: `Boot ${asin}`,
    brand: 'Prairie Boot Co',
    manufacturer: null,
    model_number: null,
    part_number: null,
    style: null,
    color: null,
    size: null,
    product_type: null,
    item_classification: 'BASE_PRODUCT',
    parent_asin: more.parent_asins?.[0] ?? null,
    parent_asins: [],
    child_asins: [],
    variation_theme: null,
    identifiers: [],
    gtin: null,
    ean: null,
    upc: null,
    sku: null,
    listing_status: null,
    bullet_points: [],
    description: null,
    url: null,
    images: [],
    attributes: {},
    ...more,
  }
}

export function picture(variant: string | null, id: string): CatalogueImage {
  return { variant, link: `https://m.media-amazon.com/images/I/${id}.jpg`, width: 1000, height: 1000 }
}

let ids = 0

export function product(sku: string, more: Partial<PimProduct> = {}): PimProduct {
  ids += 1
  return { id: ids.toString(16).padStart(24, '0'), sku, attributes: {}, links: {}, ...more }
}

export const skuOf = (asin: string): string => `AMZN-US-${asin}`

/** A product of ours with a baseline that remembers these values. */
export function ownedBoot(
  asin: string,
  live: Partial<PimProduct>,
  { values = {}, ...more }: Partial<Baseline> & { values?: { [path: string]: string } } = {},
): PimProduct {
  const sku = skuOf(asin)
  const fields = Object.fromEntries(
    Object.entries(values).map(([path, value]) => [path, fingerprint('text', value, digest)]),
  )
  const baseline: Baseline = {
    account: 'stable',
    sku,
    scope: 'prairie',
    run: 'r1',
    created: true,
    fields,
    images: [],
    links: {},
    ...more,
  }
  const attributes = { ...live.attributes, amazon_sync_baseline: formatBaseline(baseline, digest) }
  return product(sku, { ...live, attributes })
}

export function account(products: PimProduct[], more: Partial<PimState> = {}): PimState {
  return {
    read_at: '2026-11-21T03:00:00.000Z',
    complete: true,
    attributes: [],
    relationships: [],
    family: null,
    products,
    assets: [],
    missing_columns: [],
    ...more,
  }
}

export interface World {
  items: CatalogueItem[]
  live: PimState
  specs?: AttributeSpec[]
  settings?: Settings
  overrides?: Override[]
  selection?: Partial<PlanSelection>
  memory?: Partial<PlanInput['memory']>
  allow?: PlanInput['allow']
}

/** An account with products has the definitions that they need, unless a test says otherwise. */
function withDefinitions(live: PimState, specs: AttributeSpec[], { relationships, target }: Settings): PimState {
  if (live.products.length === 0 || live.attributes.length > 0) return live
  const wanted = specs
    .filter(({ type }) => type !== null)
    .map(({ label, name, type, options }) => ({ label, name, type: type ?? '', options }))
  const own = [
    { label: target.gallery, name: 'Amazon Images', type: MEMORY.galleryType, options: [] },
    { ...MEMORY.baseline, options: [] },
  ]
  const attributes = [...wanted, ...own].map((attribute) => ({ id: `id-${attribute.label}`, ...attribute }))
  const links = [relationships.hierarchy, relationships.listings].map((entry) => ({
    id: `id-${entry.label}`,
    ...entry,
  }))
  return { ...live, attributes, relationships: links }
}

export function planInput({ items, live, ...world }: World): PlanInput {
  const specs = world.specs ?? [TITLE, UPC]
  const own = world.settings ?? settings()
  return {
    settings: own,
    attributes: specs,
    overrides: world.overrides ?? [],
    sources: toItems(
      [
        {
          header: {
            format_version: '1.0',
            provider: 'amazon',
            marketplace: 'US',
            query: {},
            complete: true,
            counts: {},
            digest: 'sha256:0',
            exported_at: '2026-11-21T02:00:00Z',
          },
          items,
          diagnostics: [],
        },
      ],
      AMAZON_FACTS,
      own,
    ),
    shops: shopsOf(own),
    keys: keysOf({ settings: own, shops: shopsOf(own) }),
    live: liveState(withDefinitions(live, specs, own)),
    traits: memoryTraits({ settings: own, attributes: specs }),
    variants: [],
    selection: { ...EVERYTHING, ...world.selection },
    allow: world.allow ?? new Set(),
    memory: { created: new Set(), deadImages: new Set(), takenOff: new Set(), ...world.memory },
    digest,
  }
}

export function plan(world: World): PlanContents {
  return assemblePlan(planInput(world))
}

export function operationAt(contents: PlanContents, address: string): Operation {
  const found = contents.operations.find((operation) => operation.address === address)
  if (!found)
    throw new Error(`No operation at ${address}; there are ${contents.operations.map(({ id }) => id).join(', ')}`)
  return found
}

export function override(asin: string, more: Partial<Override>): Override {
  return { id: asin, shop: null, position: { file: 'specs/overrides/boots.yaml', line: 3, column: 3 }, ...more }
}
