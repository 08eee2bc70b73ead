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
    canonical: { identifiers: [gtin], match: { model_fallbacks: false, model_size: true } }
relationships:
  hierarchy: Shop Family
  listings: { label: shop_listings, name: Shop Listings }
images: { name: "x-{id}.{ext}", recognise: [], max_per_product: 20, thumbnail_fallback: first }
policy:
  create_definitions: false
  unmatched: flag
  on_unadopted: overwrite
  on_drift: overwrite
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
      source: { ...source, marketplaces: ['US'] },
      target: { provider: 'plytix', ...target, options: target },
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
        max_export_drop_percent: 20,
        max_change_percent: 30,
        quota_share: 1,
        baseline: 'account',
      },
    })
  })

  it('reads every key, and text as it is written', () => {
    const { settings } = loadWorkspace({ providers, cwd: workspaceFolder({ 'sync.yaml': EVERYTHING }) })

    expect(settings.source).toMatchObject({
      marketplaces: ['US', 'UK'],
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
    expect(settings.target).toEqual({ provider: 'plytix', ...target, options: target })
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
      max_export_drop_percent: 30,
      max_change_percent: 45,
      quota_share: 0.8,
      baseline: 'account',
    })
  })

  it('reads overrides with keys and SKUs as text, for every marketplace or one', () => {
    const text = `version: 1
overrides:
  0439023483: { canonical: 00123, reason: a book }
  US/1234567890: { canonical: 1e5, reason: a number }
  B07X8Z63ZL: { canonical: none, reason: false }
  B07X8Z63ZM: { ignore: true, reason: "a 'test'" }
`
    const { overrides } = loadWorkspace({ providers, cwd: workspaceFolder({ 'specs/overrides/a.yaml': text }) })

    const at = (line: number) => ({ file: 'specs/overrides/a.yaml', line, column: 3 })
    expect(overrides).toMatchObject([
      { asin: '0439023483', marketplace: null, canonical: '00123', reason: 'a book', position: at(3) },
      { asin: '1234567890', marketplace: 'US', canonical: '1e5', reason: 'a number', position: at(4) },
      { asin: 'B07X8Z63ZL', marketplace: null, canonical: 'none', reason: 'false', position: at(5) },
      { asin: 'B07X8Z63ZM', marketplace: null, ignore: true, reason: "a 'test'", position: at(6) },
    ])
  })

  it('reads every part of an override, with its place, scalars as they are written', () => {
    const text = `version: 1
overrides:
  US/B07X8Z63ZL:
    canonical: 00123
    parent: 0439023483
    attributes: { amazon_title: 09.50 }
    keep: [label]
    images: { exclude: [PT03], order: [MAIN, PT02], main: PT01 }
    reason: seen
`
    const files = {
      'specs/overrides/a.yaml': text,
      'specs/attributes.yaml': `version: 1
attributes:
  label: { from: item_name, write: always }
  amazon_title: { name: Amazon Title, type: TextAttribute, from: item_name, write: always }
`,
    }
    const [override] = loadWorkspace({ providers, cwd: workspaceFolder(files) }).overrides

    const at = (line: number, column: number) => ({ file: 'specs/overrides/a.yaml', line, column })
    expect(override).toEqual({
      asin: 'B07X8Z63ZL',
      marketplace: 'US',
      canonical: '00123',
      parent: '0439023483',
      attributes: { amazon_title: '09.50' },
      keep: ['label'],
      images: { exclude: ['PT03'], order: ['MAIN', 'PT02'], main: 'PT01' },
      reason: 'seen',
      position: at(3, 3),
      places: {
        canonical: at(4, 16),
        parent: at(5, 13),
        'attributes.amazon_title': at(6, 19),
        keep: at(7, 5),
        images: at(8, 5),
        'images.exclude': at(8, 15),
        'images.order': at(8, 32),
        'images.main': at(8, 53),
      },
    })
  })

  it('reads the same from a CSV file, quoted as spreadsheets do', () => {
    const text =
      '\uFEFFASIN,marketplace,canonical,parent,keep,ignore,reason\r\n\r\n' +
      '"0439023483",US,"PB,10",none,amazon_title,FALSE,"says ""no"", twice\r\non two lines"\r\nB07X8Z63ZL,,,,,true,gone'
    const { overrides } = loadWorkspace({ providers, cwd: workspaceFolder({ 'specs/overrides/a.csv': text }) })

    expect(overrides).toMatchObject([
      {
        asin: '0439023483',
        marketplace: 'US',
        canonical: 'PB,10',
        parent: 'none',
        keep: ['amazon_title'],
        ignore: false,
        reason: 'says "no", twice\r\non two lines',
        position: { file: 'specs/overrides/a.csv', line: 3, column: 1 },
        places: { canonical: { line: 3, column: 17 } },
      },
      { asin: 'B07X8Z63ZL', marketplace: null, ignore: true, position: { line: 5, column: 1 } },
    ])
  })

  it('reads attributes in the order of the file, own fields and aliases among them', () => {
    const text = `version: 1
attributes:
  label: { from: item_name, write: always, clear: true }
  a: &choice { name: A, type: DropdownAttribute, options: [007, 1e5], from: size, write: if-empty }
  b: { name: B, type: IntAttribute, value: 007, write: if-new }
  A: *choice
  c: { name: C, type: BooleanAttribute, write: never }
`
    const { workspace, diagnostics } = inspectWorkspace({
      providers,
      cwd: workspaceFolder({ 'specs/attributes.yaml': text }),
    })
    expect(workspace).toBeNull()
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'the target makes the label "a" of the name "A", not "A"',
    ])

    const { attributes } = loadWorkspace({
      providers,
      cwd: workspaceFolder({ 'specs/attributes.yaml': text.replace(/ {2}A:.*\n/, '') }),
    })
    expect(attributes.map(({ position: _, ...spec }) => spec)).toEqual([
      {
        label: 'label',
        name: 'label',
        type: null,
        from: 'item_name',
        value: null,
        write: 'always',
        clear: true,
        options: [],
      },
      {
        label: 'a',
        name: 'A',
        type: 'DropdownAttribute',
        from: 'size',
        value: null,
        write: 'if-empty',
        clear: false,
        options: ['007', '1e5'],
      },
      { label: 'b', name: 'B', type: 'IntAttribute', from: null, value: 7, write: 'if-new', clear: false, options: [] },
      {
        label: 'c',
        name: 'C',
        type: 'BooleanAttribute',
        from: null,
        value: null,
        write: 'never',
        clear: false,
        options: [],
      },
    ])
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
