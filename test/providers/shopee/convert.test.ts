import { describe, expect, test } from 'vitest'
import { convertItem } from '../../../src/providers/shopee/convert.ts'
import { SHOPEE_FACTS } from '../../../src/providers/shopee/facts.ts'
import type { RawRecord } from '../../../src/providers/shopee/raw.ts'
import { converted, FACTS } from './converted.ts'
import { gallery, item, price, stock } from './items.ts'

const IMAGES = { hosts: [], hostsKey: 'source.shopee.image_hosts', name: '{id}.{ext}', recognise: [] }

describe('an item without models', () => {
  test('is one single item under its own id', () => {
    expect(converted({})).toMatchObject({
      ...{ asin: '2500139', key: '2500139', marketplace: '14701711', shop_id: '14701711', source: 'shopee' },
      ...{
        product_id: '2500139',
        variant_id: null,
        parent_key: null,
        role: 'single',
        parent_asins: [],
        child_asins: [],
      },
      ...{ item_name: 'Kemeja 2500139', brand: 'Batik Ayu', sku: 'KM-2500139', category: '100017', model_number: null },
      ...{ status: 'NORMAL', listing_status: 'ACTIVE', weight_g: 350, stock: 12 },
      url: 'https://shopee.co.id/product/14701711/2500139',
    })
  })

  test.each([
    [price(150_000), '150000', null],
    [price(150_000, 135_000), '150000', '135000'],
    [price(122.02), '122.02', null],
    [price(0), '0', null],
    [[{ currency: 'IDR', original_price: '150000', current_price: '149000' }], '150000', '149000'],
    [[{ currency: 'IDR', current_price: 99_000 }], '99000', null],
    [[], null, null],
    [undefined, null, null],
    [[{ currency: 'IDR', original_price: '-', current_price: 'N/A' }], null, null],
  ])('with the prices %j costs %s, now %s', (price_info, list, sale) => {
    expect(converted({ price_info })).toMatchObject({ price: list, sale_price: sale, currency: 'IDR' })
  })

  test('that is sold abroad too costs what it does in the currency of its shop', () => {
    const price_info = [{ currency: 'SGD', original_price: 12.5, current_price: 12.5 }, ...price(150_000)]

    expect(converted({ price_info })).toMatchObject({ price: '150000', currency: 'IDR' })
    expect(converted({ price_info }, { region: 'SG' })).toMatchObject({ price: '12.5', currency: 'SGD' })
  })

  test.each([
    [stock(7), 7],
    [
      { seller_stock: [{ stock: 3 }, { stock: 4 }, { stock: 9, if_saleable: false }], shopee_stock: [{ stock: '5' }] },
      12,
    ],
    [{ seller_stock: [{ location_id: '-', stock: '-' }] }, null],
    [undefined, null],
  ])('with the stock %j can be sold %s times', (stock_info_v2, expected) => {
    expect(converted({ stock_info_v2 }).stock).toBe(expected)
  })

  test.each([
    ['0.35', 350],
    ['10.02', 10_020],
    [1.1, 1100],
    ['0', null],
    ['-', null],
    [undefined, null],
  ])('that weighs %s kg weighs %s g', (weight, expected) => {
    expect(converted({ weight }).weight_g).toBe(expected)
  })

  test.each([
    [{ brand_id: 0, original_brand_name: 'NoBrand' }],
    [{ brand_id: 0, original_brand_name: 'Anything' }],
    [{ brand_id: 5, original_brand_name: 'No Brand' }],
    [{ brand_id: 5, original_brand_name: '' }],
    [undefined],
  ])('of the brand %j has none', (brand) => {
    expect(converted({ brand }).brand).toBeNull()
  })

  test('has its description from the pieces of an extended one, whose plain one is empty', () => {
    const piece = (field_type: string, text: string) => ({
      field_type,
      text,
      image_info: { image_id: 'x', image_url: 'y' },
    })
    const field_list = [piece('text', 'Katun.'), piece('image', ''), piece('text', 'Adem.')]
    const description_info = { extended_description: { field_list } }

    expect(converted({ description: '', description_type: 'extended', description_info }).description).toBe(
      'Katun.\nAdem.',
    )
    expect(converted({ description_type: 'normal', description: 'Satu\nDua' }).description).toBe('Satu\nDua')
    expect(converted({ description_type: 'extended', description_info: null, description: '' }).description).toBeNull()
  })

  test.each([
    ['00', null, null, null],
    ['', null, null, null],
    ['-', null, null, null],
    ['8991234567890', '8991234567890', '8991234567890', null],
    ['899123456789', '899123456789', null, '899123456789'],
  ])('of the code "%s" has it where it is one', (...[gtin_code, gtin, ean, upc]) => {
    expect(converted({ gtin_code })).toMatchObject({ gtin, ean, upc })
  })

  test('keeps what else Shopee said of it, without what changes by itself', () => {
    const { attributes } = converted({
      tag: { kit: true },
      promotion_id: 18_446_744_073_709_551_615n.toString(),
      video_info: [{ video_url: 'https://x' }],
      a_field_of_next_year: { size_chart_url: 'https://x', value: 1 },
    })

    expect(attributes).toMatchObject({ tag: { kit: true }, weight: '0.35', a_field_of_next_year: { value: 1 } })
    expect(JSON.stringify(attributes)).not.toMatch(/https:|promotion_id|video/)
    // What stands in fields of its own is not kept twice.
    expect(attributes).not.toHaveProperty('category_id')
    expect(attributes).not.toHaveProperty('update_time')
  })

  test.each([
    ['UNLIST', 'INACTIVE', 'listed'],
    ['BANNED', 'INACTIVE', 'listed'],
    ['REVIEWING', 'INCOMPLETE', 'listed'],
    ['SELLER_DELETE', 'GONE', 'deleted'],
    ['SHOPEE_DELETE', 'GONE', 'deleted'],
    ['NEXT_YEARS', null, 'listed'],
  ])('that is %s is %s, and %s', (item_status, listing_status, state) => {
    const fields = converted({ item_status })

    expect(fields).toMatchObject({ status: item_status, listing_status })
    expect(SHOPEE_FACTS.items([fields], IMAGES)[0]?.state).toBe(state)
  })

  test('without an id is none', () => {
    for (const item_id of [undefined, null, 0, -1, 1.5, 'x']) expect(convertItem({ item_id }, FACTS)).toBeNull()
  })

  test('of odd forms everywhere is read without what cannot be understood', () => {
    const odd: RawRecord = { item_id: 1 }
    for (const field of Object.keys(item(1).base)) if (field !== 'item_id') odd[field] = [[{ odd: null }], 'x', {}]

    expect(convertItem(odd, FACTS)?.fields).toMatchObject({ item_name: null, price: null, stock: null, images: [] })
  })
})

