import { afterEach, describe, expect, test } from 'vitest'
import type { ItemFields } from '../../../src/model/item.ts'
import type { Json } from '../../../src/model/json.ts'
import type { SourceContext, SourceResult } from '../../../src/model/source.ts'
import type { TikTokFault, TikTokFaultEffect } from '../../../src/sandbox/tiktok-shop/fault-options.ts'
import type { TikTokSim } from '../../../src/sandbox/tiktok-shop/index.ts'
import type { TikTokSimOptions } from '../../../src/sandbox/tiktok-shop/options.ts'
import { temporaryFolder } from '../../config/workspace-files.ts'
import { leapingClock } from '../amazon/world.ts'
import { memoOf, NEW_YEAR, openWorld, product, type World } from './world.ts'

const sims: TikTokSim[] = []
afterEach(async () => {
  for (const sim of sims.splice(0)) await sim.close()
})

/** Some products, two of them in sizes, one deleted, on pages of three; a token that ends in the middle of it. */
const WARES = Array.from({ length: 7 }, (_, number) =>
  product(number, { sizes: number % 4 === 1 ? ['M', 'L'] : [], status: number === 3 ? 'DELETED' : 'ACTIVATE' }),
)
const EXPIRY: TikTokFault = { effect: 'expired-token', operation: 'product', nth: 4 }

async function open(options: TikTokSimOptions = {}, given: Parameters<typeof openWorld>[2] = {}): Promise<World> {
  const clock = given?.clock ?? leapingClock(NEW_YEAR * 1000)
  const struck = options.faults ?? []
  // A token that ends twice in one call is no passing matter.
  const faults = struck.some(({ effect }) => effect === EXPIRY.effect) ? struck : [...struck, { ...EXPIRY }]
  const world = await openWorld(WARES, { clock, shortPages: 97, ...options, faults }, { clock, ...given })
  sims.push(world.sim)
  return world
}

const exported = (items: ItemFields[]): unknown =>
  JSON.parse(JSON.stringify(items.toSorted((a, b) => (String(a.asin) < String(b.asin) ? -1 : 1))))

/** What a read that nothing disturbs brings, how many calls it makes, and how many of them count for the quota. */
async function goalOf(): Promise<{ items: unknown; calls: number; taken: number }> {
  const { read, sim } = await open()
  const { items, complete } = await read()
  expect(complete).toBe(true)
  expect(items).toHaveLength(7 + 4)
  const taken = sim.calls.filter(
    ({ code, operation }) => code === 0 && (operation === 'search' || operation === 'product'),
  ).length
  return { items: exported(items), calls: sim.calls.length, taken }
}

const lettings = {
  progress: () => undefined,
  gtins: async () => [],
  spellings: {},
  neighbours: [],
  before: async () => null,
}

/** Reads until the process dies: from then on it keeps nothing, and sends nothing. */
async function readUntilKilled(world: World, kept: Map<string, Json>): Promise<SourceResult | null> {
  const stop = new AbortController()
  world.sim.options.amend = (_, answer) => {
    if (answer.cut === 'destroy') stop.abort(new DOMException('Killed.', 'AbortError'))
    return answer
  }
  const memo: SourceContext['memo'] = {
    recall: (key) => kept.get(key),
    keep(key, value) {
      stop.signal.throwIfAborted()
      // Durable, as JSON.
      kept.set(key, JSON.parse(JSON.stringify(value)) as Json)
    },
  }
  return world.source.read(world.request, { ...lettings, memo }, stop.signal).catch(() => null)
}

/** Another process goes on with what the first one kept. */
async function goOn(world: World, kept: Map<string, Json>, folder: string): Promise<SourceResult> {
  const { sim } = world
  sim.options.faults = []
  sim.options.amend = (_, answer) => answer
  const { source, request } = await openWorld([], {}, { sim, folder, clock: world.context.clock })
  return source.read(request, { ...lettings, memo: memoOf(kept) }, new AbortController().signal)
}

const once = (list: readonly string[]): boolean => new Set(list).size === list.length

