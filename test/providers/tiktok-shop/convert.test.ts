import { describe, expect, test } from 'vitest'
import type { ItemFields } from '../../../src/model/item.ts'
import { convertProduct } from '../../../src/providers/tiktok-shop/convert.ts'
import { gramsOf, lowest } from '../../../src/providers/tiktok-shop/decimals.ts'
import { toItems } from '../../../src/providers/tiktok-shop/item.ts'
import { convert, ID, IMAGES, offer, one, PLACE, sku } from './raw-product.ts'

describe('a product', () => {
  test('without variations is one item, under its own id, with the id of its only SKU', () => {
    const items = convert()

    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({ role: 'single', key: ID, product_id: ID, variant_id: '1729592969712207011' })
    expect(items[0]).toMatchObject({ sku: 'KAOS-1', shop: 'ID', shop_id: '7494049642642441621', parent_key: null })
  })

  test('with one variation is a parent and a child all the same', () => {
    const items = convert({ skus: [sku(1)] })

    expect(items.map(({ role, asin }) => [role, asin])).toEqual([
      ['parent', ID],
      ['child', `${ID}.1729592969712207011`],
    ])
    expect(items[0]).toMatchObject({ child_asins: [`${ID}.1729592969712207011`], variant_id: null, sku: null })
    expect(items[1]).toMatchObject({ parent_asins: [ID], parent_key: ID, variant_id: '1729592969712207011' })
  })

  test('without an id is none, and nothing that is odd throws', () => {
    expect(convertProduct({}, PLACE)).toEqual([])
    for (const odd of [null, 3, 'x', [], {}, [null], [[]]]) {
      const fields = [
        'skus',
        'main_images',
        'category_chains',
        'brand',
        'package_weight',
        'search_terms',
        'description',
      ]
      for (const field of fields) expect(convert({ [field]: odd })[0]).toMatchObject({ key: ID })
      for (const field of ['price', 'inventory', 'sales_attributes', 'identifier_code', 'status_info', 'sku_weight']) {
        expect(convert({ skus: [sku(1, { [field]: odd })] })[0]).toMatchObject({ key: ID })
      }
    }
  })

  test.each([
    ['ACTIVATE', 'ACTIVE', 'listed'],
    ['SELLER_DEACTIVATED', 'INACTIVE', 'listed'],
    ['PLATFORM_DEACTIVATED', 'INACTIVE', 'listed'],
    ['FREEZE', 'INACTIVE', 'listed'],
    ['DRAFT', 'INCOMPLETE', 'listed'],
    ['PENDING', 'INCOMPLETE', 'listed'],
    ['FAILED', 'INCOMPLETE', 'listed'],
    ['DELETED', 'GONE', 'deleted'],
    ['NEWS', null, 'listed'],
  ])('that is %s is %s, and %s', (status, meaning, state) => {
    const [item] = convert({ status })

    expect(item).toMatchObject({ status, listing_status: meaning })
    expect(toItems([item as unknown as ItemFields], IMAGES)[0]?.state).toBe(state)
  })

  test('says of a SKU that is switched off that it is not on sale', () => {
    const off = sku(2, { status_info: { status: 'DEACTIVATED', deactivation_source: 'SELLER' } })

    expect(convert({ skus: [sku(1), off] }).map(({ listing_status }) => listing_status)).toEqual([
      'ACTIVE',
      'ACTIVE',
      'INACTIVE',
    ])
  })
})

describe('prices', () => {
  test.each([
    [{ tax_exclusive_price: '72000', sale_price: '72000' }, '72000', null],
    [{ tax_exclusive_price: '72000', sale_price: '72000.00' }, '72000', null],
    [{ tax_exclusive_price: '72000', sale_price: '65000' }, '72000', '65000'],
    [{ tax_exclusive_price: '110', sale_price: '117.5' }, '110', '117.5'],
    [{ tax_exclusive_price: '72000' }, '72000', null],
    [{ tax_exclusive_price: 72000 }, '72000', null],
    [{ tax_exclusive_price: 'N/A' }, 'N/A', null],
    [{ sale_price: '65000' }, null, '65000'],
    [{}, null, null],
  ])('are text in major units, as they are written: %j', (price, list, sale) => {
    expect(offer({ price: { currency: 'IDR', ...price } })).toMatchObject({
      price: list,
      sale_price: sale,
      currency: 'IDR',
    })
  })

  test('of a parent are the least of its SKUs, compared as decimals', () => {
    const price = (tax_exclusive_price: string, sale_price?: string) => ({
      price: { currency: 'IDR', tax_exclusive_price, sale_price },
    })
    const skus = [sku(1, price('100000', '95000')), sku(2, price('9000.50', '8999')), sku(3, price('N/A'))]

    expect(one({ skus })).toMatchObject({ price: '9000.50', sale_price: '8999', currency: 'IDR' })
  })

  test('are compared without losing a digit', () => {
    expect(lowest(['90071992547409930.1', '90071992547409930.09', null, ''])).toBe('90071992547409930.09')
    expect(lowest(['x', null])).toBeNull()
  })
})

