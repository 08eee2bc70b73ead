import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { createTikTokShopSource } from '../../../src/providers/tiktok-shop/source.ts'
import { startTikTokSim } from '../../../src/sandbox/tiktok-shop/index.ts'
import type { TikTokSimOptions } from '../../../src/sandbox/tiktok-shop/options.ts'
import { temporaryFolder } from '../../config/workspace-files.ts'
import { leapingClock } from '../amazon/world.ts'
import { NEW_YEAR, openWorld, products, type World, type WorldOptions } from './world.ts'

const worlds: World[] = []
const open = async (sim: TikTokSimOptions = {}, options: WorldOptions = {}): Promise<World> => {
  const world = await openWorld(products(6), sim, options)
  worlds.push(world)
  return world
}
const WEEK = 7 * 24 * 3600

afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

describe('tokens', () => {
  test('are those of the environment to begin with, and no call is made for them while they are good', async () => {
    const world = await open()

    expect((await world.read()).calls.sign_ins).toBe(0)
    expect(world.sim.counts()).toMatchObject({ refresh: 0, token: 0 })
  })

  test('are got by the refresh token alone when there is no access token', async () => {
    const world = await open({}, { values: { TIKTOK_SHOP_ACCESS_TOKEN: null } })

    expect((await world.read()).complete).toBe(true)
    expect(world.sim.refreshTokens).toEqual([world.sim.options.refreshToken])
  })

  test('are renewed once for all calls that are on their way, and kept before they are used', async () => {
    const folder = temporaryFolder()
    const world = await open({ latencyMs: 0 }, { folder })
    const { sim } = world
    const seen: string[] = []
    sim.options.amend = (operation, answer) => {
      if (operation === 'search') sim.options.faults = [{ effect: 'expired-token', operation: 'product', nth: 1 }]
      const file = join(folder, 'tokens.json')
      if (operation === 'product' && existsSync(file)) seen.push(readFileSync(file, 'utf8'))
      return answer
    }

    const { complete, calls } = await world.read()

    expect([complete, calls.sign_ins]).toEqual([true, 1])
    expect(sim.refreshTokens).toHaveLength(1)
    expect(seen.at(-1)).toContain('sandbox-access-token-1')
    expect(statSync(join(folder, 'tokens.json')).mode & 0o777).toBe(0o600)
  })

  test('are renewed five minutes before their end, which is a point in time', async () => {
    const clock = leapingClock(NEW_YEAR * 1000)
    const folder = temporaryFolder()
    const world = await open({ clock }, { clock, folder, values: { TIKTOK_SHOP_ACCESS_TOKEN: null } })
    await world.read()
    clock.leap((WEEK - 400) * 1000)
    await world.read()
    expect(world.sim.counts().refresh).toBe(1)
    clock.leap(150_000)

    await world.read()

    expect(world.sim.counts()).toMatchObject({ refresh: 2 })
    expect(world.sim.calls.every(({ code }) => code !== 105002)).toBe(true)
  })

  test('of the token file are used by the next process, not those that the environment still has', async () => {
    const folder = temporaryFolder()
    const first = await open({ faults: [{ effect: 'expired-token', operation: 'shops', nth: 1 }] }, { folder })
    await first.read()

    const { source, request, sim } = await openWorld([], {}, { sim: first.sim, folder })
    const context = { progress: () => undefined, memo: { recall: () => undefined, keep: () => undefined } }
    const rest = { gtins: async () => [], spellings: {}, neighbours: [], before: async () => null }
    const { complete } = await source.read(request, { ...context, ...rest }, new AbortController().signal)

    expect(complete).toBe(true)
    expect(sim.refreshTokens).toHaveLength(1)
  })

  test('whose renewal was never answered are not sent again: the seller has to consent', async () => {
    const faults: TikTokSimOptions['faults'] = [
      { effect: 'expired-token', operation: 'shops', nth: 1 },
      { effect: 'reset-after', operation: 'refresh' },
    ]
    const folder = temporaryFolder()
    const world = await open({ faults }, { folder })

    await expect(world.read()).rejects.toMatchObject({ code: expect.stringMatching(/credentials|unreachable/) })
    await expect(world.read()).rejects.toMatchObject({ code: 'credentials' })

    expect(new Set(world.sim.refreshTokens).size).toBe(world.sim.refreshTokens.length)
    expect(world.sim.refreshTokens).toHaveLength(1)
  })

  test('whose renewal never left are sent when the service is back', async () => {
    const clock = leapingClock(NEW_YEAR * 1000)
    const down = await startTikTokSim({ clock, products: [] })
    await down.close()
    const world = await open(
      { clock, faults: [{ effect: 'expired-token', operation: 'shops', nth: 1 }] },
      { clock, values: { TIKTOK_SHOP_AUTH_URL: down.url } },
    )
    await expect(world.read()).rejects.toMatchObject({ code: 'tiktok-shop-unreachable' })
    expect(world.sim.refreshTokens).toHaveLength(0)
    const { sim, settings, context, request } = world
    const values = { ...context.values, TIKTOK_SHOP_AUTH_URL: sim.authUrl }
    const source = createTikTokShopSource({ settings, ...context, values })
    const memo = { recall: () => undefined, keep: () => undefined }
    const rest = {
      progress: () => undefined,
      gtins: async () => [],
      spellings: {},
      neighbours: [],
      before: async () => null,
    }

    const { complete } = await source.read(request, { memo, ...rest }, new AbortController().signal)

    expect([complete, sim.refreshTokens.length]).toEqual([true, 1])
  })

  test.each([
    ['used before', { refreshToken: 'ROW_other' }, '36004005'],
    ['too old', { refreshTokenSeconds: 1 }, '36004001'],
  ])('whose refresh token is %s lead to a new consent', async (_, options, words) => {
    const clock = leapingClock(NEW_YEAR * 1000)
    const world = await open(
      { clock, ...options },
      { clock, values: { TIKTOK_SHOP_ACCESS_TOKEN: null, TIKTOK_SHOP_REFRESH_TOKEN: 'ROW_sandbox-refresh-token-0' } },
    )
    clock.leap(2000)

    await expect(world.read()).rejects.toMatchObject({
      code: 'tiktok-shop-token',
      message: expect.stringContaining(words),
      hints: expect.arrayContaining([expect.stringContaining('sync auth tiktok-shop')]),
    })
  })

  test('that are not there at all are asked for before any call', async () => {
    const world = await open({}, { values: { TIKTOK_SHOP_ACCESS_TOKEN: null, TIKTOK_SHOP_REFRESH_TOKEN: null } })

    await expect(world.read()).rejects.toMatchObject({ code: 'credentials' })
    expect(world.sim.calls).toEqual([])
  })
})
