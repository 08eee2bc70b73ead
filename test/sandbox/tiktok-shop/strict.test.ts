import { afterEach, describe, expect, test } from 'vitest'
import type { TikTokSimOptions } from '../../../src/sandbox/tiktok-shop/options.ts'
import { productId } from '../../providers/tiktok-shop/world.ts'
import { type Call, openCaller, SEARCH, SHOPS } from './caller.ts'

const opened: { close(): Promise<void> }[] = []
const open = async (count = 3, options: TikTokSimOptions = {}) => {
  const caller = await openCaller(count, options)
  opened.push(caller)
  return caller
}
const seconds = (): number => Math.floor(Date.now() / 1000)
const ONE = `/product/202309/products/${productId(0)}`
const searching = (body: object): Call => ({
  path: SEARCH,
  method: 'POST',
  query: { page_size: '10' },
  body: JSON.stringify(body),
})

afterEach(async () => {
  for (const caller of opened.splice(0)) await caller.close()
})

describe('the gateway', () => {
  test('takes what is signed as the contract says', async () => {
    const { call, search } = await open()

    expect(await call({ path: SHOPS })).toMatchObject({ status: 200, code: 0, data: { shops: [{ region: 'ID' }] } })
    expect(await call({ path: ONE })).toMatchObject({ code: 0, data: { id: productId(0), product_status: 'ACTIVATE' } })
    expect(await search({ status: 'ALL' })).toMatchObject({ code: 0, data: { total_count: 3, next_page_token: '' } })
  })

  test.each([
    ['no signature', { path: SHOPS, sign: null }, 36009004, 'required signature'],
    ['a wrong signature', { path: SHOPS, sign: '0'.repeat(64) }, 106001, '`sign`'],
    [
      'a body that is sent in other bytes than signed',
      { ...searching({ status: 'ALL' }), sign: 'ab' },
      106001,
      '`sign`',
    ],
    ['another app', { path: SHOPS, query: { app_key: 'other' } }, 36009004, '`app_key`'],
    [
      'a time of six minutes ago',
      { path: SHOPS, query: { timestamp: String(seconds() - 360) } },
      36009004,
      'earlier than 5 minutes',
    ],
    [
      'a time 40 seconds ahead',
      { path: SHOPS, query: { timestamp: String(seconds() + 40) } },
      36009004,
      'more than 30 seconds',
    ],
    ['a time below zero', { path: SHOPS, query: { timestamp: '-1' } }, 36009004, 'lesser than 0'],
    [
      'a token of others',
      { path: SHOPS, headers: { 'x-tts-access-token': 'x' } },
      36009004,
      '`x-tts-access-token` header is invalid',
    ],
    ['a product without a cipher', { path: ONE, query: { shop_cipher: null } }, 106013, 'Missing identifier'],
    ['a cipher of others', { path: ONE, query: { shop_cipher: 'x' } }, 101000, 'header is invalid'],
    ['a cipher where none is wanted', { path: SHOPS, query: { shop_cipher: 'x' } }, 36009004, 'not required'],
    ['an unknown path', { path: '/product/202309/nothing' }, 36009009, 'Invalid path'],
    ['an unknown version', { path: '/authorization/202401/shops' }, 36009014, 'Invalid API version'],
    ['another method', { path: SHOPS, method: 'POST', body: '{}' }, 36009010, 'Invalid method'],
    ['an unknown product', { path: '/product/202309/products/1' }, 12019150, 'does not exist'],
  ] as [string, Call, number, string][])('refuses %s', async (...[, asked, code, words]) => {
    const { call } = await open()

    const reply = await call(asked)

    expect(reply.code).toBe(code)
    expect(reply.message).toContain(words)
    expect(reply.status).toBeGreaterThanOrEqual(400)
  })

  test.each([
    ['an expired token', { accessTokenSeconds: 0.001 }, 105002],
    ['a scope that lacks', { scopes: ['seller.product.basic'] }, 105005],
    ['an address that is not allowed', { addressDenied: true }, 36009033],
  ] as [string, TikTokSimOptions, number][])(
    'refuses %s, with status 200 where that is wanted',
    async (...[, options, code]) => {
      const { call, sim } = await open(1, options)
      await new Promise((done) => setTimeout(done, 5))

      expect(await call({ path: SHOPS })).toMatchObject({ code, status: code === 105002 ? 401 : 403 })
      sim.options.plainStatus = true
      expect(await call({ path: SHOPS })).toMatchObject({ code, status: 200 })
    },
  )

  test('counts every call, and tells none of its secrets', async () => {
    const { call, sim } = await open()
    const query = {
      app_key: sim.options.appKey,
      app_secret: sim.options.appSecret,
      grant_type: 'refresh_token',
      refresh_token: 'x',
    }
    await call({ path: '/api/v2/token/refresh', query })
    await call({ path: SHOPS })

    expect(sim.counts()).toMatchObject({ refresh: 1, shops: 1, unknown: 0 })
    expect(JSON.stringify(sim.calls)).not.toContain(sim.options.appSecret)
    expect(sim.refreshTokens).toEqual(['x'])
  })

  test.each(['none', 'seconds', 'date'] as const)(
    'turns away calls too many and says how long to wait: %s',
    async (retryAfter) => {
      const { call } = await open(1, { rate: { rate: 1, burst: 2 }, retryAfter })
      const replies = [await call({ path: SHOPS }), await call({ path: SHOPS }), await call({ path: SHOPS })]

      expect(replies.map(({ code, status }) => `${status} ${code}`)).toEqual(['200 0', '200 0', '429 36009002'])
      const wait = replies[2]?.headers.get('retry-after') ?? null
      expect(wait).toEqual(
        retryAfter === 'none' ? null : expect.stringMatching(retryAfter === 'seconds' ? /^1$/ : / GMT$/),
      )
    },
  )

  test("turns away every call once the day's quota of a shop is used up", async () => {
    const { search, call } = await open(1, { callsPerDay: 1 })
    await search({ status: 'ALL' })

    expect(await search({ status: 'ALL' })).toMatchObject({ status: 429, message: 'API quota exceeded for today' })
    expect(await call({ path: ONE })).toMatchObject({ status: 429 })
  })
})