describe('pictures', () => {
  const picturesOf = (image: unknown) => {
    const [made] = SHOPEE_FACTS.items([converted({ image })], IMAGES)
    return made
  }

  test('go by their id, once each, and the first is the main one', () => {
    const made = picturesOf(gallery('a1', 'b2', 'a1'))

    expect(made?.images).toEqual([
      { id: 'a1', slot: '1', main: true, url: 'https://down-id.img.susercontent.com/file/a1', file: 'a1.jpg' },
      { id: 'b2', slot: '2', main: false, url: 'https://down-id.img.susercontent.com/file/b2', file: 'b2.jpg' },
    ])
  })

  test('of one id are one picture, whatever host and form their addresses have', () => {
    const at = (url: string, id: number) => ({
      ...converted({ item_id: id, image: { image_id_list: ['a1'], image_url_list: [url] } }),
    })
    const fields = [
      at('https://down-id.img.susercontent.com/file/a1', 1),
      at('https://cf.shopee.co.id/file/a1_tn', 2),
      at('', 3),
    ]

    for (const order of [fields, fields.toReversed()]) {
      const urls = SHOPEE_FACTS.items(order, IMAGES).flatMap(({ images }) =>
        images.map(({ id, url }) => `${id} ${url}`),
      )
      expect(urls).toEqual(Array(3).fill('a1 https://cf.shopee.co.id/file/a1_tn'))
    }
  })

  test('that cannot be fetched say why', () => {
    const problem = (image: unknown, hosts: string[] = []) =>
      SHOPEE_FACTS.items([converted({ image })], { ...IMAGES, hosts })[0]?.unusable[0]?.problem
    const at = (url: string) => ({ image_id_list: ['a1'], image_url_list: [url] })

    expect(problem(at(''))).toBe('Shopee gives no address for it')
    expect(problem(at('http://cf.shopee.co.id/file/a1'))).toBe('it is no https address')
    expect(problem({ image_id_list: ['../a1'], image_url_list: ['https://x/a1'] })).toBe(
      'its id cannot be the name of a file',
    )
    expect(problem(gallery('a1'), ['cf.shopee.co.id'])).toBe(
      'its host down-id.img.susercontent.com is not one of source.shopee.image_hosts',
    )
    expect(problem({ image_id_list: ['-'], image_url_list: ['-'] })).toBeUndefined()
  })
})
