import { expect, test } from 'vitest'
import { readAmazonFile } from '../../../src/providers/amazon/forms.ts'
import { boot } from './world.ts'

const link = (name: string) => `https://m.media-amazon.com/images/I/${name}.jpg`

test('reads an answer of Catalog Items, complete by its own count', () => {
  const file = readAmazonFile({ numberOfResults: 1, items: [boot('B000000001')] }, 'US')

  expect(file).toMatchObject({ form: 'catalog-items', complete: true, items: [{ asin: 'B000000001' }] })
})

test('takes an answer with further pages as incomplete', () => {
  const items = [boot('B000000001')]

  expect(readAmazonFile({ numberOfResults: 2, items }, 'US')?.complete).toBe(false)
  expect(readAmazonFile({ numberOfResults: 1, items, pagination: { nextToken: 'x' } }, 'US')?.complete).toBe(false)
})

test('reads a bare list of items and a single item too', () => {
  expect(readAmazonFile([boot('B000000001')], 'US')?.form).toBe('catalog-items')
  expect(readAmazonFile(boot('B000000001'), 'US')?.items).toHaveLength(1)
})

const variant = {
  amazon_asin: 'B07TBFZL3N',
  amazon_parent_asin: 'B077QMJFG9',
  amazon_sku: 'MCA0032-M-13',
  upc: '884882325297',
  ean: '0884882325297',
  title: 'Flat title',
  model_number: 'MCA0032',
  size: '13',
  variation_theme: 'SIZE',
  item_classification: 'VARIATION_CHILD',
  amazon_image_main: link('flat'),
  _raw_summary: { itemName: 'Raw title' },
  _raw_attributes: { bullet_point: [{ value: 'Leather.' }] },
  _raw_images: { MAIN: { link: link('a'), height: 1001 }, PT07: { link: link('b'), height: 1001 } },
}
const parent = { amazon_asin: 'B077QMJFG9', item_classification: 'VARIATION_PARENT', title: 'Parent', _raw_images: {} }

test('reads the variants form: raw parts first, columns for the rest', () => {
  const file = readAmazonFile({ metadata: { export_date: '2025-12-23T05:53:17Z' }, variants: [variant, parent] }, 'US')

  expect(file).toMatchObject({ form: 'legacy-variants', complete: false, exported_at: '2025-12-23T05:53:17.000Z' })
  expect(file?.items[0]).toMatchObject({
    item_name: 'Raw title',
    model_number: 'MCA0032',
    size: '13',
    item_classification: 'BASE_PRODUCT',
    parent_asins: ['B077QMJFG9'],
    variation_theme: 'SIZE',
    identifiers: [
      { type: 'UPC', value: '884882325297' },
      { type: 'EAN', value: '0884882325297' },
      { type: 'SKU', value: 'MCA0032-M-13' },
    ],
    bullet_points: ['Leather.'],
    images: [{ variant: 'MAIN' }, { variant: 'PT07', link: link('b'), height: 1001 }],
  })
  expect(file?.items[1]).toMatchObject({ child_asins: ['B07TBFZL3N'], images: [], parent_asin: null })
})

test('reads the image columns of the variants form when the raw part is missing', () => {
  const { _raw_images: _raw, ...flat } = {
    ...variant,
    amazon_image_variant_7: link('c'),
    amazon_image_swatch: link('d'),
  }

  const file = readAmazonFile({ variants: [flat] }, 'US')

  expect(file?.items[0]?.images.map((image) => image.variant)).toEqual(['MAIN', 'PT07', 'SWCH'])
})

test('refuses a variants file of another marketplace', () => {
  const value = { metadata: { marketplace_id: 'A2EUQ1WTGCTBG2' }, variants: [variant] }

  expect(() => readAmazonFile(value, 'US')).toThrow('The file is of marketplace A2EUQ1WTGCTBG2, not of US')
})

const flattened = {
  asin: 'B01EU4OJU8',
  parent_asin: null,
  item_name: 'Chukka',
  brand: 'Twisted X',
  upc: '884882194794',
  ean: '0884882194794',
  gtin: null,
  is_parent: false,
  child_asins: [],
  bullet_points: ['Leather.'],
  product_description: null,
  image_urls: [link('a._SL75_'), link('a'), link('b'), link('a'), link('c')],
}

test('reads the flattened form: every image but the scaled ones, in order, without slots', () => {
  const file = readAmazonFile([flattened, { ...flattened, asin: 'B01EU4OJU9', is_parent: true }], 'US')

  expect(file?.form).toBe('legacy-flattened')
  expect(file?.items[0]).toMatchObject({ upc: '884882194794', gtin: null, item_classification: null, attributes: {} })
  expect(file?.items[0]?.images).toEqual(
    ['a', 'b', 'c'].map((name) => ({ variant: null, link: link(name), width: 0, height: 0 })),
  )
  expect(file?.items[1]?.item_classification).toBe('VARIATION_PARENT')
  expect(file?.diagnostics.map(({ code }) => code)).toEqual(['source-form', 'no-image-slots'])
})

test('takes the first of several records, and says whether they differ', () => {
  const file = readAmazonFile([flattened, { ...flattened, brand: 'Other' }, flattened, { asin: 'nonsense' }], 'US')

  expect(file?.items).toMatchObject([{ brand: 'Twisted X' }])
  const messages = file?.diagnostics.map(({ message }) => message) ?? []
  expect(messages.filter((message) => message.includes('several times'))).toEqual([
    expect.stringContaining('(they differ in brand)'),
    expect.stringContaining('(they are the same)'),
  ])
  expect(messages).toContain('1 record is left out for want of a valid ASIN: number 4 ("nonsense").')
})

test.each([null, 7, 'text', {}, [], [1], { items: 'none' }, { products: [flattened] }])(
  'does not know the form of %j',
  (value) => {
    expect(readAmazonFile(value, 'US')).toBeNull()
  },
)
