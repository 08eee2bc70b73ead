import { afterEach, describe, expect, test } from 'vitest'
import { memoOf } from '../../contract/source-fixture.ts'
import { family, item, items } from './items.ts'
import { openWorld, type World, type WorldOptions } from './world.ts'

const opened: World[] = []
const world = async (options: WorldOptions = {}): Promise<World> => {
  const one = await openWorld(options)
  opened.push(one)
  return one
}

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

describe('a read of a shop', () => {
  test('asks for ids by the hundred, for items by the fifty, and for the models of each item that has any', async () => {
    const { read, sim } = await world({ items: items(130) })

    const result = await read()

    expect(result.complete).toBe(true)
    expect(result.items.length).toBe(130 + 44 * 3)
    expect(sim.counts()).toMatchObject({
      get_shop_info: 1,
      get_item_list: 3,
      get_item_base_info: 3,
      get_model_list: 44,
      'token.refresh': 0,
    })
    expect(result.calls.calls).toBe(sim.calls.length)
  })

  test('takes the states that sync.yaml names, and no others', async () => {
    const all = ['NORMAL', 'BANNED', 'UNLIST', 'REVIEWING', 'SELLER_DELETE', 'SHOPEE_DELETE']
    const each = all.map((item_status, index) => item(2001 + index, { item_status }))
    const usual = await world({ items: each })
    const wide = await world({ items: each, section: { statuses: all } })

    const statuses = async ({ read }: World) => (await read()).items.map(({ status }) => status).sort()

    expect(await statuses(usual)).toEqual(['NORMAL', 'UNLIST'])
    expect(await statuses(wide)).toEqual([...all].sort())
  })

  test('asks only for what is new or changed since an earlier export', async () => {
    const { read, sim, clock } = await world({ items: items(60) })
    const before = new Map((await read()).items.map((one) => [String(one.asin), one]))
    clock.leap(60_000)
    const changed = sim.shops[0]?.items[3]
    if (changed) Object.assign(changed.base, { item_name: 'Kemeja baru', update_time: sim.seconds() - 30 })
    sim.shops[0]?.items.push(item(9001))
    const called = sim.calls.length

    const result = await read({ memo: memoOf(), before: async () => before })

    const calls = sim.calls
      .slice(called)
      .map(({ operation, query }) => [operation, query.item_id_list ?? query.item_id])
    expect(calls).toEqual([
      ['get_shop_info', undefined],
      ['get_item_list', undefined],
      ['get_item_base_info', '1004,9001'],
      ['get_model_list', '1004'],
    ])
    expect(result.items.length).toBe(before.size + 1)
    expect(result.counts).toMatchObject({ unchanged: 59, products: 61 })
    expect(result.items.find(({ asin }) => asin === '1004')).toMatchObject({ item_name: 'Kemeja baru' })
  })

  test('asks again for what was changed so shortly before a read that another change may have followed', async () => {
    const { read, sim } = await world({ items: [item(1001)] })
    const [only] = sim.shops[0]?.items ?? []
    if (only) only.base.update_time = sim.seconds() - 1
    const before = new Map((await read()).items.map((one) => [String(one.asin), one]))

    await read({ memo: memoOf(), before: async () => before })

    expect(sim.counts().get_item_base_info).toBe(2)
  })

  test('joins answers by id, and asks once more for what an answer leaves out', async () => {
    const { read, sim } = await world({ items: items(10), untold: [1002, 1005] })

    const result = await read()

    expect(sim.counts().get_item_base_info).toBe(2)
    expect(result.complete).toBe(false)
    expect(result.report.failed).toEqual([
      { asin: '1002', reason: 'Shopee tells nothing of it.' },
      { asin: '1005', reason: 'Shopee tells nothing of it.' },
    ])
    expect(result.items.some(({ asin }) => asin === '1002')).toBe(false)
  })

  test('reads everything else when Shopee fails at the models of one item', async () => {
    const { read } = await world({ items: [...items(6), family(7001)], brokenModels: [7001], sideBySide: 4 })

    const result = await read()

    expect(result.complete).toBe(false)
    expect(result.report.failed).toMatchObject([{ asin: '7001', reason: expect.stringContaining('error_inner') }])
    expect(result.items.filter(({ product_id }) => product_id === '7001')).toEqual([])
    expect(result.items.length).toBe(6 + 2 * 3)
  })

  test('takes named items alone, and counts as incomplete then', async () => {
    const { read, sim } = await world({ items: items(10) })

    const result = await read({}, { ids: ['1004.10041', '1002'] })

    expect(result.items.map(({ asin }) => asin).sort()).toEqual([
      '1002',
      '1004',
      '1004.10041',
      '1004.10042',
      '1004.10043',
    ])
    expect(result.complete).toBe(false)
    expect(sim.counts().get_item_list).toBe(0)
  })

  test('takes the items of named brands alone', async () => {
    const other = item(2001, { brand: { brand_id: 9, original_brand_name: 'Lain' } })
    const { read } = await world({ items: [...items(4), other] })

    expect((await read({}, { brands: ['lain'] })).items.map(({ asin }) => asin)).toEqual(['2001'])
  })

  test('says so when there is nothing', async () => {
    await expect((await world()).read()).rejects.toMatchObject({ code: 'no-products' })
  })

  test('refuses a shop of another market, whose prices are in another currency', async () => {
    const { read } = await world({ items: items(1), section: { region: 'MY' } })

    await expect(read()).rejects.toMatchObject({
      message: 'Shop 14701711 is in ID, and sync.yaml says MY.',
      hints: [expect.stringContaining('region: ID')],
    })
  })

  test.each(['missing', 'dash'] as const)('understands good answers whose error is %s', async (success) => {
    const { read } = await world({ items: items(4), success })

    expect((await read()).complete).toBe(true)
  })

  test('goes on where a page is shorter than it was asked for', async () => {
    const { read } = await world({ items: items(30), pageRows: 7 })

    expect((await read()).items.filter(({ role }) => role !== 'child').length).toBe(30)
  })
})
