import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EarlierReads, Finding } from '../../../src/model/earlier.ts'
import { type LiveState, liveOf, type Want } from '../../../src/model/live.ts'
import type { LogFields } from '../../../src/model/log.ts'
import type { Target } from '../../../src/model/target.ts'
import { createPlytixTarget } from '../../../src/providers/plytix/target.ts'
import type { AccountSeed } from '../../../src/sandbox/plytix/account-seed.ts'
import { type PlytixSim, type PlytixSimOptions, startPlytixSim } from '../../../src/sandbox/plytix/index.ts'
import { workspaceOf } from '../../contract/workspace.ts'
import { manualClock } from '../../sandbox/plytix/support.ts'
import { type Deed, deeds, somebody } from './people.ts'
import { want as narrow, orchard } from './world.ts'

const { signal } = new AbortController()
/** Nothing explains a picture, so that file names are read too. */
const want: Want = { ...narrow, explained: () => false }
const PROVEN = { search: true, links: true, images: true }
const MOVING: PlytixSimOptions = { linksMoveModified: true, imagesMoveModified: true }
const HOUR = 3_600_000
const DAY = 24 * HOUR

interface Stage {
  sim: PlytixSim
  clock: ReturnType<typeof manualClock>
  /** What the state keeps. */
  memory: { finding: Finding | null; live: LiveState | null }
  /** How the reads were done. */
  ways: LogFields[]
  /** Reads with what is known from earlier, and keeps what was read. */
  night: (options?: { reading?: string; full_read_every?: string; want?: Want }) => Promise<LiveState>
  /** Reads everything, without a memory. */
  plain: (want?: Want) => Promise<LiveState>
  /** Calls of the last read. */
  calls: () => number
  close: () => Promise<void>
}

function rowsOf(count: number): AccountSeed {
  const pears = Array.from({ length: count }, (_, index) => ({ sku: `PEAR-${String(index).padStart(4, '0')}` }))
  return { ...orchard, products: [...(orchard.products ?? []), ...pears] }
}

async function openStage(options: PlytixSimOptions, { count = 760, finding = PROVEN as object | null } = {}) {
  const clock = manualClock()
  const sim = await startPlytixSim({
    limits: [{ limit: 1e6, window_size: 10 }],
    clock,
    asyncDelayMs: 0,
    authLimit: 1000,
    ...options,
  })
  sim.store.seed(rowsOf(count))
  // What is there is older than searches may lag behind.
  clock.advance(HOUR)
  const at = new Date(clock.now()).toISOString()
  const memory: Stage['memory'] = { finding: finding && { at, value: { ...finding } }, live: null }
  const ways: LogFields[] = []
  const earlier: EarlierReads = {
    async newest() {
      const { live } = memory
      return (
        live && { read_at: live.read_at, complete: live.complete, basis: live.basis ?? null, load: async () => live }
      )
    },
    writes: async () => ({ modified: new Map(), links: [] }),
    finding: async () => memory.finding,
    async keep(_account, found) {
      memory.finding = found
      return true
    },
  }
  let counted = 0
  const read = async (own: Partial<Parameters<typeof createPlytixTarget>[0]>, choice: object, asked: Want) => {
    const { settings, attributes } = workspaceOf()
    const workspace = { attributes, settings: { ...settings, target: { ...settings.target, options: { ...choice } } } }
    const { apiKey, apiPassword } = sim.options
    const urls = { apiUrl: sim.url, authUrl: sim.authUrl }
    const target: Target = createPlytixTarget({
      ...{ workspace, apiKey, apiPassword, ...urls, clock, random: () => 0.5, share: 1 },
      ...own,
    })
    const live = await target.read(asked, signal).finally(() => target.close())
    counted = target.calls().reads
    return live
  }
  const log = {
    write: (_level: string, event: string, fields: LogFields = {}) => {
      if (event.startsWith('read.')) ways.push(fields)
    },
    keeps: () => true,
    part: () => log,
    bind: () => undefined,
  }
  const stage: Stage = {
    ...{ sim, clock, memory, ways },
    async night({ want: asked = want, ...choice } = {}) {
      const live = await read({ earlier, log }, choice, asked)
      memory.live = JSON.parse(JSON.stringify(live))
      return live
    },
    plain: (asked = want) => read({}, { reading: 'full' }, asked),
    calls: () => counted,
    close: () => sim.close(),
  }
  return stage
}

/** What a plan compares with, whatever the order and however it was read. */
function comparable({ resources, complete, missing }: LiveState) {
  const sorted = Object.entries(resources).map(([kind, list]) => [
    kind,
    [...list].sort((one, other) => (one.id < other.id ? -1 : 1)),
  ])
  return { complete, missing, resources: Object.fromEntries(sorted) }
}

