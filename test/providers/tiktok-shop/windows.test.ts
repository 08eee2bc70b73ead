import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { TikTokSimOptions } from '../../../src/sandbox/tiktok-shop/options.ts'
import type { SimProduct } from '../../../src/sandbox/tiktok-shop/product.ts'
import { leapingClock } from '../amazon/world.ts'
import { NEW_YEAR, openWorld, product, productId, type World } from './world.ts'

const NOW = NEW_YEAR + 24 * 3600
const CAP = 105

/** Products that were made at these seconds before now. */
const wares = (ages: readonly number[]): SimProduct[] =>
  ages.map((age, number) => product(number, { create_time: NOW - age, update_time: NOW - age + (number % 7) }))

async function open(ages: readonly number[], sim: TikTokSimOptions = {}): Promise<World> {
  const clock = leapingClock(NOW * 1000)
  return openWorld(wares(ages), { clock, searchCap: CAP, ...sim }, { clock, cap: CAP })
}

const idsIn = (items: { [field: string]: unknown }[]): string[] => items.map(({ asin }) => String(asin)).sort()
const all = (count: number): string[] => Array.from({ length: count }, (_, number) => productId(number)).sort()

interface Edit {
  /** After so many answers to searches. */
  after: number
  number: number
  what: 'title' | 'delete' | 'new'
}

/** What is done to the shop while it is searched by times of creation. */
function edit(world: World, edits: readonly Edit[]): void {
  let searches = 0
  const { products } = world.sim
  const count = products.size
  world.sim.options.amend = (operation, answer, { body }) => {
    if (operation !== 'search' || body.includes('update_time')) return answer
    searches += 1
    for (const { after, number, what } of edits) {
      if (after !== searches) continue
      const known = products.get(productId(number % count)) as SimProduct
      const id = productId(count + number)
      const at = { update_time: NOW + searches }
      if (what === 'new') products.set(id, product(count + number, { create_time: NOW + searches, ...at }))
      else if (what === 'delete') products.set(known.id, { ...known, ...at, status: 'DELETED' })
      else products.set(known.id, { ...known, ...at, title: `Baru ${searches}` })
    }
    return answer
  }
}

/** As many that are made in one second as one search tells, and no more. */
const ages = fc
  .array(fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 3 * 365 * 24 * 3600 })), {
    minLength: 80,
    maxLength: 320,
    size: 'max',
  })
  .filter(
    (list) =>
      Math.max(
        ...Map.groupBy(list, (age) => age)
          .values()
          .map(({ length }) => length),
      ) < CAP,
  )

const style = fc.record({
  capRefuses: fc.boolean(),
  pageTokens: fc.constantFrom('keyset', 'offset'),
  lastToken: fc.constantFrom('empty', 'absent'),
  shortPages: fc.integer({ min: 0, max: 80 }),
}) as fc.Arbitrary<TikTokSimOptions>

const edits = fc.array(
  fc.record({
    after: fc.integer({ min: 1, max: 12 }),
    number: fc.nat(319),
    what: fc.constantFrom('title', 'delete', 'new'),
  }) as fc.Arbitrary<Edit>,
  { maxLength: 12, size: 'max' },
)

describe('a shop with more products than one search tells', () => {
  test('is read whole by spans of time, whatever the ages, the pages and the edits', async () => {
    await fc.assert(
      fc.asyncProperty(ages, style, edits, async (list, options, changes) => {
        const world = await open(list, options)
        edit(world, changes)
        const { items, complete } = await world.read()
        await world.close()

        expect(complete).toBe(true)
        expect(idsIn(items)).toEqual([...world.sim.products.keys()].sort())
        for (const item of items) {
          const { title, status } = world.sim.products.get(String(item.asin)) as SimProduct
          expect([item.item_name, item.status]).toEqual([title, status])
        }
        expect(world.sim.calls.filter(({ code }) => code === 12052180).length).toBeLessThan(60)
      }),
      { numRuns: 8 },
    )
  }, 600_000)

  test.each([true, false])(
    'asks for few searches more than the pages take (the first is refused: %s)',
    async (capRefuses) => {
      const list = Array.from({ length: 1000 }, (_, number) => number * 900)
      const world = await open(list, { capRefuses })

      const { items, complete } = await world.read()
      await world.close()

      expect([complete, idsIn(items)]).toEqual([true, all(1000)])
      expect(world.sim.counts().search).toBeLessThan(45)
    },
  )

  test('is divided by times of change too, when nearly all of it was edited meanwhile', async () => {
    const list = Array.from({ length: 300 }, (_, number) => number * 900 + 4000)
    const world = await open(list)
    const everything = list.map((_, number): Edit => ({ after: 5, number, what: 'title' }))
    let second = 0
    edit(world, everything)
    const amend = world.sim.options.amend
    world.sim.options.amend = (...given) => {
      const answer = amend(...given)
      for (const one of world.sim.products.values())
        if (one.title.startsWith('Baru')) one.update_time = NOW - 60 + (second++ % 60)
      return answer
    }

    const { items, complete } = await world.read()
    await world.close()

    expect([complete, idsIn(items)]).toEqual([true, all(300)])
    expect(new Set(items.map(({ item_name }) => item_name))).toEqual(new Set(['Baru 5']))
  })

  test('is incomplete, and says why, when too many were made in one second', async () => {
    const world = await open(
      Array.from({ length: 150 }, () => 5000),
      { capRefuses: false },
    )

    const { complete, items, diagnostics, report } = await world.read()
    await world.close()

    expect(complete).toBe(false)
    expect(items.length).toBeGreaterThanOrEqual(CAP - 20)
    expect(report.caps_hit).toBe(1)
    expect(diagnostics[0]).toMatchObject({ code: 'short-search', severity: 'warning' })
  })
})
