import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { liveOf } from '../../../src/model/live.ts'
import { deeds, somebody } from './people.ts'
import { comparable, DAY, HOUR, MOVING, meanwhile, openStage } from './reading-stage.ts'

const night = fc.record({
  before: fc.array(deeds(), { maxLength: 6 }),
  during: fc.array(fc.record({ at: fc.nat(16), deed: deeds() }), { maxLength: 4 }),
  hours: fc.constantFrom(0, 1, 24, 72),
  choice: fc.constantFrom({}, { reading: 'changes' }, { full_read_every: '2d' }),
})

const worlds = fc.record({
  orderedCap: fc.constantFrom(10_000, 400),
  unstableOrder: fc.boolean(),
  searchDelayMs: fc.constantFrom(0, 0, 5000),
  v2References: fc.constantFrom('objects' as const, 'ids' as const),
})

const ORDERED = { orderedCap: 10_000, unstableOrder: false, searchDelayMs: 0, v2References: 'objects' } as const
const UNORDERED = { ...ORDERED, orderedCap: 400 } as const

describe('reading what changed', () => {
  test('gives the same state as reading everything, whatever people do between reads and between pages', async () => {
    const ways = new Map<unknown, number>()
    const nights = fc.array(night, { minLength: 2, maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(worlds, nights, async (world, given) => {
        const stage = await openStage({ ...MOVING, ...world })
        try {
          const act = somebody(stage.sim)
          for (const { before, during, hours, choice } of given) {
            for (const deed of before) await act(deed)
            stage.clock.advance(hours * HOUR)
            meanwhile(stage.sim, act, during)
            await stage.night(choice)
            stage.sim.options.observe = () => undefined
          }
          stage.clock.advance(HOUR)
          const built = await stage.night()
          expect(comparable(built)).toEqual(comparable(await stage.plain()))
          const way = String(stage.ways.at(-1)?.way)
          ways.set(way, (ways.get(way) ?? 0) + 1)
        } finally {
          await stage.close()
        }
      }),
      { numRuns: 25 },
    )
    expect(ways.get('changes') ?? 0).toBeGreaterThan(8)
  })
})

describe('products that were deleted', () => {
  const few = fc.array(deeds(['change', 'rename', 'create', 'link', 'remove']), { maxLength: 5 })
  const during = fc.array(fc.record({ at: fc.nat(40), deed: deeds(['change', 'remove', 'create']) }), { maxLength: 2 })

  test('are found without reading everything, whatever else is changed and deleted meanwhile', async () => {
    const ways: unknown[] = []
    await fc.assert(
      fc.asyncProperty(few, during, fc.boolean(), async (before, meantime, spread) => {
        const stage = await openStage(MOVING, { count: 6000 })
        try {
          const act = somebody(stage.sim)
          if (spread)
            for (const product of [3, 900, 901, 4400]) await act({ does: 'change', product, other: 0, text: 'ripe' })
          // What links to the one that goes also links to one that stays.
          for (const other of [700, 20]) await act({ does: 'link', product: 3, other, text: '' })
          stage.clock.advance(HOUR)
          await stage.night()
          stage.clock.advance(DAY)
          for (const deed of [{ does: 'remove', product: 700, other: 0, text: '' } as const, ...before]) await act(deed)
          meanwhile(stage.sim, act, meantime)
          await stage.night()
          stage.sim.options.observe = () => undefined
          ways.push(stage.ways.at(-1)?.way)
          stage.clock.advance(HOUR)
          expect(comparable(await stage.night())).toEqual(comparable(await stage.plain()))
        } finally {
          await stage.close()
        }
      }),
      { numRuns: 8 },
    )
    expect(ways.filter((way) => way === 'changes').length).toBeGreaterThan(3)
  })
})

describe('reading everything in parts', () => {
  test('loses and repeats no product while people change, make and delete others between the pages', async () => {
    const during = fc.array(fc.record({ at: fc.nat(20), deed: deeds() }), { maxLength: 12 })
    // One that goes moves the next ones up, and one that comes makes the number right again.
    const hidden = (at: number) =>
      (['remove', 'create'] as const).map((does) => ({ at, deed: { does, product: 200, other: 0, text: 'a' } }))
    const moments = Array.from({ length: 20 }, (_, at) => hidden(at))
    const examples = [ORDERED, UNORDERED].flatMap((world) =>
      moments.map((moment): [typeof world, typeof moment] => [world, moment]),
    )
    let whole = 0
    await fc.assert(
      fc.asyncProperty(worlds, during, async (world, given) => {
        const stage = await openStage(world, { count: 830 })
        try {
          const then = stage.sim.store.ids().products
          meanwhile(stage.sim, somebody(stage.sim), given)
          const live = await stage.plain()
          const ids = liveOf(live, 'product').map(({ id }) => id)
          const now = new Set(stage.sim.store.ids().products)
          expect(new Set(ids).size).toBe(ids.length)
          const stayed = then.filter((id) => now.has(id))
          whole += live.complete ? 1 : 0
          if (live.complete) expect(stayed.filter((id) => !ids.includes(id))).toEqual([])
        } finally {
          await stage.close()
        }
      }),
      { numRuns: examples.length + 25, examples },
    )
    expect(whole).toBeGreaterThan(5)
  })
})