describe('searches', () => {
  test.each([
    ['without a filter', {}, 106001],
    ['by a status that there is not', { status: 'ACTIVE' }, 36009004],
    ['by a field that there is not', { status: 'ALL', include_tokopedia: true }, 36009004],
    ['by eleven seller SKUs', { seller_skus: Array.from({ length: 11 }, String) }, 12019027],
    ['by eleven SKUs', { sku_ids: Array.from({ length: 11 }, String) }, 12019087],
    ['by a span of creation that ends before it begins', { create_time_ge: 5, create_time_le: 4 }, 12019118],
    ['by a time of change that is none', { update_time_ge: 0 }, 12019119],
  ])('are refused %s', async (_, body, code) => {
    const { search } = await open()

    expect(await search(body)).toMatchObject({ code })
  })

  test.each(['0', '101', 'x', null])('are refused with pages of %s', async (page_size) => {
    const { search } = await open()

    expect(await search({ status: 'ALL' }, { page_size })).toMatchObject({ code: 36009004 })
  })

  test('are refused in a form that is not JSON', async () => {
    const { call } = await open()

    expect(await call({ ...searching({ status: 'ALL' }), headers: { 'content-type': 'text/plain' } })).toMatchObject({
      code: 36009022,
    })
  })

  test('give pages newest first, whose tokens have to be sent encoded and are good for their query alone', async () => {
    const { search } = await open(5)
    const first = await search({ status: 'ALL' }, { page_size: '2' })
    const token = first.data.next_page_token as string
    const second = await search({ status: 'ALL' }, { page_size: '2', page_token: token })

    expect(first.data.products.map(({ id }: { id: string }) => id)).toEqual([productId(0), productId(1)])
    expect(second.data.products.map(({ id }: { id: string }) => id)).toEqual([productId(2), productId(3)])
    expect(token).toMatch(/[+/]/)
    expect(await search({ status: 'ACTIVATE' }, { page_size: '2', page_token: token })).toMatchObject({
      code: 36009004,
    })
    expect(await search({ status: 'ALL' }, { page_size: '2', page_token: token.replace(/[+/]/g, ' ') })).toMatchObject({
      code: 36009004,
    })
  })

  test.each([true, false])('are refused beyond the cap (the first page too: %s)', async (capRefuses) => {
    const { search } = await open(12, { searchCap: 10, capRefuses })
    const first = await search({ status: 'ALL' }, { page_size: '6' })

    expect(first.code).toBe(capRefuses ? 12052180 : 0)
    if (!capRefuses) {
      expect(first.data.total_count).toBe(12)
      const page_token = first.data.next_page_token as string
      expect(await search({ status: 'ALL' }, { page_size: '6', page_token })).toMatchObject({ code: 12052180 })
    }
  })

  test('find deleted products too, which have no details any more unless that is wanted', async () => {
    const { search, call, sim } = await open(2)
    const gone = sim.products.get(productId(0))
    if (gone) gone.status = 'DELETED'

    expect((await search({ status: 'ALL' })).data.total_count).toBe(2)
    expect((await search({ status: 'DELETED' })).data.total_count).toBe(1)
    expect(await call({ path: ONE })).toMatchObject({ code: 12019150 })
    sim.options.deletedGet = 'answers'
    expect(await call({ path: ONE })).toMatchObject({ code: 0, data: { status: 'DELETED' } })
  })

  test('tell the sale price, and addresses that change, where that is wanted', async () => {
    const { search, call, sim } = await open(1)
    const urls = async () => (await call({ path: ONE })).data.main_images[0].urls
    const row = async () => (await search({ status: 'ALL' })).data.products[0].skus[0].price

    expect(await row()).toEqual({ currency: 'IDR', tax_exclusive_price: '72000' })
    expect(await urls()).toEqual(await urls())
    Object.assign(sim.options, { salePriceInSearch: true, changingUrls: true })
    expect(await row()).toMatchObject({ sale_price: '72000' })
    expect(await urls()).not.toEqual(await urls())
    sim.options.emptyUrls = true
    expect(await urls()).toEqual([])
  })
})

