import { afterEach, describe, expect, test } from 'vitest'
import type { ProviderContext } from '../../../src/model/provider.ts'
import type { SourceSettings } from '../../../src/model/settings.ts'
import shopee from '../../../src/providers/shopee/index.ts'
import { items } from './items.ts'
import { openWorld, SHOP, type World, type WorldOptions } from './world.ts'

const opened: World[] = []
const world = async (options: WorldOptions = {}): Promise<World> => {
  const one = await openWorld({ items: items(4), values: NOTHING, ...options })
  opened.push(one)
  return one
}

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

const NOTHING = { SHOPEE_ACCESS_TOKEN: null, SHOPEE_REFRESH_TOKEN: null }
const SETTINGS = {
  provider: 'shopee',
  shops: [String(SHOP)],
  options: { calls_per_day: null },
} as unknown as SourceSettings
const { auth } = shopee
if (auth === undefined) throw new Error('It has no consent.')

const contextOf = (one: World): ProviderContext => one.context() as unknown as ProviderContext

describe('a consent', () => {
  test.each([
    ['https://partner.shopeemobile.com', 'https://open.shopee.com/auth'],
    ['https://openplatform.shopee.com.br/', 'https://open.shopee.com.br/auth'],
    ['https://openplatform.sandbox.test-stable.shopee.sg', 'https://open.sandbox.test-stable.shopee.com/auth'],
    ['https://proxy.example', 'https://proxy.example/auth'],
  ])('of an app at %s is given at %s, by a link that holds no secret', async (SHOPEE_API_URL, page) => {
    const redirect = 'https://example.com/back'
    const one = await world({ values: { ...NOTHING, SHOPEE_API_URL, SHOPEE_REDIRECT_URL: redirect } })

    const url = new URL(await auth.url(SETTINGS, contextOf(one)))

    expect(url.origin + url.pathname).toBe(page)
    expect(Object.fromEntries(url.searchParams)).toEqual({
      partner_id: '2001887',
      auth_type: 'seller',
      redirect_uri: redirect,
      response_type: 'code',
    })
    expect(one.sim.calls).toEqual([])
  })

  test('brings the tokens of its shop for a code, and the shop can be read with them', async () => {
    const one = await world()
    const context = contextOf(one)
    const code = one.sim.consent([SHOP])

    const granted = await auth.exchange(SETTINGS, { code, shop: null }, context)

    expect(granted.map(({ owner }) => owner.shop)).toEqual([String(SHOP)])
    for (const { owner, pair } of granted) await context.tokens.keep(owner, pair)
    expect(await one.read()).toMatchObject({ complete: true, calls: { sign_ins: 0 } })
    for (const text of [code, granted[0]?.pair.access ?? '', granted[0]?.pair.refresh ?? '']) {
      expect(context.secrets.conceal(`x ${text} x`)).toBe('x [removed] x')
    }
  })

  test('is given by following its link, and the code that it leads to is good for the shop', async () => {
    const one = await world({ values: { ...NOTHING, SHOPEE_REDIRECT_URL: 'https://localhost' } })

    const { headers, status } = await fetch(await auth.url(SETTINGS, contextOf(one)), { redirect: 'manual' })

    const back = new URL(headers.get('location') ?? '')
    expect([status, back.origin, back.searchParams.get('shop_id')]).toEqual([302, 'https://localhost', String(SHOP)])
    const code = back.searchParams.get('code') ?? ''
    expect(await auth.exchange(SETTINGS, { code, shop: null }, contextOf(one))).toHaveLength(1)
    expect((await fetch(`${one.sim.url}/auth?partner_id=7`)).status).toBe(400)
  })

  test('of a main account brings one pair for all of its shops, and each renews it for itself', async () => {
    const one = await world()
    one.sim.shops.push({ ...(one.sim.shops[0] as (typeof one.sim.shops)[number]), id: 77 })
    const context = contextOf(one)
    const code = one.sim.consent([SHOP, 77], 5_001)

    const granted = await auth.exchange(SETTINGS, { code, shop: 'main:5001' }, context)
    for (const { owner, pair } of granted) await context.tokens.keep(owner, pair)
    const renewed = []
    for (const { owner } of granted) renewed.push(await auth.renew(SETTINGS, owner, context))

    expect(granted.map(({ owner }) => owner.shop)).toEqual([String(SHOP), '77'])
    expect(new Set(one.sim.refreshTokensSent.map(({ refresh }) => refresh)).size).toBe(1)
    expect(one.sim.refreshTokensSent.map(({ shop }) => shop)).toEqual([SHOP, 77])
    expect(new Set(renewed.map(({ refresh }) => refresh)).size).toBe(2)
  })

  test.each([
    ['used before', SHOP, 0, 'shopee-code'],
    ['eleven minutes old', SHOP, 660_000, 'shopee-code'],
    ["another shop's", 77, 0, 'shopee-code'],
  ] as const)('whose code is %s is refused with what to do', async (...[what, shop, age, code]) => {
    const one = await world()
    const consent = one.sim.consent([shop])
    one.clock.leap(age)
    if (what === 'used before') await auth.exchange(SETTINGS, { code: consent, shop: null }, contextOf(one))

    await expect(auth.exchange(SETTINGS, { code: consent, shop: null }, contextOf(one))).rejects.toMatchObject({
      code,
      hints: [expect.stringContaining('sync auth shopee --url')],
    })
  })

  test('of something that is no shop is refused before anything is asked', async () => {
    const one = await world()

    await expect(auth.exchange(SETTINGS, { code: 'x', shop: 'my-shop' }, contextOf(one))).rejects.toMatchObject({
      code: 'usage',
    })
    expect(one.sim.calls).toEqual([])
  })
})

describe('a renewal that is asked for', () => {
  test('happens at once, whatever is left of the token', async () => {
    const one = await world({ values: {} })
    const context = contextOf(one)
    const [owner] = await auth.owners(SETTINGS, context)
    if (owner === undefined) throw new Error('Nobody owns it.')

    const pair = await auth.renew(SETTINGS, owner, context)

    expect(pair).toEqual(await context.tokens.current(owner))
    expect(one.sim.refreshTokensSent).toEqual([{ refresh: 'sandbox-refresh-0', shop: SHOP }])
  })
})
