import fc from 'fast-check'
import { expect, test } from 'vitest'
import { convertItem, stubItem } from '../../../src/providers/amazon/convert.ts'
import { marketplaceOf } from '../../../src/providers/amazon/marketplaces.ts'
import { AMAZON_PATHS } from '../../../src/providers/amazon/paths.ts'
import { US } from './world.ts'

const CANADA = 'A2EUQ1WTGCTBG2'
const us = marketplaceOf('US')
const here = (fields: object) => [{ marketplaceId: US, ...fields }]

function convert(fields: object) {
  const { item, diagnostics } = convertItem({ asin: 'B07TBFZL3N', ...fields }, us)
  if (!item) throw new Error('not converted')
  return { ...item, codes: diagnostics.map(({ code }) => code) }
}

test('takes the values of its marketplace only', () => {
  const item = convert({
    summaries: [{ marketplaceId: CANADA, itemName: 'Botte' }, ...here({ itemName: 'Boot' })],
    attributes: {
      color: [
        { value: 'Brun', marketplace_id: CANADA },
        { value: 'Brown', marketplace_id: US },
      ],
      department: [{ value: 'Men' }],
      fabric: [{ value: 'Cuir', marketplace_id: CANADA }],
    },
    productTypes: [{ marketplaceId: CANADA, productType: 'SHOES' }],
  })

  expect(item).toMatchObject({ marketplace: 'US', item_name: 'Boot', color: 'Brown', product_type: null })
  expect(item.attributes).toEqual({ color: [{ value: 'Brown', marketplace_id: US }], department: [{ value: 'Men' }] })
})

test('takes summaries first and attributes second, and notes the unusual place', () => {
  const item = convert({
    summaries: here({ itemName: 'Boot', modelNumber: 'MCA0032' }),
    attributes: {
      item_name: [{ value: 'Another' }],
      brand: [{ value: 'Twisted X' }],
      bullet_point: [{ value: 'Leather.' }, { value: 7 }, { value: 'Rubber.' }],
      product_description: [{ value: 'A boot.' }],
      variation_theme: [{ name: 'SIZE/COLOR' }],
    },
  })

  expect(item).toMatchObject({
    item_name: 'Boot',
    model_number: 'MCA0032',
    brand: 'Twisted X',
    bullet_points: ['Leather.', '7', 'Rubber.'],
    description: 'A boot.',
    variation_theme: 'SIZE/COLOR',
    url: 'https://www.amazon.com/dp/B07TBFZL3N',
  })
  expect(item.paths).toEqual({
    brand: 'attributes.brand[0].value',
    variation_theme: 'attributes.variation_theme[0].name',
  })
})

test('keeps identifiers as they are given, and the first of each kind by name', () => {
  const identifiers = [
    { identifierType: 'UPC', identifier: '884882325297' },
    { identifierType: 'EAN', identifier: '0884882325297' },
    { identifierType: 'UPC', identifier: '884882325298' },
    { identifierType: 'SKU', identifier: 'MCA0032-M-13' },
    { identifierType: 'GTIN', identifier: null },
  ]

  const item = convert({ identifiers: here({ identifiers }) })

  expect(item.identifiers.map(({ type }) => type)).toEqual(['UPC', 'EAN', 'UPC', 'SKU'])
  expect(item).toMatchObject({ upc: '884882325297', ean: '0884882325297', gtin: null, sku: 'MCA0032-M-13' })
})

test('reads families from VARIATION, never from PACKAGE_HIERARCHY', () => {
  const relationships = [
    { type: 'PACKAGE_HIERARCHY', parentAsins: ['B000000001'], childAsins: ['B000000002'] },
    { type: 'VARIATION', parentAsins: ['B000000003', 'B000000004', 'B000000003'], variationTheme: { theme: 'SIZE' } },
    { type: 'VARIATION', childAsins: ['B000000005', 'B07TBFZL3N', 'nonsense', null] },
  ]

  const item = convert({ relationships: here({ relationships }) })

  expect(item).toMatchObject({
    parent_asin: 'B000000003',
    parent_asins: ['B000000003', 'B000000004'],
    child_asins: ['B000000005'],
    variation_theme: 'SIZE',
    codes: ['malformed-asin'],
  })
})

test('reports several MAIN pictures and unreadable entries', () => {
  const main = (name: string) => ({ variant: 'MAIN', link: `https://h/${name}.jpg`, width: 900, height: 900 })

  const item = convert({ images: here({ images: [main('a'), main('b'), null] }), summaries: 'none' })

  expect(item.images).toHaveLength(1)
  expect(item.codes.sort()).toEqual(['several-main-images', 'unreadable-data', 'unreadable-image'])
})

test('keeps odd characters and links as plain data', () => {
  const name = 'Boot\u0000\u001b[31m\u202e "x" \ud800'
  const link = 'javascript:alert(1)'

  const item = convert({ summaries: here({ itemName: name }), images: here({ images: [{ variant: 'MAIN', link }] }) })

  expect(item.item_name).toBe(name)
  expect(item.images[0]?.link).toBe(link)
})

test('is not led astray by names that objects inherit', () => {
  const attributes = JSON.parse('{"__proto__":[{"value":"x"}],"constructor":[{"value":"y"}],"brand":[{"value":"Z"}]}')

  const item = convert({ attributes })

  expect(item.brand).toBe('Z')
  expect(Object.keys(item.attributes)).toEqual(['constructor', 'brand'])
  expect(({} as { value?: unknown }).value).toBeUndefined()
})

test.each([undefined, null, 7, '', 'b07tbfzl3n', 'B07TBFZL3', '../etc/pas'])(
  'leaves out an item with the ASIN %j',
  (asin) => {
    expect(convertItem({ asin }, us)).toMatchObject({ item: null, diagnostics: [{ code: 'malformed-asin' }] })
  },
)

test('never throws, whatever shape an answer has', () => {
  const names = ['summaries', 'attributes', 'identifiers', 'images', 'productTypes', 'relationships', 'marketplaceId']
  const inner = [
    'images',
    'relationships',
    'identifiers',
    'type',
    'link',
    'variant',
    'itemName',
    'brand',
    'value',
    'theme',
  ]
  const key = fc.oneof(fc.constantFrom(...names, ...inner), fc.string())
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(null, US, 'VARIATION', 7, true, ''),
      tie('list'),
      tie('object'),
    ),
    list: fc.array(tie('any'), { maxLength: 3 }),
    object: fc.dictionary(key, tie('any'), { maxKeys: 5 }),
  }))
  const answer = fc.dictionary(fc.constantFrom(...names), value.any)

  fc.assert(
    fc.property(answer, (fields) => {
      const { item } = convertItem({ ...fields, asin: 'B07TBFZL3N' }, us)
      expect(item?.asin).toBe('B07TBFZL3N')
    }),
  )
})

test('has a usual place for every field', () => {
  const { listing_status: _status, unavailable: _stub, ...fields } = stubItem('B07TBFZL3N', us)

  expect(Object.keys(AMAZON_PATHS).sort()).toEqual(Object.keys(fields).sort())
})

test('takes GB for UK, and refuses what Amazon does not have', () => {
  expect(marketplaceOf('GB')).toMatchObject({ id: 'A1F83G8C2ARO7P', region: 'eu', shop: 'www.amazon.co.uk' })
  expect(() => marketplaceOf('XX')).toThrow('Amazon has no marketplace "XX".')
  expect(() => marketplaceOf('constructor')).toThrow('Amazon has no marketplace')
})
