import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import type { ShopeeItem } from '../../../src/sandbox/shopee/raw.ts'
import { memoOf } from '../../contract/source-fixture.ts'
import { EDITED, item } from './items.ts'
import { openWorld, type World, type WorldOptions } from './world.ts'

const opened: World[] = []
const world = async (options: WorldOptions = {}): Promise<World> => {
  const one = await openWorld(options)
  opened.push(one)
  return one
}

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

/** So many items, of which each was changed so long after the one before. */
function spread(count: number, seconds: number): ShopeeItem[] {
  return Array.from({ length: count }, (_, index) => item(1001 + index, { update_time: EDITED - index * seconds }))
}

const ids = (items: { asin?: unknown }[]): number[] => items.map(({ asin }) => Number(asin)).sort((a, b) => a - b)
const all = (count: number): number[] => Array.from({ length: count }, (_, index) => 1001 + index)

describe('a list that Shopee refuses to page to its end', () => {
  test('is divided by the time of the last change, in windows of fifteen days at most, until nothing is refused', async () => {
    const { read, sim } = await world({ items: spread(500, 3600), offsetCap: 100 })

    const result = await read()

    expect([ids(result.items), result.complete]).toEqual([all(500), true])
    const windows = sim.calls.filter(({ query }) => query.update_time_from !== undefined)
    for (const { query, error } of windows) {
      expect(Number(query.update_time_to) - Number(query.update_time_from)).toBeLessThanOrEqual(15 * 24 * 3600)
      expect(['', 'error_param']).toContain(error)
    }
  })

  test('of items that were changed in one second is read state by state', async () => {
    const items = Array.from({ length: 180 }, (_, index) =>
      item(1001 + index, { update_time: EDITED, item_status: index % 2 === 0 ? 'NORMAL' : 'UNLIST' }),
    )
    const { read } = await world({ items, offsetCap: 100 })

    const result = await read()

    expect([ids(result.items), result.complete]).toEqual([all(180), true])
  })

  test('and cannot be divided any more makes the export incomplete', async () => {
    const items = Array.from({ length: 250 }, (_, index) => item(1001 + index, { update_time: EDITED }))
    const { read } = await world({ items, offsetCap: 100 })

    const result = await read()

    expect(result.complete).toBe(false)
    expect(result.items.length).toBeLessThan(250)
    expect(result.diagnostics).toMatchObject([{ code: 'list-moving' }])
  })
})

/** What people do to a shop while its list is paged. */
type Deed = 'edit' | 'delete' | 'unlist' | 'add'

/** People do so much in a second and no more, however quickly the list is read. */
const DEED_MS = 100

/** One deed after each list page, on items that the seed chooses. */
function disturb({ sim, clock }: World, deeds: Deed[], seed: number): { gone: Set<number>; added: Set<number> } {
  const done = { gone: new Set<number>(), added: new Set<number>() }
  const items = sim.shops[0]?.items ?? []
  let [turn, next, last] = [0, 900_001, Number.NEGATIVE_INFINITY]
  sim.options.amend = (operation, answer) => {
    if (operation !== 'get_item_list' || clock.now() < last + DEED_MS) return answer
    last = clock.now()
    const deed = deeds[turn]
    turn += 1
    const chosen = items[(seed * 7919 + turn * 104_729) % items.length]
    if (deed === undefined || chosen === undefined) return answer
    const now = sim.seconds()
    if (deed === 'add') {
      items.push(item(next, { update_time: now }))
      done.added.add(next)
      next += 1
      return answer
    }
    chosen.base.update_time = now
    if (deed === 'unlist') chosen.base.item_status = 'UNLIST'
    if (deed !== 'delete') return answer
    chosen.base.item_status = 'SELLER_DELETE'
    done.gone.add(chosen.base.item_id)
    return answer
  }
  return done
}

/** A shop of which everything was deleted meanwhile. */
function emptied(error: unknown): { items: []; complete: true } {
  if ((error as { code?: unknown }).code !== 'no-products') throw error
  return { items: [], complete: true }
}

describe('changes while a list is paged', () => {
  test('move what comes after them, and nothing is lost by that', async () => {
    const one = await world({ items: spread(350, 60), order: 'id' })
    const { gone } = disturb(one, ['delete', 'delete', 'delete'], 1)

    const { items, complete } = await one.read()

    expect(gone.size).toBeGreaterThan(0)
    expect([ids(items), complete]).toEqual([all(350).filter((id) => !gone.has(id)), true])
  })

  test('that go on and on are followed until they are read', async () => {
    const one = await world({ items: spread(350, 60) })
    disturb(one, Array(400).fill('edit'), 3)

    const { items, complete } = await one.read()

    expect([ids(items), complete]).toEqual([all(350), true])
  })

  test('lose nothing, whatever happens when, in whatever order Shopee lists, wherever it refuses to page', async () => {
    const deed = fc.constantFrom<Deed>('edit', 'delete', 'delete', 'unlist', 'add')
    const shops = fc.record({
      count: fc.integer({ min: 150, max: 420 }),
      seconds: fc.constantFrom(0, 1, 30, 40_000),
      order: fc.constantFrom('id', 'update_time', 'newest', 'shuffled'),
      offsetCap: fc.constantFrom(200, 10_000),
      deeds: fc.array(deed, { minLength: 1, maxLength: 30 }),
      seed: fc.nat(1000),
    })
    const check = fc.asyncProperty(shops, async ({ count, seconds, order, offsetCap, deeds, seed }) => {
      const one = await openWorld({ items: spread(count, seconds), order, offsetCap })
      try {
        const { gone, added } = disturb(one, deeds, seed)
        const { items, complete } = await one.read().catch((error: unknown) => emptied(error))
        const found = ids(items)
        expect(new Set(found).size).toBe(found.length)
        for (const id of found) expect(id < 900_001 || added.has(id)).toBe(true)
        for (const id of found) expect(gone.has(id)).toBe(false)
        // What cannot be divided any more says so, and nothing else may be lacking.
        if (complete) expect(found.filter((id) => id < 900_001)).toEqual(all(count).filter((id) => !gone.has(id)))
        else expect([seconds, offsetCap]).toEqual([0, 200])
      } finally {
        await one.close()
      }
    })
    await fc.assert(check, { numRuns: 12, seed: 11 })
  }, 600_000)

  test('are found after an interruption too', async () => {
    const one = await world({ items: spread(350, 60), order: 'id' })
    const memo = memoOf()
    one.sim.options.faults = [
      {
        effect: 'answer',
        status: 200,
        body: { error: 'error_data', message: 'x' },
        operation: 'get_item_list',
        nth: 3,
      },
    ]
    await expect(one.read({ memo })).rejects.toMatchObject({ code: 'shopee-refused' })
    const [first] = one.sim.shops[0]?.items ?? []
    one.clock.leap(3600_000)
    if (first) Object.assign(first.base, { item_status: 'SELLER_DELETE', update_time: one.sim.seconds() - 1800 })
    one.sim.options.faults = []

    const { items, complete } = await one.read({ memo })

    expect([ids(items), complete]).toEqual([all(350).slice(1), true])
  })
})