describe('stock, weight and codes', () => {
  test('stock is that of all warehouses, and of a parent that of all SKUs', () => {
    const two = {
      inventory: [
        { warehouse_id: '1', quantity: 5 },
        { warehouse_id: '2', quantity: 7 },
      ],
    }

    expect(convert({ skus: [sku(1, two), sku(2, { inventory: [] }), sku(3)] }).map(({ stock }) => stock)).toEqual([
      17,
      12,
      null,
      5,
    ])
    expect(offer({ inventory: undefined }).stock).toBeNull()
    expect(offer({ inventory: [{ warehouse_id: '1', quantity: 0 }] }).stock).toBe(0)
  })

  test.each([
    ['1.32', 'KILOGRAM', 1320],
    ['250', 'GRAM', 250],
    ['1', 'POUND', 454],
    ['1.005', 'KILOGRAM', 1005],
    ['0', 'KILOGRAM', null],
    ['about 1', 'KILOGRAM', null],
    ['1', 'STONE', null],
    ['1', null, null],
  ])('%s %s is %s g', (value, unit, grams) => {
    expect(gramsOf(value, unit)).toBe(grams)
    if (unit !== null) expect(one({ package_weight: { value, unit } }).weight_g).toBe(grams)
  })

  test('the weight of a SKU stands before that of its package', () => {
    const package_weight = { value: '1', unit: 'KILOGRAM' }
    const heavy = sku(2, { sku_weight: { value: '1.5', unit: 'KILOGRAM' } })

    expect(convert({ package_weight, skus: [sku(1), heavy] }).map(({ weight_g }) => weight_g)).toEqual([
      1000, 1000, 1500,
    ])
  })

  test.each([
    [
      { type: 'GTIN', code: '10000000000010' },
      { gtin: '10000000000010', ean: null, upc: null, isbn: null },
    ],
    [
      { type: 'EAN', code: '8991234567890' },
      { gtin: '8991234567890', ean: '8991234567890', upc: null, isbn: null },
    ],
    [
      { type: 'UPC', code: '012345678905' },
      { gtin: '012345678905', ean: null, upc: '012345678905', isbn: null },
    ],
    [
      { type: 'ISBN', code: '9780596520687' },
      { gtin: '9780596520687', ean: '9780596520687', isbn: '9780596520687' },
    ],
    [
      { type: 'ISBN', code: '0596520689' },
      { gtin: null, ean: null, upc: null, isbn: '0596520689' },
    ],
    [
      { type: 'OTHER', code: '1' },
      { gtin: null, ean: null, upc: null, isbn: null },
    ],
    [undefined, { gtin: null, ean: null, upc: null, isbn: null }],
  ])('a code stands in the fields of its kind: %j', (identifier_code, fields) => {
    expect(offer({ identifier_code })).toMatchObject(fields)
  })

  test('codes are as they are given, with the seller SKU, which may be empty', () => {
    const item = (changes: object) => toItems([offer(changes) as unknown as ItemFields], IMAGES)[0]

    expect(item({ identifier_code: { type: 'EAN', code: '8991234567890' } })?.codes).toEqual([
      { scheme: 'EAN', value: '8991234567890' },
      { scheme: 'SKU', value: 'KAOS-1' },
    ])
    expect(item({ seller_sku: '' })?.codes).toEqual([])
  })
})

describe('variations', () => {
  const differs = (...pairs: [string, string][]) => ({
    sales_attributes: pairs.map(([name, value_name], at) => ({ id: `${at}`, name, value_id: `${at}`, value_name })),
  })

  test.each([
    [
      [
        ['Warna', 'Merah'],
        ['Ukuran', 'L'],
      ],
      'Merah',
      'L',
    ],
    [
      [
        ['Size', 'L'],
        ['Color', 'Red'],
      ],
      'Red',
      'L',
    ],
    [[[' UKURAN ', ' XL ']], null, 'XL'],
    [[['Rasa', 'Manis']], null, null],
  ] as [[string, string][], string | null, string | null][])(
    'are told by the words of the seller, in any order: %j',
    (pairs, color, size) => {
      const [, child] = convert({ skus: [sku(1, differs(...pairs))] })

      expect(child).toMatchObject({ color, size })
      expect(child?.options).toEqual(Object.fromEntries(pairs.map(([name, value]) => [name.trim(), value.trim()])))
    },
  )

  test('may have any name', () => {
    const [, child] = convert({ skus: [sku(1, differs(['__proto__', 'x'], ['constructor', 'y']))] })

    expect(JSON.stringify(child?.options)).toBe('{"__proto__":"x","constructor":"y"}')
  })
})
