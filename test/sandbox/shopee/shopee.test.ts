import { afterEach, describe, expect, test } from 'vitest'
import { type ShopeeSim, startShopeeSim } from '../../../src/sandbox/shopee/index.ts'
import type { ShopeeSimOptions } from '../../../src/sandbox/shopee/options.ts'
import type { ShopeeItem } from '../../../src/sandbox/shopee/raw.ts'
import { family, item, items } from '../../providers/shopee/items.ts'
import { type Answer, type Call, call, SHOP } from './call.ts'

const opened: ShopeeSim[] = []

async function start(options: ShopeeSimOptions & { items?: ShopeeItem[] } = {}): Promise<ShopeeSim> {
  const { items: all = items(5), ...rest } = options
  const sim = await startShopeeSim({ ...rest, shops: [{ id: SHOP, items: all }] })
  opened.push(sim)
  return sim
}

afterEach(async () => {
  for (const sim of opened.splice(0)) await sim.close()
})

const LIST = { offset: '0', page_size: '10', item_status: 'NORMAL' }
const said = ({ body: { error, message } }: { body: Answer }) => `${error}: ${message}`

describe('the gateway', () => {
  test.each<[what: string, sent: Call, expected: string]>([
    ['no partner', { common: { partner_id: null } }, 'error_param: There is no partner_id in query.'],
    [
      'a partner in words',
      { common: { partner_id: 'me' } },
      'error_param: Partner_id is invalid, should be an integer between 0 and 4294967295.',
    ],
    [
      'another partner',
      { common: { partner_id: '7' } },
      'invalid_partner_id: Invalid partner_id, please have a check.',
    ],
    ['no time', { common: { timestamp: null } }, 'error_param: no timestamp.'],
    [
      'milliseconds',
      { common: { timestamp: '1655714431000' } },
      'error_param: Timestamp is invalid, should be an integer between 0 and 4294967295.',
    ],
    ['an old time', { common: { timestamp: '1655714431' } }, 'error_param: Timestamp is expired.'],
    ['no signature', { common: { sign: null } }, 'error_param: There is no sign in query.'],
    ['a wrong signature', { common: { sign: '00' } }, 'error_sign: Wrong sign.'],
    ['a token in a header', { headers: { authorization: 'Bearer x' } }, 'error_param: request not from gateway'],
    [
      'a token that it never gave',
      { common: { access_token: 'x' } },
      'invalid_acceess_token: Invalid access_token, please have a check.',
    ],
    ['a shop that it does not know', { common: { shop_id: '7' } }, 'error_auth: Invalid partner_id or shopid.'],
    [
      'a shop in words',
      { common: { shop_id: 'seven' } },
      'error_param: shop_id is invalid, should be an integer between 0 and 4294967295.',
    ],
    [
      'another method',
      { method: 'POST' },
      'error_param: Permission denied. This API is currently offline or the request path is incorrect.',
    ],
  ])('refuses %s with status 200 and in its own words', async (...[, sent, expected]) => {
    const answer = await call(await start(), 'product/get_item_list', { query: LIST, ...sent })

    expect([answer.status, said(answer)]).toEqual([200, expected])
    expect(answer.body.request_id).toMatch(/^[0-9a-f]{32}$/)
  })

  test('takes a signature for five minutes, and no longer', async () => {
    const sim = await start()
    const at = async (seconds: number) =>
      said(await call(sim, 'shop/get_shop_info', { common: { timestamp: String(sim.seconds() + seconds) } }))

    expect(await at(-295)).toBe(': ')
    expect(await at(-310)).toBe('error_param: Timestamp is expired.')
    expect(await at(295)).toBe(': ')
    expect(await at(310)).toBe('error_param: Timestamp is expired.')
  })

  test('answers with true statuses, and with modules in front of its codes, where it is told to', async () => {
    const answer = await call(await start({ status: 'real', prefix: true }), 'product/get_item_list', {
      query: LIST,
      common: { sign: '00' },
    })

    expect([answer.status, answer.body.error]).toEqual([403, 'product.error_sign'])
  })

  test('lets so many calls a second and a day pass, all shops together', async () => {
    const burst = await start({ burst: 2 })
    const day = await start({ callsPerDay: 2 })
    const three = async (sim: ShopeeSim) => {
      for (let index = 0; index < 2; index += 1) await call(sim, 'shop/get_shop_info')
      return said(await call(sim, 'shop/get_shop_info'))
    }

    expect(await three(burst)).toContain('error_rate_limit: Too many requests.')
    expect(await three(day)).toContain('error_limit: The total API call number made by your APP')
    expect(day.callsAfterDayLimit()).toBe(0)
    await call(day, 'shop/get_shop_info')
    expect(day.callsAfterDayLimit()).toBe(1)
    expect([burst.counts().throttled, burst.counts().get_shop_info]).toEqual([1, 3])
  })

  test('tells its own time', async () => {
    const { date } = await call(await start({ aheadSeconds: 200 }), 'shop/get_shop_info')

    expect((Date.parse(date ?? '') - Date.now()) / 1000).toBeGreaterThan(195)
  })

  test('keeps no token and no signature of what it was asked', async () => {
    const sim = await start()
    await call(sim, 'shop/get_shop_info')

    expect(sim.calls[0]?.query).toEqual({ partner_id: '2001887', timestamp: expect.any(String), shop_id: String(SHOP) })
  })
})

