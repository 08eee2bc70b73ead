import { describe, expect, it } from 'vitest'
import { inspectWorkspace, loadWorkspace } from '../../src/config/index.ts'
import { providers } from '../support/providers.ts'
import { workspaceFolder } from './workspace-files.ts'

const EVERYTHING = `version: 1
scope: twisted-x
source:
  amazon:
    marketplace: [US, GB]
    brands: [{ name: Twisted X, aliases: [Twisted X Boots] }, Wrangler]
    include_parents: false
    asins: [0439023483]
    max_age: 90m
    image_hosts: [m.media-amazon.com]
    rollout: { styles: [0032, 1e5] }
target:
  plytix:
    sku: "SHOP-{marketplace}-{asin}"
    family: 007
    gallery: shop_images
    reading: changes
    full_read_every: 36h
    canonical: { identifiers: [gtin], match: { model_fallbacks: false, model_size: true } }
relationships:
  exclusive: true
  hierarchy: Shop Family
  listings: { label: shop_listings, name: Shop Listings }
images: { name: "x-{id}.{ext}", recognise: [], max_per_product: 20, thumbnail_fallback: first }
policy:
  create_definitions: false
  unmatched: flag
  on_unadopted: overwrite
  on_drift: overwrite
  on_gone: archive
  prune: { links: true, products: true }
  max_delete_percent: 12.5%
  max_export_drop_percent: 30%
  max_change_percent: 45
  quota_share: 80%
  baseline: account
`

describe('loadWorkspace', () => {
  it('fills in the defaults', () => {
    const { settings, overrides, diagnostics } = loadWorkspace({ providers, cwd: workspaceFolder() })

    expect(overrides).toEqual([])
    expect(diagnostics).toEqual([])
    const source = {
      provider: 'amazon',
      shops: ['US'],
      account: null,
      max_age_seconds: 86_400,
      image_hosts: ['m.media-amazon.com', 'images-na.ssl-images-amazon.com'],
      rollout_styles: [],
      options: {
        brands: [{ name: 'Twisted X', aliases: [] }],
        include_parents: true,
        asins: [],
        seller_id: null,
        lookup_gtins: 'auto',
      },
    }
    const target = {
      sku: 'AMZN-{marketplace}-{asin}',
      family: null,
      gallery: 'amazon_images',
      canonical: {
        exclude_sku_prefixes: ['AMZN-'],
        identifiers: ['gtin', 'attributes.upc', 'attributes.ean'],
        default_identifiers: true,
        match: { model_fallbacks: true, model_size: false },
      },
    }
    expect(settings).toEqual({
      scope: 'twisted-x',
      sources: [source],
      target: { provider: 'plytix', ...target, options: { ...target, reading: 'auto', full_read_every: '7d' } },
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
        max_export_drop_percent: 20,
        max_change_percent: 30,
        quota_share: 1,
        baseline: 'account',
      },
    })
  })

  it('reads every key, and text as it is written', () => {
    const { settings } = loadWorkspace({ providers, cwd: workspaceFolder({ 'sync.yaml': EVERYTHING }) })

    expect(settings.sources[0]).toMatchObject({
      shops: ['US', 'UK'],
      max_age_seconds: 5_400,
      image_hosts: ['m.media-amazon.com'],
      rollout_styles: ['0032', '1e5'],
      options: {
        brands: [
          { name: 'Twisted X', aliases: ['Twisted X Boots'] },
          { name: 'Wrangler', aliases: [] },
        ],
        include_parents: false,
        asins: ['0439023483'],
      },
    })
    const target = {
      sku: 'SHOP-{marketplace}-{asin}',
      family: '007',
      gallery: 'shop_images',
      canonical: {
        exclude_sku_prefixes: ['SHOP-'],
        identifiers: ['gtin'],
        default_identifiers: false,
        match: { model_fallbacks: false, model_size: true },
      },
    }
    const reading = { reading: 'changes', full_read_every: '36h' }
    expect(settings.target).toEqual({ provider: 'plytix', ...target, options: { ...target, ...reading } })
    expect(settings.relationships).toEqual({
      hierarchy: { label: 'shop_family', name: 'Shop Family' },
      listings: { label: 'shop_listings', name: 'Shop Listings' },
    })
    expect(settings.images).toEqual({
      name: 'x-{id}.{ext}',
      recognise: [],
      max_per_product: 20,
      thumbnail_fallback: 'first',
    })
    expect(settings.policy).toEqual({
      create_definitions: false,
      unmatched: 'flag',
      on_unadopted: 'overwrite',
      on_drift: 'overwrite',
      on_gone: 'archive',
      prune: { links: true, images: false, products: true, variants: false },
      exclusive: true,
      max_delete_percent: 12.5,
      max_export_drop_percent: 30,
      max_change_percent: 45,
      quota_share: 0.8,
      baseline: 'account',
    })
  })

  it('returns warnings with a workspace that is usable', () => {
    const text = 'version: 1\noverrides: { B07X8Z63ZL: { ignore: true } }\n'
    const { diagnostics } = loadWorkspace({ providers, cwd: workspaceFolder({ 'specs/overrides/a.yaml': text }) })

    expect(diagnostics).toEqual([
      {
        severity: 'warning',
        code: 'reason',
        message: 'B07X8Z63ZL has no reason',
        address: null,
        file: 'specs/overrides/a.yaml',
        line: 2,
        column: 14,
        hint: 'Say why, for the people who come after you: reason: …',
      },
    ])
  })

  it('finds nothing wrong with the workspace of this repository', () => {
    const { workspace, diagnostics } = inspectWorkspace({ providers, cwd: import.meta.dirname })

    expect(diagnostics).toEqual([])
    expect(workspace?.settings.scope).toBe('twisted-x')
    expect(workspace?.attributes.map(({ label, write }) => `${write} ${label}`)).toMatchSnapshot()
  })
})
