import { describe, expect, test } from 'vitest'
import { convertModels, withModels } from '../../../src/providers/shopee/models.ts'
import { Shared } from '../../../src/providers/shopee/shared.ts'
import { converted, read } from './converted.ts'
import { family, item, model, price, stock, TIERS } from './items.ts'

const MODELS = { currency: 'IDR', shared: new Shared() }

describe('an item with models', () => {
  const items = read(family(2500139))
  const [parent, ...children] = items

  test('is a parent and a child for each model, whatever their order and the holes among them', () => {
    expect(items.map(({ asin, role }) => [asin, role])).toEqual([
      ['2500139', 'parent'],
      ['2500139.25001391', 'child'],
      ['2500139.25001392', 'child'],
      ['2500139.25001393', 'child'],
    ])
    expect(parent?.child_asins).toEqual(children.map(({ asin }) => asin))
    for (const child of children) {
      expect(child).toMatchObject({ parent_key: '2500139', parent_asins: ['2500139'], product_id: '2500139' })
    }
    expect(children.map(({ variant_id, sku }) => [variant_id, sku])).toEqual([
      ['25001391', 'SKU-25001391'],
      ['25001392', 'SKU-25001392'],
      ['25001393', 'SKU-25001393'],
    ])
  })

  test('has the options of each by its places in the tiers, colours and sizes by the words of sellers', () => {
    expect(children.map(({ options, color, size }) => [options, color, size])).toEqual([
      [{ Warna: 'Biru', Ukuran: 'M' }, 'Biru', 'M'],
      [{ Warna: 'Biru', Ukuran: 'L' }, 'Biru', 'L'],
      [{ Warna: 'Merah', Ukuran: 'L' }, 'Merah', 'L'],
    ])
    const named = (color: string, size: string) =>
      read({
        ...item(7),
        models: [model(71, [0, 0])],
        tiers: [color, size].map((name, index) => ({ ...(TIERS[index] as (typeof TIERS)[number]), name })),
      })[1]
    expect(named('COLOUR', 'Ukuran Sepatu')).toMatchObject({ color: 'Biru', size: 'M' })
    expect(named('Color Family', 'size')).toMatchObject({ color: 'Biru', size: 'M' })
    expect(named('Motif', 'Bahan')).toMatchObject({ color: null, size: null, options: { Motif: 'Biru', Bahan: 'M' } })
  })

  test('leaves out an option that its tier does not have', () => {
    const [, child] = read({ ...item(7), models: [model(71, [5, 1])], tiers: TIERS })

    expect(child).toMatchObject({ options: { Ukuran: 'L' }, color: null, size: 'L' })
  })

  test("takes Shopee's own tiers where the seller's are not told", () => {
    const standard = [
      { variation_id: 0, variation_name: 'Warna', variation_option_list: [{ variation_option_name: 'Biru' }] },
    ]
    const [, child] = read({ ...item(7), models: [model(71, [0])], tiers: [] }, standard)

    expect(child).toMatchObject({ options: { Warna: 'Biru' }, color: 'Biru' })
  })

  test('costs as little as the cheapest of them, and has the stock of all', () => {
    const models = [
      model(71, [0, 0], { price_info: price(100_000, 90_000), stock_info_v2: stock(3) }),
      model(72, [0, 1], { price_info: price(99_000), stock_info_v2: stock(4) }),
    ]
    const [whole, first, second] = read({ ...item(7), models, tiers: TIERS })

    expect(whole).toMatchObject({ price: '99000', sale_price: '90000', currency: 'IDR', stock: 7 })
    expect(first).toMatchObject({ price: '100000', sale_price: '90000', stock: 3 })
    expect(second).toMatchObject({ price: '99000', sale_price: null, stock: 4 })
  })

  test('gives what a model lacks: its price, its weight, its names and pictures', () => {
    const bare = model(71, [0, 1], { price_info: undefined, stock_info_v2: undefined, weight: undefined })
    const parent = converted({ has_model: true })
    const [, child] = withModels(parent, convertModels({ model: [bare], tier_variation: TIERS }, MODELS))

    expect(child).toMatchObject({
      price: '150000',
      currency: 'IDR',
      weight_g: 350,
      item_name: 'Kemeja 2500139',
      brand: 'Batik Ayu',
    })
    expect(child?.stock).toBeNull()
    expect(convertModels({ model: [model(71, [0], { weight: '1.1' })] }, MODELS)[0]?.weight_g).toBe(1100)
  })

  test('shows a model by the picture of its option first', () => {
    expect(children.map(({ images }) => (images as { id: string }[]).map(({ id }) => id))).toEqual([
      ['id-11134207-7r98q-blue', 'id-11134207-7r98q-shared', 'id-11134207-7r98q-own2500139'],
      ['id-11134207-7r98q-blue', 'id-11134207-7r98q-shared', 'id-11134207-7r98q-own2500139'],
      ['id-11134207-7r98q-shared', 'id-11134207-7r98q-own2500139'],
    ])
  })

  test('that cannot be bought is inactive, and so is every model of an item that is not listed', () => {
    const models = [model(71, [0, 0], { model_status: 'MODEL_UNAVAILABLE' }), model(72, [0, 1])]

    expect(
      read({ ...item(7), models, tiers: TIERS }).map(({ status, listing_status }) => [status, listing_status]),
    ).toEqual([
      ['NORMAL', 'ACTIVE'],
      ['MODEL_UNAVAILABLE', 'INACTIVE'],
      ['NORMAL', 'ACTIVE'],
    ])
    const unlisted = read({ ...item(7, { item_status: 'UNLIST' }), models, tiers: TIERS })
    expect(new Set(unlisted.map(({ status }) => status))).toEqual(new Set(['UNLIST']))
  })

  test('of which none is left stands on its own', () => {
    expect(read({ ...item(7), models: [], tiers: TIERS })).toMatchObject([
      { asin: '7', role: 'single', child_asins: [] },
    ])
  })
})