/** Deeds in the middle of a read, by the number of the call that they come before. */
function meanwhile(sim: PlytixSim, act: (deed: Deed) => Promise<void>, plan: { at: number; deed: Deed }[]): void {
  const waiting = new Map(plan.map(({ at, deed }) => [at, deed]))
  let calls = 0
  let busy = false
  sim.options.observe = async ({ path }, moment) => {
    if (busy || moment !== 'arrived' || !path.endsWith('/search')) return
    const deed = waiting.get(calls++)
    if (!deed) return
    busy = true
    await act(deed)
    busy = false
  }
}

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
      { numRuns: 40 },
    )
    expect(ways.get('changes') ?? 0).toBeGreaterThan(20)
  })
})

describe('reading everything in parts', () => {
  test('loses and repeats no product while people change, make and delete others between the pages', async () => {
    const during = fc.array(fc.record({ at: fc.nat(20), deed: deeds() }), { maxLength: 12 })
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
          if (live.complete) expect(stayed.filter((id) => !ids.includes(id))).toEqual([])
        } finally {
          await stage.close()
        }
      }),
      { numRuns: 40 },
    )
  })
})

describe('how the account is read', () => {
  const value: Deed = { does: 'change', product: 7, other: 0, text: 'ripe' }

  test('a night without a change takes a handful of calls, one with some a page more', async () => {
    const stage = await openStage(MOVING, { count: 2000 })
    await stage.night()
    const first = stage.calls()
    stage.clock.advance(DAY)
    expect((await stage.night({ want: narrow })).built).toBe(true)
    expect([first > 20, stage.calls()]).toEqual([true, 6])
    await somebody(stage.sim)(value)
    stage.clock.advance(DAY)
    await stage.night({ want: narrow })
    expect(stage.calls()).toBe(8)
    await stage.close()
  })

  test.each([
    { when: 'nothing is known of the account', known: { finding: null }, why: 'unproven' },
    {
      when: 'links were seen not to move modified',
      known: { finding: { ...PROVEN, links: false } },
      choice: { reading: 'changes' },
      why: 'disproved',
    },
    { when: 'the workspace says so', choice: { reading: 'full' }, why: 'asked' },
    { when: 'the last full read is too old', choice: { full_read_every: '1d' }, why: 'due' },
    { when: 'something is to be removed', choice: { want: { ...want, whole: true as const } }, why: 'whole' },
  ])('everything is read when $when', async ({ known, choice, why }) => {
    const stage = await openStage(MOVING, known)
    await stage.night()
    stage.clock.advance(DAY)
    const live = await stage.night(choice)
    expect([live.built, stage.ways.at(-1)]).toEqual([undefined, { way: 'full', why }])
    await stage.close()
  })

  test('everything is read when a product or an asset was deleted, which no search shows', async () => {
    const stage = await openStage(MOVING)
    const act = somebody(stage.sim)
    for (const [does, why] of [
      ['remove', 'count'],
      ['removeAsset', 'assets'],
    ] as const) {
      await stage.night()
      stage.clock.advance(DAY)
      await act({ ...value, does })
      expect(comparable(await stage.night())).toEqual(comparable(await stage.plain()))
      expect(stage.ways.at(-1)).toEqual({ way: 'full', why })
    }
    await stage.close()
  })

  test('a workspace that says so is believed, until a full read shows that links do not move modified', async () => {
    const stage = await openStage({ imagesMoveModified: true }, { finding: null })
    const act = somebody(stage.sim)
    const choice = { reading: 'changes', full_read_every: '2d' }
    await stage.night(choice)
    stage.clock.advance(DAY)
    await act({ ...value, does: 'link', other: 9 })
    expect((await stage.night(choice)).built).toBe(true)
    stage.clock.advance(DAY)
    await stage.night(choice)
    expect(stage.memory.finding?.value).toEqual({ search: null, links: false, images: null })
    stage.clock.advance(HOUR)
    await stage.night(choice)
    expect(stage.ways.at(-1)).toEqual({ way: 'full', why: 'disproved' })
    await stage.close()
  })

  test('a definition that was made anew has lost its values, so everything is read', async () => {
    const stage = await openStage(MOVING)
    await stage.night()
    const attribute = stage.memory.live?.resources.attribute?.find(({ key }) => key === 'amazon_title')
    if (attribute) attribute.id = 'f'.repeat(24)
    stage.clock.advance(DAY)
    await stage.night()
    expect(stage.ways.at(-1)).toEqual({ way: 'full', why: 'definitions' })
    await stage.close()
  })
})
