import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { items } from './items.ts'
import { openWorld, type World, type WorldOptions } from './world.ts'

const opened: World[] = []
const world = async (options: WorldOptions = {}): Promise<World> => {
  const one = await openWorld({ items: items(12), ...options })
  opened.push(one)
  return one
}

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

const kept = ({ folder }: World) => JSON.parse(readFileSync(join(folder, 'tokens.json'), 'utf8')).tokens[0].pair

describe('a token that has ended', () => {
  test.each(['invalid_acceess_token', 'invalid_access_token', 'error_auth'] as const)(
    'and is refused as %s is renewed once, however many calls find out, and the calls are repeated once',
    async (tokenRefusal) => {
      const { read, sim } = await world({
        ...{ items: items(60), tokenRefusal, sideBySide: 4 },
        faults: [{ effect: 'expired-token', operation: 'get_model_list', nth: 3 }],
      })

      const result = await read()

      expect(result).toMatchObject({ complete: true, calls: { sign_ins: 1 } })
      expect(sim.refreshTokensSent).toEqual([{ refresh: 'sandbox-refresh-0', shop: 14_701_711 }])
      expect(sim.counts()).toMatchObject({ get_shops_by_partner: 1 })
    },
  )

  test('leaves its successor in a file of its own, for nobody else to read', async () => {
    const one = await world({ firstAccessSeconds: 0 })

    await one.read()

    const pair = kept(one)
    expect(pair.refresh).toMatch(/^ref/)
    expect(pair.access_expires_at).toMatch(/^2026-11-21T07:00:00/)
    expect(pair.refresh_expires_at).toMatch(/^2026-12-21T03:00:00/)
    expect(statSync(join(one.folder, 'tokens.json')).mode & 0o777).toBe(0o600)
  })

  test('is known by the time that the service said, and renewed some minutes before', async () => {
    const one = await world({ firstAccessSeconds: 0, absoluteExpiry: true })
    await one.read()
    one.memo.kept.clear()
    one.clock.leap((4 * 3600 - 240) * 1000)

    await one.read()

    expect(one.sim.refreshTokensSent.length).toBe(2)
    expect(one.sim.calls.filter(({ error }) => error.includes('token')).length).toBe(1)
  })

  test('is renewed before the first call where there is only a refresh token', async () => {
    const { read, sim } = await world({ values: { SHOPEE_ACCESS_TOKEN: null } })

    expect(await read()).toMatchObject({ complete: true, calls: { sign_ins: 1 } })
    expect(sim.calls.map(({ operation }) => operation).slice(0, 3)).toEqual([
      'get_shops_by_partner',
      'token.refresh',
      'get_shop_info',
    ])
  })

  test('that is refused again after it was renewed ends the read, and is not renewed for ever', async () => {
    const { read, sim } = await world({ faults: [{ effect: 'expired-token', operation: 'get_item_list' }] })

    await expect(read()).rejects.toMatchObject({
      code: 'shopee-token',
      hints: [expect.stringContaining('sync auth shopee --url')],
    })
    expect(sim.refreshTokensSent.length).toBe(1)
  })
})

describe('a consent', () => {
  test('that has ended is told from a token that has, and no refresh token is sent for nothing', async () => {
    const { read, sim } = await world({ firstAccessSeconds: 0 })
    const [shop] = sim.shops
    if (shop) shop.expire_time = sim.seconds() - 3600

    await expect(read()).rejects.toMatchObject({ code: 'shopee-consent' })
    expect(sim.refreshTokensSent).toEqual([])
  })

  test('that never was is told so', async () => {
    const { read, sim } = await world({ firstAccessSeconds: 0 })
    sim.shops.length = 0

    await expect(read()).rejects.toMatchObject({ code: 'shopee-consent' })
    expect(sim.refreshTokensSent).toEqual([])
  })

  test('is asked for where there is no token at all', async () => {
    const { read, sim } = await world({ values: { SHOPEE_ACCESS_TOKEN: null, SHOPEE_REFRESH_TOKEN: null } })

    await expect(read()).rejects.toMatchObject({
      code: 'shopee-consent',
      message: 'There is no token of shop 14701711.',
      hints: [expect.stringContaining('sync auth shopee --url'), expect.any(String)],
    })
    expect(sim.calls).toEqual([])
  })

  test("of another shop is not this one's, as SHOPEE_SHOP_ID says", async () => {
    const { read } = await world({ values: { SHOPEE_SHOP_ID: '99' } })

    await expect(read()).rejects.toMatchObject({ message: 'There is no token of shop 14701711.' })
  })
})

describe('a renewal', () => {
  test('that nobody answers ends the read, and its token is not sent again', async () => {
    const one = await world({ firstAccessSeconds: 0, faults: [{ effect: 'reset-after', operation: 'token.refresh' }] })

    await expect(one.read()).rejects.toMatchObject({
      code: 'shopee-token',
      hints: [expect.stringContaining('good for one use')],
    })
    one.sim.options.faults = []
    await expect(one.read()).rejects.toMatchObject({ hints: expect.any(Array) })
    expect(one.sim.refreshTokensSent.length).toBe(1)
  })

  test('that Shopee puts off as one call too many is made when it may be', async () => {
    const { read, sim } = await world({
      firstAccessSeconds: 0,
      faults: [{ effect: 'burst', operation: 'token.refresh', nth: 1 }],
    })

    expect(await read()).toMatchObject({ complete: true })
    expect(sim.refreshTokensSent.length).toBe(1)
  })

  test.each([
    ['the key is wrong', { partnerKey: 'other' }],
    ['the app is deleted', { refuse: 'app-deleted' as const }],
    ['the address is not declared', { refuse: 'ip' as const }],
  ])('is not tried while %s', async (_, options) => {
    const one = await world({
      firstAccessSeconds: 0,
      values: { SHOPEE_PARTNER_KEY: '5a414e44424f5850415254' },
      ...options,
    })

    await expect(one.read()).rejects.toMatchObject({ code: expect.stringMatching(/^shopee-(?:sign|app|ip)$/) })
    expect(one.sim.refreshTokensSent).toEqual([])
  })
})
