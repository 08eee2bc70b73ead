import { afterEach, describe, expect, test } from 'vitest'
import type { ProviderError } from '../../../src/model/errors.ts'
import { FORGETFUL, type QuotaMemory } from '../../../src/model/quota.ts'
import type { TikTokFaultEffect } from '../../../src/sandbox/tiktok-shop/fault-options.ts'
import type { TikTokSimOptions } from '../../../src/sandbox/tiktok-shop/options.ts'
import { leapingClock } from '../amazon/world.ts'
import { NEW_YEAR, openWorld, products, type World, type WorldOptions } from './world.ts'

const worlds: World[] = []
const open = async (sim: TikTokSimOptions = {}, options: WorldOptions = {}): Promise<World> => {
  const world = await openWorld(products(6), sim, options)
  worlds.push(world)
  return world
}
const failureOf = (world: World): Promise<ProviderError> =>
  world.read().then(
    () => Promise.reject(new Error('It was read.')),
    (error: ProviderError) => error,
  )
const callsOf = ({ sim }: World): number => sim.calls.length

function remembering(): QuotaMemory {
  const kept = new Map<string, number[]>()
  return {
    ...FORGETFUL,
    calls: async (account) => kept.get(account) ?? [],
    keepCalls: async (account, times) => void kept.set(account, [...(kept.get(account) ?? []), ...times]),
  }
}

afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

describe('calls too many', () => {
  test.each([['429'], ['rate-code']] as const)('are made again after a pause: %s', async (effect) => {
    const world = await open({ faults: [{ effect, every: 4 }] })

    const { complete, items, calls } = await world.read()

    expect([complete, items.length]).toEqual([true, 10])
    expect(calls.throttled).toBe(world.sim.counts().throttled)
    expect(calls.calls).toBe(callsOf(world))
    const { search, product, shops } = world.sim.counts()
    const endpoints = world.log.flatMap((line) => /^http\.call .*"endpoint":"([^"]+)"/.exec(line)?.[1] ?? [])
    const counted = [...new Set(endpoints)].map((name) => `${endpoints.filter((one) => one === name).length} ${name}`)
    expect(counted).toEqual([`${shops} Get Authorized Shops`, `${search} Search Products`, `${product} Get Product`])
    expect(calls.throttled).toBeGreaterThan(1)
  })

  test.each([
    ['seconds', { 'retry-after': '60' }],
    ['a date', { 'retry-after': new Date(NEW_YEAR * 1000 + 60_000).toUTCString() }],
  ])('wait as long as is said in %s', async (_, headers) => {
    const clock = leapingClock(NEW_YEAR * 1000)
    const world = await open({ clock, faults: [{ effect: '429', headers, operation: 'shops', nth: 1 }] }, { clock })

    await world.read()

    const [first, second] = world.sim.calls.map(({ at }) => at) as [number, number]
    expect(second - first).toBeGreaterThanOrEqual(59_000)
    expect(second - first).toBeLessThan(62_000)
    expect(world.said[0]).toContain('too many calls')
  })

  test('end the read when that never ends', async () => {
    const world = await open({ faults: [{ effect: '429' }] })

    expect((await failureOf(world)).code).toBe('tiktok-shop-rate')
    expect(callsOf(world)).toBeLessThan(20)
  })

  test('are paced by the shop that tells how long to wait', async () => {
    const clock = leapingClock(NEW_YEAR * 1000)
    const sim = { clock, rate: { rate: 2, burst: 2 }, retryAfter: 'seconds' } as const
    const { complete } = await (await open(sim, { clock })).read()

    expect(complete).toBe(true)
  })
})

describe("a day's quota", () => {
  test('ends the read at once with what there is, and no call follows', async () => {
    const world = await open({ callsPerDay: 5 })

    const { complete, unfinished, items } = await world.read()

    expect(complete).toBe(false)
    expect(unfinished).toMatchObject({ code: 'day-quota', until: '2026-01-02T00:00:00.000Z' })
    expect(items.length).toBeGreaterThan(0)
    // Those that were on their way with the first that was refused.
    const refused = world.sim.calls.filter(({ status }) => status === 429).length
    expect(refused).toBeLessThanOrEqual(4)
  })

  test('is remembered: whoever reads on the same day makes no call at all', async () => {
    const quota = remembering()
    const clock = leapingClock(NEW_YEAR * 1000)
    const world = await open({ clock, callsPerDay: 5 }, { clock, quota })
    await world.read()
    const calls = callsOf(world)

    const { code } = await failureOf(world)

    expect([code, callsOf(world)]).toEqual(['day-quota', calls])
    clock.leap(24 * 3600_000)
    world.sim.options.callsPerDay = 0
    expect((await world.read()).complete).toBe(true)
  })

  test('ends a read of which nothing is there yet as an error that says until when', async () => {
    const world = await open({ faults: [{ effect: 'quota' }] })

    const { code, hints } = await failureOf(world)

    expect(code).toBe('day-quota')
    expect(hints.join(' ')).toContain('2026-01-02 00:00 UTC')
    expect(callsOf(world)).toBe(1)
  })

  test('of its own is kept, with a warning when most of it is used', async () => {
    const world = await open({}, { settings: { calls_per_day: 5 } })

    const { unfinished, diagnostics } = await world.read()

    expect(callsOf(world)).toBe(5)
    expect(unfinished).toMatchObject({ code: 'day-quota', message: expect.stringContaining('5 calls a day') })
    expect(diagnostics.map(({ code }) => code)).toContain('call-budget')
  })
})

const PASSING: TikTokFaultEffect[] = ['500', 'internal', 'timeout', 'html', 'reset', 'reset-after', 'truncated']

describe('what fails in passing', () => {
  test.each(PASSING)('is asked again: %s', async (effect) => {
    const world = await open({ faults: [{ effect, every: 3 }] })

    const { complete, items, calls } = await world.read()

    expect([complete, items.length]).toEqual([true, 10])
    expect(calls.retried).toBeGreaterThan(1)
  })

  test('ends the read after two minutes, with what there is and how to go on', async () => {
    const clock = leapingClock(NEW_YEAR * 1000)
    const world = await open({ clock }, { clock })
    world.sim.options.amend = (_, answer) => {
      if (world.sim.counts().product >= 3) world.sim.options.faults = [{ effect: '500' }]
      return answer
    }

    const { complete, unfinished, items } = await world.read()

    expect(complete).toBe(false)
    expect(unfinished).toMatchObject({ code: 'tiktok-shop-unavailable', until: null })
    expect(items.length).toBeGreaterThan(0)
    expect(callsOf(world)).toBeLessThan(100)
  })

  test('ends a read of which nothing is there yet as an error', async () => {
    const down = await open()
    await down.sim.close()

    expect(await failureOf(down)).toMatchObject({
      code: 'tiktok-shop-unreachable',
      hints: expect.arrayContaining([expect.stringContaining('TIKTOK_SHOP_API_URL')]),
    })
  })

  test('is told of one product alone when only that one fails', async () => {
    const world = await open()
    const [first] = [...world.sim.products.keys()]
    world.sim.options.amend = (_, answer, { path }) =>
      path.endsWith(`/${first}`) ? { status: 500, body: { code: 36009003, message: 'Internal error.' } } : answer

    const { complete, items, report } = await world.read()

    expect(complete).toBe(false)
    expect(report.failed).toEqual([{ asin: first, reason: expect.stringContaining('36009003') }])
    expect(items.length).toBe(9)
  })
})