describe('tokens', () => {
  const ask = async (caller: Awaited<ReturnType<typeof open>>, grant: { [name: string]: string }, path = 'refresh') => {
    const { appKey, appSecret } = caller.sim.options
    return caller.call({ path: `/api/v2/token/${path}`, query: { app_key: appKey, app_secret: appSecret, ...grant } })
  }
  const refresh = (refresh_token: string) => ({ grant_type: 'refresh_token', refresh_token })

  test('rotate, and a refresh token is good once unless that is wanted', async () => {
    const caller = await open()
    const { refreshToken } = caller.sim.options
    const { data } = await ask(caller, refresh(refreshToken))

    expect(data.refresh_token).not.toBe(refreshToken)
    expect(data.access_token_expire_in).toBeGreaterThan(seconds() + 600_000)
    expect(await ask(caller, refresh(refreshToken))).toMatchObject({ code: 36004005 })
    expect((await caller.call({ path: SHOPS, headers: { 'x-tts-access-token': data.access_token } })).code).toBe(0)
    caller.sim.options.refreshTokensLast = true
    expect((await ask(caller, refresh(data.refresh_token))).code).toBe(0)
    expect((await ask(caller, refresh(data.refresh_token))).code).toBe(0)
  })

  test('are given for a code once', async () => {
    const caller = await open()
    const grant = { grant_type: 'authorized_code', auth_code: caller.sim.options.authCode }

    expect(await ask(caller, grant, 'get')).toMatchObject({ code: 0, data: { user_type: 0 } })
    expect(await ask(caller, grant, 'get')).toMatchObject({ code: 36004004 })
  })

  test.each([[{ app_secret: 'x' }], [{ grant_type: 'x' }]])('are not given for %j', async (other) => {
    const caller = await open()

    expect((await ask(caller, { ...refresh(caller.sim.options.refreshToken), ...other })).code).not.toBe(0)
    expect((await caller.call({ path: '/api/v2/token/refresh', method: 'POST' })).code).toBe(36009010)
  })
})