describe('tokens', () => {
  const renew = (sim: ShopeeSim, refresh_token: string, more: object = {}) =>
    call(sim, 'auth/access_token/get', {
      method: 'POST',
      body: { refresh_token, partner_id: sim.options.partnerId, shop_id: SHOP, ...more },
    })

  test('are renewed once for each refresh token, and the former access token works a little longer', async () => {
    const sim = await start({ formerSeconds: 1, accessSeconds: 60 })
    const first = await renew(sim, sim.options.refreshToken)
    const again = await renew(sim, sim.options.refreshToken)

    expect(first.body).toMatchObject({
      error: '',
      expire_in: 60,
      partner_id: 2001887,
      shop_id: SHOP,
      access_token: expect.any(String),
    })
    expect(first.body.response).toBeUndefined()
    expect(said(again)).toBe('error_auth: Invalid refresh_token.')
    expect(said(await call(sim, 'shop/get_shop_info'))).toBe(': ')
    await new Promise((resolve) => setTimeout(resolve, 1100))
    expect(said(await call(sim, 'shop/get_shop_info'))).toContain('invalid_acceess_token')
    const access_token = String(first.body.access_token)
    expect(said(await call(sim, 'shop/get_shop_info', { common: { access_token } }))).toBe(': ')
    expect(sim.refreshTokensSent.length).toBe(2)
  })

  test('are not given without the partner in the body, and to one shop at a time', async () => {
    const sim = await start()

    expect(said(await renew(sim, sim.options.refreshToken, { partner_id: String(sim.options.partnerId) }))).toBe(
      'error_param: parameter invalid',
    )
    expect(said(await renew(sim, sim.options.refreshToken, { merchant_id: 1 }))).toBe('error_param: parameter invalid')
    expect(said(await renew(sim, sim.options.refreshToken, { shop_id: 7 }))).toBe(
      'shop_no_linked: Partner and shop has no linked.',
    )
  })

  test('of a consent that is over are refused in words of their own', async () => {
    const sim = await start()
    const [shop] = sim.shops
    if (shop) shop.expire_time = sim.seconds() - 1

    expect(said(await renew(sim, sim.options.refreshToken))).toBe(
      'shop_access_expired: Your access to shop has expired.',
    )
    expect(said(await call(sim, 'shop/get_shop_info'))).toBe('shop_access_expired: Your access to shop has expired.')
  })
})

