import { describe, expect, test } from 'vitest'
import { type AmazonFile, readAmazonFile } from '../../../src/providers/amazon/forms.ts'
import { boot, US } from './world.ts'

const CANADA = 'A2EUQ1WTGCTBG2'

function read(value: unknown, marketplace = 'US'): AmazonFile {
  const file = readAmazonFile(value, marketplace)
  if (!file) throw new Error('of no known form')
  return file
}

const asinsOf = ({ items }: AmazonFile) => items.map(({ asin }) => asin)
const messageOf = ({ diagnostics }: AmazonFile, code: string) =>
  diagnostics.find((entry) => entry.code === code)?.message

const texts = (marketplaceId: string) => ({ summaries: [{ marketplaceId, itemName: 'Boot', brand: 'Prairie' }] })
const pictures = (marketplaceId: string) => ({
  images: [{ marketplaceId, images: [{ variant: 'MAIN', link: 'https://m.media-amazon.com/images/I/a.jpg' }] }],
})

describe('a listing that the file says nothing about in this marketplace', () => {
  test.each<[string, object]>([
    ['texts of another one', texts(CANADA)],
    ['texts of another one, and images of this', { ...texts(CANADA), ...pictures(US) }],
    [
      'attributes of another one, and images of this',
      { attributes: { item_name: [{ value: 'Botte', marketplace_id: CANADA }] }, ...pictures(US) },
    ],
    [
      'texts of another one, and codes that name none',
      { ...texts(CANADA), identifiers: [{ identifiers: [{ identifierType: 'UPC', identifier: '884882325297' }] }] },
    ],
    [
      'data sets that are empty',
      { summaries: [{ marketplaceId: US }], images: [], identifiers: [], relationships: [] },
    ],
    ['a summary that calls everything otherwise', { summaries: [{ marketplaceId: US, productTitle: 'Boot' }] }],
  ])('is left out and named: %s', (_what, fields) => {
    const file = read({ items: [boot('B000000001'), { asin: 'B000000002', ...fields }, boot('B000000003')] })

    expect(asinsOf(file)).toEqual(['B000000001', 'B000000003'])
    expect(file.complete).toBe(false)
    expect(messageOf(file, 'other-marketplace')).toContain('US: B000000002.')
  })

  test.each<[string, object]>([
    [
      'a parent of which only its family is known',
      { relationships: [{ relationships: [{ type: 'VARIATION', childAsins: ['B000000001'] }] }] },
    ],
    ['texts that name no marketplace', { summaries: [{ itemName: 'Boot' }] }],
    ['attributes alone', { attributes: { item_name: [{ value: 'Boot', marketplace_id: US }] } }],
    ['texts of this one beside those of another', { summaries: [...texts(CANADA).summaries, ...texts(US).summaries] }],
  ])('is none when it says something: %s', (_what, fields) => {
    expect(asinsOf(read({ items: [{ asin: 'B000000002', ...fields }] }))).toEqual(['B000000002'])
  })

  test('makes the file one of another marketplace when most are such', () => {
    const abroad = ['B000000002', 'B000000003'].map((asin) => ({ asin, ...texts(CANADA) }))

    expect(() => read({ items: [boot('B000000001'), ...abroad] })).toThrow(
      '2 of the 3 listings in the file say nothing that can be read about marketplace US.',
    )
    expect(asinsOf(read({ items: [boot('B000000001'), ...abroad.slice(1)] }))).toEqual(['B000000001'])
    expect(asinsOf(read({ items: abroad }, 'CA'))).toHaveLength(2)
  })

  test.each([
    ['flattened', (marketplace: string) => [{ asin: 'B000000001', item_name: 'Boot', image_urls: [], marketplace }]],
    [
      'variants',
      (marketplace: string) => ({
        metadata: { marketplace },
        variants: [{ amazon_asin: 'B000000001', title: 'Boot' }],
      }),
    ],
    [
      'raw parts of variants',
      (name: string) => ({
        variants: [
          { amazon_asin: 'B000000001', title: 'Boot', _raw_summary: { marketplaceId: name === 'CA' ? CANADA : US } },
        ],
      }),
    ],
    [
      'mapping',
      (marketplace: string) => ({
        matched: [{ amazon_asin: 'B000000001', amazon_title: 'Boot', marketplace }],
        unmatched_amazon: [],
      }),
    ],
    [
      'whole mapping',
      (marketplace: string) => ({
        metadata: { marketplace },
        matched: [{ amazon_asin: 'B000000001', amazon_title: 'Boot' }],
        unmatched_amazon: [],
      }),
    ],
  ])('is refused in the older forms too: %s', (_form, file) => {
    expect(() => read(file('CA'))).toThrow(/marketplace/)
    expect(asinsOf(read(file('US')))).toEqual(['B000000001'])
  })

  test('knows Britain by both of its codes', () => {
    const flattened = [{ asin: 'B000000001', item_name: 'Boot', marketplace: 'GB' }]

    expect(asinsOf(read(flattened, 'UK'))).toEqual(['B000000001'])
  })
})