describe('a read that is killed', () => {
  test.each(['reset', 'reset-after'] as const)(
    'at any call (%s) goes on to the same, without asking twice',
    async (effect) => {
      const goal = await goalOf()
      for (let nth = 1; nth <= goal.calls - 1; nth += 1) {
        const [folder, kept] = [temporaryFolder(), new Map<string, Json>()]
        const world = await open({ faults: [{ effect, nth }] }, { folder })
        const whole = await readUntilKilled(world, kept)
        const before = world.sim.calls.length

        const resumed = await goOn(world, kept, folder)

        expect(whole, `killed at ${nth}`).toBeNull()
        expect(exported(resumed.items), `killed at ${nth}`).toEqual(goal.items)
        expect(resumed.complete, `killed at ${nth}`).toBe(true)
        expect(once(world.sim.refreshTokens), `killed at ${nth}`).toBe(true)
        // What was on its way, the shops, and the second search.
        expect(world.sim.calls.length, `killed at ${nth}`).toBeLessThanOrEqual(goal.calls + 4 + 4)
        expect(before).toBeGreaterThanOrEqual(nth)
      }
    },
  )

  test.each(['reset', 'reset-after'] as const)(
    'while its tokens are renewed (%s) never sends the same again, and goes on after a new consent',
    async (effect) => {
      const goal = await goalOf()
      const [folder, kept] = [temporaryFolder(), new Map<string, Json>()]
      const world = await open({ faults: [{ effect, operation: 'refresh', nth: 1 }] }, { folder })
      expect(await readUntilKilled(world, kept)).toBeNull()

      await expect(goOn(world, kept, folder)).rejects.toMatchObject({ code: 'credentials' })

      expect(world.sim.refreshTokens.length).toBeLessThanOrEqual(1)
      const { default: provider } = await import('../../../src/providers/tiktok-shop/index.ts')
      const consent = { code: world.sim.options.authCode, shop: null }
      const [granted] = (await provider.auth?.exchange(world.settings as never, consent, world.context as never)) ?? []
      if (granted) await world.context.tokens.keep(granted.owner, granted.pair)
      expect(exported((await goOn(world, kept, folder)).items)).toEqual(goal.items)
    },
  )
})

const PASSING: TikTokFaultEffect[] = [
  '429',
  'rate-code',
  '500',
  'internal',
  'timeout',
  'reset',
  'reset-after',
  'truncated',
  'html',
  'expired-token',
]

describe('a read in which one call fails', () => {
  test.each(PASSING)('in passing (%s) brings the same, whichever call it is', async (effect) => {
    const goal = await goalOf()
    for (let nth = 1; nth < goal.calls; nth += 1) {
      const { read, sim } = await open({ faults: [{ effect, nth }] })

      const { items, complete } = await read()

      expect([complete, once(sim.refreshTokens)], `${effect} at ${nth}`).toEqual([true, true])
      expect(exported(items), `${effect} at ${nth}`).toEqual(goal.items)
      await sim.close()
    }
  })
})

describe("a read that comes to the day's quota", () => {
  test('at any call makes no further one, and goes on the next day to the same', async () => {
    const goal = await goalOf()
    for (let used = 1; used < goal.taken; used += 1) {
      const clock = leapingClock(NEW_YEAR * 1000)
      const [folder, kept] = [temporaryFolder(), new Map<string, Json>()]
      const world = await open({ clock, callsPerDay: used }, { clock, folder })
      const ended = await world.read({ memo: memoOf(kept) }).catch((error: { code: string }) => error)

      const refused = world.sim.calls.findIndex(({ code }) => code === 36009037)
      const late = world.sim.calls.slice(refused + 1)
      expect(ended, `after ${used}`).toMatchObject(
        'items' in ended ? { complete: false, unfinished: { code: 'day-quota' } } : { code: 'day-quota' },
      )
      // Details that were on their way with the first that was refused.
      expect(late.length, `after ${used}`).toBeLessThanOrEqual(3)
      expect(late.every(({ operation }) => operation === 'product')).toBe(true)
      world.sim.options.callsPerDay = 0

      const resumed = await goOn(world, kept, folder)

      expect([resumed.complete, once(world.sim.refreshTokens)], `after ${used}`).toEqual([true, true])
      expect(exported(resumed.items), `after ${used}`).toEqual(goal.items)
    }
  })
})
