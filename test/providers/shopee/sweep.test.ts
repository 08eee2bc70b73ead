import { describe, expect, test } from 'vitest'
import type { ItemFields } from '../../../src/model/item.ts'
import type { ShopeeFaultEffect } from '../../../src/sandbox/shopee/fault-options.ts'
import { OPERATIONS } from '../../../src/sandbox/shopee/operations.ts'
import { asExported } from '../../contract/source-fixture.ts'
import { MOMENTS } from '../../crash/mortal.ts'
import { items } from './items.ts'
import { dieAndGoOn, misdeeds, readOnce } from './sweep.ts'
import { openWorld, type WorldOptions } from './world.ts'

/** A token that has ended, a list of two pages, three batches, and models. */
const WORLD = (): WorldOptions => ({
  items: items(101).filter((_, index) => index % 3 !== 0 || index < 12),
  firstAccessSeconds: 0,
  pageRows: 60,
})

async function undisturbed(): Promise<{ items: ItemFields[]; calls: number; renewal: number }> {
  const world = await openWorld(WORLD())
  try {
    const result = await readOnce(world, null)
    if (result instanceof Error) throw result
    const renewal = world.sim.calls.findIndex(({ operation }) => operation === 'token.refresh') + 1
    return { items: asExported(result.items), calls: world.sim.calls.length, renewal }
  } finally {
    await world.close()
  }
}

describe('a read that is killed', () => {
  test('at any call, at any moment of it, goes on: nothing is missing or twice, and no refresh token is sent twice', async () => {
    const whole = await undisturbed()
    for (const moment of MOMENTS) {
      for (let call = 1; call <= whole.calls; call += 1) {
        const what = `killed at call ${call}, ${moment}`
        const { died, lost, items, complete, wrong, calls } = await dieAndGoOn(WORLD(), { call, moment })

        expect(died, what).toBeInstanceOf(Error)
        expect([items.length, complete, wrong], what).toEqual([whole.items.length, true, []])
        expect(items, what).toEqual(whole.items)
        // What a renewal brought and nobody wrote down is gone: only a new consent helps, and it is asked for.
        expect(lost, what).toBe(call === whole.renewal)
        // Nothing that was kept is asked for again, but what was under way.
        expect(calls - whole.calls, what).toBeLessThanOrEqual(5)
      }
    }
  }, 600_000)
})

describe('a read that is disturbed', () => {
  const passing: ShopeeFaultEffect[] = [
    'burst',
    'server',
    '500',
    'html',
    'reset-before',
    'reset-after',
    'truncated',
    'expired-token',
  ]

  test.each(passing)(
    'by %s at any call comes to the same',
    async (effect) => {
      const whole = await undisturbed()
      for (let nth = 1; nth <= whole.calls - 1; nth += 1) {
        // A token that ends by itself and is ended again is refused twice.
        const own = effect === 'expired-token' ? { firstAccessSeconds: 14_400 } : {}
        const world = await openWorld({ ...WORLD(), ...own, faults: [{ effect, nth }] })
        try {
          const result = await readOnce(world, null)

          if (result instanceof Error) throw result
          expect([asExported(result.items), result.complete, misdeeds(world)], `call ${nth}`).toEqual([
            whole.items,
            true,
            [],
          ])
        } finally {
          await world.close()
        }
      }
    },
    60_000,
  )

  test('by the end of the day at any call calls no more that day, and lacks nothing on the next', async () => {
    const whole = await undisturbed()
    for (const operation of [undefined, 'token.refresh'] as const) {
      for (let nth = 1; nth <= (operation ? 1 : whole.calls - 1); nth += 1) {
        const world = await openWorld({ ...WORLD(), faults: [{ effect: 'day', nth, ...(operation && { operation }) }] })
        try {
          const ended = await readOnce(world, null, 1)
          expect(ended).toMatchObject({
            complete: false,
            unfinished: { code: 'day-quota', until: '2026-11-21T16:00:00.000Z' },
          })
          const calls = world.sim.calls.length
          await readOnce(world, null, 1)
          expect(world.sim.calls.length, `call ${nth}`).toBe(calls)
          world.clock.leap(14 * 3600_000)

          const next = await readOnce(world, null, 1)

          if (next instanceof Error) throw next
          expect([asExported(next.items), next.complete, misdeeds(world)], `call ${nth}`).toEqual([
            whole.items,
            true,
            [],
          ])
        } finally {
          await world.close()
        }
      }
    }
  }, 600_000)
})

test('every call that a read makes is one that the simulator knows', async () => {
  const world = await openWorld(WORLD())
  await readOnce(world, null)
  const known = new Set<string>(OPERATIONS)

  expect(world.sim.calls.filter(({ operation }) => operation === null || !known.has(operation))).toEqual([])
  await world.close()
})