describe('an entry that is not used', () => {
  test.each([
    ['search', (entries: unknown[]) => ({ numberOfResults: 2, items: entries })],
    ['list', (entries: unknown[]) => entries],
  ])('is named by its place, and makes the answer incomplete: %s', (_form, wrap) => {
    const whole = read(wrap([boot('B000000001'), boot('B000000002')]))
    const broken = read(wrap([boot('B000000001'), { ...boot('B000000002'), asin: 'b000000002' }, null, 'B000000003']))

    expect(whole.complete).toBe(true)
    expect(broken.complete).toBe(false)
    expect(messageOf(broken, 'malformed-asin')).toBe(
      '3 records are left out for want of a valid ASIN: number 2 ("b000000002"), number 3 (none), number 4 (none).',
    )
  })

  test('of an ASIN that stands there twice makes it incomplete only if it says something else', () => {
    const again = (name: string) => ({ items: [boot('B000000001', { name: 'Boot' }), boot('B000000001', { name })] })

    expect(read(again('Boot')).complete).toBe(true)
    expect(read(again('Shoe')).complete).toBe(false)
  })
})

describe('numbers', () => {
  const forms: [string, (code: number) => unknown][] = [
    ['flattened', (upc) => [{ asin: 'B000000001', item_name: 'Boot', upc, sku: 12345, size: 9.5, model_number: 7001 }]],
    [
      'variants',
      (upc) => ({
        variants: [{ amazon_asin: 'B000000001', title: 'Boot', upc, amazon_sku: 12345, size: 9.5, model_number: 7001 }],
      }),
    ],
    [
      'catalog items',
      (identifier) => ({
        items: [
          {
            asin: 'B000000001',
            summaries: [{ marketplaceId: US, itemName: 'Boot', size: 9.5, modelNumber: 7001 }],
            identifiers: [
              {
                marketplaceId: US,
                identifiers: [
                  { identifierType: 'UPC', identifier },
                  { identifierType: 'SKU', identifier: 12345 },
                ],
              },
            ],
          },
        ],
      }),
    ],
    [
      'attributes',
      (value) => ({
        items: [
          {
            asin: 'B000000001',
            attributes: {
              item_name: [{ value: 'Boot' }],
              size: [{ value: 9.5 }],
              model_number: [{ value: 7001 }],
              externally_assigned_product_identifier: [{ type: 'upc', value }],
            },
            identifiers: [{ identifiers: [{ identifierType: 'SKU', identifier: 12345 }] }],
          },
        ],
      }),
    ],
  ]

  test.each(forms)('are read by their digits: %s', (_form, file) => {
    const [item] = read(file(884882325297)).items

    expect(item).toMatchObject({ upc: '884882325297', sku: '12345', size: '9.5', model_number: '7001' })
  })

  test('are read in the mapping', () => {
    const record = { amazon_asin: 'B000000001', amazon_title: 'Boot', amazon_upc: 37323452971, amazon_size: 9 }

    expect(read({ matched: [record], unmatched_amazon: [] }).items).toMatchObject([{ upc: '37323452971', size: '9' }])
  })

  test('that lost digits are absent rather than guessed', () => {
    const summaries = [{ marketplaceId: US, itemName: 'Boot', modelNumber: 2 ** 60 }]

    const file = read({ items: [{ asin: 'B000000001', summaries }] })

    expect(file.items[0]?.model_number).toBeNull()
    expect(messageOf(file, 'unreadable-data')).toContain('modelNumber')
  })
})

