import { describe, expect, it } from 'vitest'
import { checked, findings, type Mistake } from './workspace-files.ts'

const SYNC_HEAD = 'version: 1\nscope: boots\n'
const AMAZON = `${SYNC_HEAD}target: { plytix: }\nsource:\n  amazon:\n    marketplace: US\n    brands: [Boots]\n`
const PLYTIX = `${SYNC_HEAD}source: { amazon: { marketplace: [US, CA], brands: [Boots] } }\ntarget:\n  plytix:\n`
const WHOLE = `${SYNC_HEAD}source: { amazon: { marketplace: US, brands: [Boots] } }\ntarget: { plytix: }\n`

const TOP_MISTAKES: Mistake[] = [
  ['|polcy: {}', 'error', 'unknown key "polcy"; did you mean "policy"?'],
  ['|version: 1', 'error', 'the key "version" is given twice'],
  ['policy: { unmatched: |creat }', 'error', 'policy.unmatched must be create, skip or flag; did you mean "create"?'],
  ['policy: { quota_share: |0 }', 'error', 'policy.quota_share must be more than 0, or nothing could be done'],
  ['policy: { quota_share: |101% }', 'error', 'policy.quota_share must be a percentage from 0 to 100, such as 80%'],
  ['policy: { quota_share: |120 }', 'error', 'policy.quota_share must be a percentage from 0 to 100, such as 80%'],
  [
    'policy: { quota_share: |0.8 }',
    'warning',
    "policy.quota_share is 0.8 %, less than a hundredth of the account's quota",
  ],
  [
    'policy: { on_gone: |mark }',
    'error',
    'policy.on_gone is mark, but no attribute with write: always reads listing_status',
  ],
  ['policy: { prune: { |link: true } }', 'error', 'unknown key "link" in policy.prune; did you mean "links"?'],
  [
    'relationships: { hierarchy: { label: |family, name: Amazon Hierarchy } }',
    'error',
    'the target makes the label "amazon_hierarchy" of the name "Amazon Hierarchy", not "family"',
  ],
  [
    'relationships: { hierarchy: Shop Links, |listings: shop.links }',
    'error',
    'hierarchy and listings are both "shop_links"; they must be two relationships',
  ],
  ['images: { name: |"{id}" }', 'error', 'images.name must contain {ext}'],
  ['images: { name: |"{id}-{slot}.{ext}" }', 'error', 'images.name takes only {id} and {ext}, not {slot}'],
  [
    'images: { recognise: [|amazon_*] }',
    'error',
    'images.recognise[0] must contain {id} once, and no other placeholder',
  ],
  ['images: { max_per_product: |301 }', 'error', 'images.max_per_product must be at most 300'],
  ['images: { max_per_product: |2.5 }', 'error', 'images.max_per_product must be a whole number'],
  ['images: |[]', 'error', 'images must be a mapping, not a list'],
  ['images: { thumbnail_fallback: |!first none }', 'error', 'tags that begin with ! are not taken here'],
  ['images:\n|\tname: x', 'error', 'the line is indented with a tab; YAML takes spaces only'],
  ['images: { name: |*missing }', 'error', 'no anchor of this name stands before this alias'],
]

const AMAZON_MISTAKES: Mistake[] = [
  ['    |market: CA', 'error', 'unknown key "market" in source.amazon; did you mean "marketplace"?'],
  ['    asins: [|B07X8Z63Z]', 'error', 'source.amazon.asins[0] must be an ASIN: ten upper-case letters and digits'],
  ['    max_age: |24', 'error', 'source.amazon.max_age must be a duration such as 90m, 24h or 7d'],
  [
    '    image_hosts: [|"https://images.example"]',
    'error',
    'source.amazon.image_hosts[0] must be a host name in lower case, such as m.media-amazon.com',
  ],
  ['    include_parents: |yes', 'error', 'source.amazon.include_parents must be true or false, not text'],
]

const PLYTIX_MISTAKES: Mistake[] = [
  [
    '    sku: |AMZN-{asin}',
    'error',
    'target.plytix.sku must contain {marketplace}, since an ASIN can be listed in several of the configured marketplaces',
  ],
  [
    '    sku: |"AMZN-{marketplace}"',
    'error',
    'target.plytix.sku must contain {asin}, or all listings would get one SKU',
  ],
  [
    '    sku: |"{asin}-{marketplce}"',
    'error',
    'target.plytix.sku takes only {marketplace} and {asin}, not {marketplce}; did you mean "marketplace"?',
  ],
  [
    '    gallery: |amazon_sync_baseline',
    'error',
    'amazon_sync_baseline holds what was last written to a product and cannot be the gallery',
  ],

  ['    family: |', 'error', 'target.plytix.family must be text, not nothing'],
  [
    '    canonical: { identifiers: [|upc] }',
    'error',
    'target.plytix.canonical.identifiers[0] must be gtin or attributes.LABEL',
  ],
  [
    '    canonical: { |exclude_sku_prefixes: [OLD-] }',
    'warning',
    'no entry covers "AMZN-", with which target.plytix.sku begins',
  ],
]

describe('a mistake in sync.yaml is named where it stands', () => {
  it.each(TOP_MISTAKES)('%s', (...mistake) => checked('sync.yaml', WHOLE, mistake))

  it.each(AMAZON_MISTAKES)('%s', (...mistake) => checked('sync.yaml', AMAZON, mistake))

  it.each(PLYTIX_MISTAKES)('%s', (...mistake) => checked('sync.yaml', PLYTIX, mistake))

  it('says which required keys are missing', () => {
    expect(findings({ 'sync.yaml': 'version: 1\nsource: { amazon: }\n' })).toEqual([
      'sync.yaml:1:1: error: the key "scope" is missing',
      'sync.yaml:1:1: error: the key "target" is missing',
      'sync.yaml:2:11: error: the key "marketplace" is missing in source.amazon',
      'sync.yaml:2:11: warning: source.amazon names neither brands nor asins, so sync export finds nothing by itself',
    ])
  })
})