describe('items', () => {
  const list = async (sim: ShopeeSim, query: Call['query'] = {}) =>
    call(sim, 'product/get_item_list', { query: { ...LIST, ...query } })

  test.each<[query: Call['query'], expected: string]>([
    [{ item_status: 'SOLD' }, 'error_param_item_status: Item status error.'],
    [{ item_status: [] }, 'error_param_item_status: Item status error.'],
    [{ page_size: '101' }, 'error_param: Wrong parameters, detail: page_size should be 1-100.'],
    [{ offset: [] }, 'product.error_param: invalid field Offset: value must  Not Null'],
    [
      { update_time_from: '5', update_time_to: '5' },
      'error_update_time_range: Update_time_to should be later than update_time_from.',
    ],
    [
      { update_time_from: '5', update_time_to: '2000000' },
      'error_update_time_range: The time range should be within 15 days.',
    ],
    [{ offset: '10000' }, 'error_param: get items offset over limit, please use the next field'],
  ])('are not listed for %j', async (query, expected) => {
    expect(said(await list(await start(), query))).toBe(expected)
  })

  test('are listed page by page, of the states and the times that are asked for', async () => {
    const all = [...items(4), item(2001, { item_status: 'BANNED', update_time: 5 })]
    const sim = await start({ items: all, order: 'id' })

    const first = (await list(sim, { page_size: '3', item_status: ['NORMAL', 'BANNED'] })).body.response
    const rest = (await list(sim, { page_size: '3', offset: '3', item_status: ['NORMAL', 'BANNED'] })).body.response
    const old = (await list(sim, { item_status: ['NORMAL', 'BANNED'], update_time_from: '1', update_time_to: '9' }))
      .body.response

    expect(first).toMatchObject({
      total_count: 5,
      has_next_page: true,
      next_offset: 3,
      item: [{ item_id: 1001, tag: { kit: false } }, {}, {}],
    })
    expect(rest).toMatchObject({
      total_count: 5,
      has_next_page: false,
      item: [{}, { item_id: 2001, item_status: 'BANNED' }],
    })
    expect(rest?.next_offset).toBeUndefined()
    expect(old).toMatchObject({ total_count: 1, item: [{ item_id: 2001 }] })
  })

  test.each(['1001,1002', '[1001,1002]', '[1001 1002]'])(
    'are told of for %s, in no order, and without those that are not there',
    async (ids) => {
      const sim = await start()
      const answer = await call(sim, 'product/get_item_base_info', {
        query: { item_id_list: ids.replace('1002', '1002,9') },
      })
      const rows = answer.body.response?.item_list as { item_id: number; price_info?: object; has_model: boolean }[]

      expect(rows.map(({ item_id, has_model, price_info }) => [item_id, has_model, price_info !== undefined])).toEqual([
        [1002, false, true],
        [1001, true, false],
      ])
    },
  )

  test('are not told of more than fifty at a time, nor for no ids', async () => {
    const sim = await start()
    const ask = async (item_id_list: string) =>
      said(await call(sim, 'product/get_item_base_info', { query: { item_id_list } }))

    expect(await ask(Array.from({ length: 51 }, (_, index) => index + 1).join())).toBe(
      'error_query_over_itemid_size: Interal error, please contact openapi team.',
    )
    expect(await ask('')).toBe('product.error_param: invalid field ItemIdList: value must  Not Null')
  })

  test('have their models by themselves', async () => {
    const sim = await start({ items: [family(7)] })
    const ask = (query: Call['query']) => call(sim, 'product/get_model_list', { query: query ?? {} })

    expect((await ask({ item_id: '7' })).body.response).toMatchObject({
      model: [{ model_id: 73 }, {}, {}],
      tier_variation: [{ name: 'Warna' }, {}],
    })
    expect(said(await ask({ item_id: '8' }))).toBe('product.error_item_not_found: Item_id is not found.')
    expect(said(await ask({}))).toBe('product.error_param: invalid field ItemId: value must  Not Null')
  })
})

test('shops are told of without the key `error`, and flat', async () => {
  const { body } = await call(await start(), 'public/get_shops_by_partner', {
    query: { page_size: '100', page_no: '1' },
  })

  expect(Object.keys(body).sort()).toEqual(['authed_shop_list', 'more', 'request_id'])
  expect(body.authed_shop_list).toMatchObject([{ shop_id: SHOP, region: 'ID', expire_time: expect.any(Number) }])
})

test('an ordinary shop has no list of warehouses', async () => {
  const answer = await call(await start(), 'shop/get_warehouse_detail')

  expect(said(answer)).toBe('warehouse.error_not_in_whitelist: Your shop is not in multi-warehouse whitelist.')
})