describe('an answer of Catalog Items 2020-12-01', () => {
  const here = { marketplaceId: US }
  const old = (asin: string, summary: object, more: object = {}) => ({
    asin,
    summaries: [{ ...here, ...summary }],
    ...more,
  })
  const family = (variationType: string, asins: string[]) => ({ variations: [{ ...here, variationType, asins }] })

  test('is read whole', () => {
    const names = { brandName: 'Prairie', colorName: 'Bomber', sizeName: '9', styleName: 'Moc', itemName: 'Boot' }
    const file = read({
      numberOfResults: 2,
      items: [
        old(
          'B000000001',
          { brandName: 'Prairie', itemName: 'Family', modelNumber: 'PB10' },
          family('PARENT', ['B000000002']),
        ),
        old('B000000002', names, family('CHILD', ['B000000001'])),
      ],
    })

    expect(file).toMatchObject({ form: 'catalog-items-2020-12-01', complete: true })
    expect(file.items).toMatchObject([
      { model_number: 'PB10', item_classification: 'VARIATION_PARENT', child_asins: ['B000000002'], parent_asins: [] },
      { brand: 'Prairie', color: 'Bomber', size: '9', style: 'Moc', item_name: 'Boot', parent_asin: 'B000000001' },
    ])
    expect(file.items[1]?.paths).toMatchObject({ brand: 'summaries[0].brandName', parent_asins: 'variations[0].asins' })
    expect(messageOf(file, 'source-form')).toContain('Catalog Items 2020-12-01')
  })

  test.each<[string, object]>([
    ['a brand', old('B000000001', { brandName: 'Prairie' })],
    ['a color', old('B000000001', { itemName: 'Boot', colorName: 'Tan' })],
    ['a size', old('B000000001', { itemName: 'Boot', sizeName: '9' })],
    ['a style', old('B000000001', { itemName: 'Boot', styleName: 'Moc' })],
    ['its family', old('B000000001', { itemName: 'Boot' }, family('CHILD', ['B000000009']))],
  ])('is known by %s alone', (_what, item) => {
    expect(read(item).form).toBe('catalog-items-2020-12-01')
    expect(read([boot('B000000002'), item]).items).toHaveLength(2)
  })

  test('takes the family of its marketplace only', () => {
    const variations = [{ marketplaceId: CANADA, variationType: 'CHILD', asins: ['B000000009'] }]

    expect(read(old('B000000001', { brandName: 'Prairie' }, { variations })).items[0]?.parent_asins).toEqual([])
  })
})

test.each<[unknown, string]>([
  [{ errors: [{ code: 'Unauthorized', message: 'Access denied.' }] }, 'an error that Amazon answered (Unauthorized)'],
  [{ payload: { items: [boot('B000000001')] } }, 'older interface'],
  [{ payload: { AttributeSets: [{ Title: 'Boot' }] } }, 'older interface'],
  [{ ItemsResult: { Items: [{ ASIN: 'B000000001' }] } }, 'Product Advertising API'],
  [[{ items: [boot('B000000001')] }, { items: [boot('B000000002')] }], 'a list of answers'],
  [{ items: [{ sku: 'PB10-M-09', summaries: [{ asin: 'B000000001' }] }] }, 'Listings Items'],
  [[{ asin: 'B000000001', marketplace: 'US', item_name: 'Boot', parent_asins: [], images: [] }], 'without its header'],
])('what only looks like listings is refused by its name: %j', (value, name) => {
  expect(() => read(value)).toThrow(name)
})

test.each([
  { variants: [{ id: 1 }] },
  { matched: [{ sku: 'PB10' }], unmatched_amazon: [] },
  { items: [{ title: 'Boot' }] },
  [{ asin: 'B000000001', title: 'Boot' }],
  [{ item_name: 'Boot', image_urls: [] }],
])('is known by more than one key, which %j lacks', (value) => {
  expect(readAmazonFile(value, 'US')).toBeNull()
})
