import { describe, expect, test } from 'vitest'
import { choosePair, initWorkspace } from '../../src/services/init.ts'
import { validateWorkspace } from '../../src/services/validate.ts'
import { providers } from '../support/providers.ts'
import { checked, findings, type Mistake, temporaryFolder } from './workspace-files.ts'

const HEAD = 'version: 1\nscope: boots\nsource: { shopify: { shop: first } }\ntarget:\n  shopify:\n    shop: second\n'
const SYNC = `${HEAD}    location: Berlin\n`

const SETTINGS: Mistake[] = [
  ['    |stauts: ACTIVE', 'error', 'unknown key "stauts" in target.shopify; did you mean "status"?'],
  [
    '    status: |active',
    'error',
    'target.shopify.status must be DRAFT, ACTIVE, ARCHIVED or UNLISTED; did you mean "ACTIVE"?',
  ],
  [
    '    key: |"{source}-{shop}"',
    'error',
    'target.shopify.key must contain {id} or {sku}, or all products would get one key',
  ],
  [
    '    key: |"{sorce}-{id}"',
    'error',
    'target.shopify.key names {sorce}, which is not filled in; did you mean "source"?',
  ],
  ['    key: |"{id}-{id}"', 'error', 'target.shopify.key must contain {id} once, not 2 times'],
  [
    '    key_metafield: |sync_key',
    'error',
    'target.shopify.key_metafield must be NAMESPACE.KEY, such as custom.sync_key',
  ],
  [
    '    key_metafield: |$app:sync.key',
    'error',
    'target.shopify.key_metafield must be NAMESPACE.KEY, such as custom.sync_key',
  ],
  ['    publish: |Online Store', 'error', 'target.shopify.publish must be a list, not text'],
  ['    publish: [Shop, |Shop]', 'error', 'target.shopify.publish holds the same entry twice'],
  ['    gallery: |images', 'error', 'target.shopify.gallery must be media'],
  [
    '    location: |[Berlin]',
    'error',
    'target.shopify.location must be the name or the id of a location, or null, not a list',
  ],
  ['    collections: [|Winter Boots]', 'error', 'target.shopify.collections[0] must be a handle such as winter-boots'],
  [
    '    api_version: |2024-01',
    'error',
    'target.shopify.api_version must be 2026-01, 2026-04, 2026-07 or 2026-10; did you mean "2026-01"?',
  ],
]

test.each(SETTINGS)('%s', (...mistake) => {
  checked('sync.yaml', HEAD, mistake, { 'specs/attributes.yaml': 'version: 1\nattributes: {}\n' })
})

test('a shop is not kept equal to itself', () => {
  const text =
    'version: 1\nscope: boots\nsource: { shopify: { shop: first } }\ntarget: { shopify: { shop: First.myshopify.com } }\n'

  expect(findings({ 'sync.yaml': text, 'specs/attributes.yaml': 'version: 1\nattributes: {}\n' })).toContain(
    'sync.yaml:4:28: error: target.shopify.shop is the shop that source.shopify reads: whatever is made there would be read again',
  )
})

const ATTRIBUTES: Mistake[] = [
  ['  |titel: { from: item_name, write: always }', 'error', 'titel is no field of a product; did you mean "title"?'],
  ['  |price: { from: price, write: always }', 'error', 'price is a field of a variant'],
  [
    '  |metafields.c.x: { from: price, write: always }',
    'error',
    'metafields.c.x is no metafield: a namespace has 3 to 255 and a key 2 to 64 letters, digits, - and _',
  ],
  [
    '  |metafields.custom.sync_key: { from: sku, write: always }',
    'error',
    'metafields.custom.sync_key holds the key of the product (target.shopify.key_metafield) and cannot be written by a rule here',
  ],
  [
    '  |metafields.$app:sync.baseline: { from: sku, write: always }',
    'error',
    'metafields.$app:sync.baseline holds what was last written to a product and cannot be written by a rule here',
  ],
  [
    '  |media: { from: sku, write: always }',
    'error',
    'media holds the images of the product and cannot be written by a rule here',
  ],
  [
    '  status: { value: |DRAFTS, write: always }',
    'error',
    'status.value must be DRAFT, ACTIVE, ARCHIVED or UNLISTED; did you mean "DRAFT"?',
  ],
  [
    '  metafields.custom.a1: { type: |product_reference, from: sku, write: always }',
    'error',
    'metafields.custom.a1.type: product_reference refers to another object of the shop, which no value of a source names',
  ],
  [
    '  metafields.custom.a1: { type: number_integer, value: |1.5, write: always }',
    'error',
    'metafields.custom.a1.value is not a whole number',
  ],
  ['  title: { |type: json, from: item_name, write: always }', 'error', 'unknown key "type" in title'],
]

describe('a rule of a product', () => {
  test.each(ATTRIBUTES)('%s', (...mistake) => {
    checked('specs/attributes.yaml', 'version: 1\nattributes:\n', mistake, { 'sync.yaml': SYNC })
  })
})

const VARIANTS: Mistake[] = [
  ['  |title: { from: item_name, write: always }', 'error', 'title is a field of a product'],
  ['  |prise: { from: price, write: always }', 'error', 'prise is no field of a variant; did you mean "price"?'],
]

describe('a rule of a variant', () => {
  test.each(VARIANTS)('%s', (...mistake) => {
    checked('specs/attributes.yaml', 'version: 1\nattributes: {}\nvariants:\n', mistake, { 'sync.yaml': SYNC })
  })
})

describe('a new workspace', () => {
  test.each([
    ...['amazon', 'plytix', 'postgres', 'shopify', 'file', 'shopee', 'tiktok-shop'].map((source) => [
      source,
      'shopify',
    ]),
    ['shopify', 'postgres'],
  ])('of %s and %s is valid as it is, and once everything in it is used', (source, target) => {
    const cwd = temporaryFolder()
    const attributes = (text: string): string => text.replace(/^ {2}# (?=\S+:(?: #.*)?$| {2}\S+: )/gm, '  ')
    for (const change of [(text: string) => text, attributes]) {
      const folder = `${cwd}/${change === attributes ? 'all' : 'plain'}`
      const pair = choosePair(providers, { source: [source ?? ''], target })
      initWorkspace({ providers, cwd, folder, pair, ...(target === 'shopify' && { attributes: change }) })

      expect(validateWorkspace({ providers, cwd: folder }).diagnostics).toEqual([])
    }
  })
})
