import { afterEach, describe, expect, test } from 'vitest'
import type { Check } from '../../../src/model/check.ts'
import type { TikTokSimOptions } from '../../../src/sandbox/tiktok-shop/options.ts'
import { leapingClock } from '../amazon/world.ts'
import { NEW_YEAR, openWorld, products, type World, type WorldOptions } from './world.ts'

const worlds: World[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

async function examine(sim: TikTokSimOptions = {}, options: WorldOptions = {}) {
  const world = await openWorld(products(6), sim, options)
  worlds.push(world)
  const { source, request } = world
  const checks: Check[] = []
  const { signal } = new AbortController()
  for await (const check of source.check?.({ probe: false, requests: [request] }, signal) ?? []) checks.push(check)
  return { checks, world, told: checks.map(({ name, severity }) => `${severity} ${name}`) }
}

describe('the health of a shop', () => {
  test('is told by two signed calls, with its name, and no address that hands out tokens is asked', async () => {
    const { told, checks, world } = await examine()

    expect(told).toEqual(['info clock', 'info sign-in', 'info shop', 'info permission'])
    expect(checks[2]?.message).toBe('The tokens cover the shop "Toko Sandbox" (ID, 7494049642642441621).')
    expect(checks[3]?.message).toContain('6, deleted ones among them')
    expect(world.sim.counts()).toMatchObject({ shops: 1, search: 1, product: 0, token: 0, refresh: 0 })
  })

  test.each([
    ['a wrong secret', {}, { values: { TIKTOK_SHOP_APP_SECRET: 'another-secret' } }, 'error sign-in'],
    [
      'a token that nobody knows',
      { accessToken: 'x1234' },
      { values: { TIKTOK_SHOP_ACCESS_TOKEN: 'y1234' } },
      'error sign-in',
    ],
    ['a scope for products that lacks', { scopes: ['seller.authorization.info'] }, {}, 'error permission'],
    ['a scope for shops that lacks', { scopes: ['seller.product.basic'] }, {}, 'error permission'],
    ['another region', {}, { settings: { region: 'MY' } }, 'error shop'],
    ['an address that is not allowed', { addressDenied: true }, {}, 'error sign-in'],
  ] as [string, TikTokSimOptions, WorldOptions, string][])('shows %s', async (...[, sim, options, expected]) => {
    const { told, checks } = await examine(sim, options)

    expect(told).toContain(expected)
    expect(checks.find(({ severity }) => severity === 'error')?.hint).not.toBeNull()
    expect(told.filter((one) => one.startsWith('error'))).toHaveLength(1)
  })

  test('shows a clock that is wrong twice: as a difference, and as what the service refuses', async () => {
    const clock = leapingClock(NEW_YEAR * 1000)
    const { checks } = await examine({ clock }, { clock: leapingClock(NEW_YEAR * 1000 + 600_000) })

    expect(checks[0]).toMatchObject({
      name: 'clock',
      severity: 'warning',
      message: expect.stringContaining("600 seconds ahead of TikTok's"),
    })
    expect(checks[1]).toMatchObject({
      name: 'sign-in',
      severity: 'error',
      hint: expect.stringContaining('30 seconds ahead'),
    })
  })

  test('shows without tokens whether the service is there, by an unsigned call', async () => {
    const values = { TIKTOK_SHOP_ACCESS_TOKEN: null, TIKTOK_SHOP_REFRESH_TOKEN: null }
    const { told, world } = await examine({}, { values })

    expect(told).toEqual(['error sign-in', 'info reachable'])
    expect(world.sim.counts()).toMatchObject({ shops: 1, token: 0, refresh: 0 })
  })
})
