import { afterEach, describe, expect, test } from 'vitest'
import type { Source } from '../../../src/model/source.ts'
import { createShopeeSource } from '../../../src/providers/shopee/source.ts'
import { contextWith } from '../../contract/source-fixture.ts'
import { items } from './items.ts'
import { openWorld, type World, type WorldOptions } from './world.ts'

const opened: World[] = []
const world = async (options: WorldOptions = {}): Promise<World> => {
  const one = await openWorld({ items: items(4), ...options })
  opened.push(one)
  return one
}

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

describe('the calls of a day', () => {
  test('end a read at once when Shopee says that they are used up, for every process of that day', async () => {
    const { read, sim, clock } = await world({ items: items(30), callsPerDay: 8, sideBySide: 4 })

    const first = await read()

    expect(first).toMatchObject({
      complete: false,
      unfinished: {
        code: 'day-quota',
        until: '2026-11-21T16:00:00.000Z',
        message: expect.stringContaining('error_limit'),
      },
    })
    const called = sim.calls.length
    expect(await read()).toMatchObject({ complete: false, unfinished: { code: 'day-quota' } })
    expect(sim.calls.length).toBe(called)
    expect(sim.callsAfterDayLimit()).toBeLessThan(4)
    clock.leap(24 * 3600_000)
    sim.options.callsPerDay = 0
    expect(await read()).toMatchObject({ complete: true })
  })

  test('end with the budget of sync.yaml, are warned of before, and the read goes on the day after', async () => {
    const section = { calls_per_day: 10 }
    const { read, sim, clock } = await world({ items: items(30), section })

    const first = await read()

    expect(sim.calls.length).toBe(10)
    expect(first.calls.calls).toBe(10)
    expect(first.unfinished).toMatchObject({ code: 'day-quota', until: '2026-11-21T16:00:00.000Z' })
    expect(first.diagnostics.map(({ message }) => message)).toEqual([
      '8 of the 10 calls that calls_per_day allows are used; the day ends at 00:00 UTC+8.',
    ])
    clock.leap(24 * 3600_000)
    expect(await read()).toMatchObject({ complete: true })
    expect(sim.counts()).toMatchObject({
      get_shop_info: 1,
      get_item_list: 1,
      get_item_base_info: 1,
      get_model_list: 11,
      'token.refresh': 1,
    })
  })

  test('are those of all shops of an app, and the end is for all of them', async () => {
    const one = await world({ items: items(30), callsPerDay: 9 })
    const context = one.context()
    const options = { region: 'ID', statuses: ['NORMAL', 'UNLIST'], calls_per_day: 7 }
    const both = [1, 2].map(() => createShopeeSource({ ...context, settings: { options }, sideBySide: 1 }))
    const read = (source: Source) => source.read(one.request(), contextWith(), new AbortController().signal)

    const ends = await Promise.all(both.map(read))

    expect(ends.map(({ unfinished }) => unfinished?.code)).toEqual(['day-quota', 'day-quota'])
    expect(one.sim.calls.length).toBe(7)
    expect(one.sim.callsAfterDayLimit()).toBe(0)
  })
})
