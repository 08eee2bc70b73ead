import { expect, test } from 'vitest'
import { leapingClock } from '../amazon/world.ts'
import { NEW_YEAR, openWorld, products } from './world.ts'

/** Seconds that a first read of so many products takes, and what it was refused. */
async function read(count: number, rate: { rate: number; burst: number }) {
  const clock = leapingClock(NEW_YEAR * 1000)
  const world = await openWorld(products(count), { clock, rate }, { clock })
  try {
    const began = clock.now()
    const { complete, calls } = await world.read()
    return { complete, calls, seconds: (clock.now() - began) / 1000 }
  } finally {
    await world.close()
  }
}

test('a shop that refuses nothing is read faster and faster, fifty calls a second at most', async () => {
  const { complete, calls, seconds } = await read(600, { rate: 1000, burst: 1000 })

  expect([complete, calls.throttled]).toEqual([true, 0])
  // Five a second all the time would take two minutes.
  expect(seconds).toBeLessThan(calls.calls / 20)
  expect(seconds).toBeGreaterThan(calls.calls / 50)
})

test('what a shop allows is found out with few refusals, and then kept to', async () => {
  const { complete, calls, seconds } = await read(600, { rate: 20, burst: 20 })

  expect(complete).toBe(true)
  expect(calls.throttled).toBeLessThan(calls.calls / 25)
  expect(seconds).toBeLessThan((calls.calls / 20) * 1.8)
})
