import { describe, expect, test } from 'vitest'
import type { Json } from '../../../../src/model/json.ts'
import { encodeValue } from '../../../../src/model/values.ts'
import { kindOf } from './workspace.ts'

/** What becomes of a value that a rule gives for a path: the form in which it is written, or why it is not. */
function written(path: string, value: Json): Json {
  const field = kindOf('product').field(path)
  const encoded = encodeValue(field.holds, value)
  if (!encoded.ok) return encoded.message
  const formed = field.form && encoded.value !== null ? field.form(encoded.value) : encoded.value
  return formed === null ? null : (field.objection?.(formed) ?? formed)
}

const VARIANT = 'variants/A-1/'

describe('a value of a product', () => {
  test.each<[path: string, value: Json, becomes: Json]>([
    ['title', 'Felt  boot', 'Felt boot'],
    ['title', 'ä'.repeat(255), 'ä'.repeat(255)],
    ['title', 'ä'.repeat(256), 'has 256 characters, of which 255 fit'],
    ['vendor', 'x'.repeat(256), 'has 256 characters, of which 255 fit'],
    ['tags', ['felt', ' Winter '], ['felt', 'Winter']],
    ['tags', ['Felt', 'felt', 'FELT'], ['Felt']],
    ['tags', ['boots, warm'], '("boots, warm") contains a comma, which parts tags'],
    ['tags', ['x'.repeat(256)], 'contains a tag that has 256 characters, of which 255 fit'],
    ['status', 'active', 'ACTIVE'],
    ['handle', ' Felt Boot (39)! ', 'felt-boot-39'],
    ['handle', 'Bottes d’été', 'bottes-d-été'],
    ['handle', '%%%', 'has neither letters nor digits, of which handles are made'],
    ['category', 'gid://shopify/TaxonomyCategory/aa-1-1', 'aa-1-1'],
    ['category', 'aa-8', 'aa-8'],
    [
      'category',
      'Apparel > Shoes',
      "is no category of Shopify's taxonomy, such as aa-1-1 or gid://shopify/TaxonomyCategory/aa-1-1",
    ],
    ['collections', ['Winter Boots', 'winter-boots'], ['winter-boots']],
    ['collections', ['…'], '("…") is no handle'],
    ['material', 'felt', 'belongs to no field in Shopify'],
  ])('%s %j becomes %j', (path, value, becomes) => {
    expect(written(path, value)).toEqual(becomes)
  })

  test('markup keeps the references that stand in it, and is the same with other white space', () => {
    const { holds } = kindOf('product').field('descriptionHtml')

    expect(written('descriptionHtml', '<p>a &lt; b &amp; c</p>\n')).toBe('<p>a &lt; b &amp; c</p>')
    expect(holds).toBe('html')
  })

  test.each(['title', 'status', 'handle'])('%s cannot be cleared', (path) => {
    expect(kindOf('product').field(path).objection?.(null)).toMatch(/^would be left empty, and every product has a /)
  })
})

describe('a value of a variant', () => {
  test.each<[path: string, value: Json, becomes: Json]>([
    ['sku', 'A-1', 'A-1'],
    ['barcode', '4'.repeat(256), 'has 256 characters, of which 255 fit'],
    ['price', 89.9, '89.9'],
    ['price', '+.5', '0.5'],
    ['price', '9.', '9'],
    ['price', '89.9000', '89.9000'],
    ['price', '89.905', 'has more than 2 decimals'],
    ['price', '-1', 'is below 0'],
    ['compareAtPrice', '1'.repeat(16), 'has more than 15 digits before the point'],
    ['weight_g', '900', 900],
    ['weight_g', 0, null],
    ['weight_g', -1, 'is below 0'],
    ['taxable', 'false', false],
    ['options', { ' Color ': ' Dark  red ', Size: 39, Width: '' }, { Color: 'Dark red', Size: '39' }],
    ['options', { Title: 'Default Title' }, null],
    ['options', 'red', 'is no object of names of options and their values'],
    ['options', { a: '1', b: '2', c: '3', d: '4' }, 'has 4 options, of which 3 fit'],
    ['options', { Color: ['red'] }, 'gives option Color a value that is no text'],
    ['options', { Color: 'x'.repeat(256) }, 'has an option whose name or value has 256 characters, of which 255 fit'],
    ['inventory', 12, 'needs target.shopify.location, which says where the stock lies'],
  ])('%s %j becomes %j', (path, value, becomes) => {
    expect(written(VARIANT + path, value)).toEqual(becomes)
  })

  test('a price cannot be cleared', () => {
    expect(kindOf('product').field(`${VARIANT}price`).objection?.(null)).toMatch(/^would be left empty/)
  })

  test('a stock is a whole number once there is a location', () => {
    const { objection } = kindOf('variant', { target: '{ shop: sandbox, location: Berlin }' }).field('inventory')

    expect([12, -3, 1.5, 2e9].map((value) => objection?.(value))).toEqual([
      null,
      null,
      'is no whole number',
      'is beyond 1,000,000,000',
    ])
  })
})

test('a metafield relies on its definition, one of the app alone on none', () => {
  const attributes = [
    'metafields.custom.material: { from: material, write: always }',
    'metafields.$app:x.seen: { value: "1", write: always }',
  ]
  const kind = kindOf('product', { attributes })

  expect(kind.field('metafields.custom.material').definedBy).toBe('metafield-definition.product.custom.material')
  expect(kind.field('variants/A/metafields.custom.sync_key')).toMatchObject({
    holds: 'text',
    definedBy: 'metafield-definition.variant.custom.sync_key',
  })
  expect(kind.field('metafields.$app:x.seen').definedBy).toBeUndefined()
  expect(kind.field('metafields.$app:sync.baseline')).toMatchObject({ holds: 'multiline' })
})
