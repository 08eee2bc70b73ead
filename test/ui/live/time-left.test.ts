import { expect, test } from 'vitest'
import { readingSecondsLeft, runSecondsLeft, settled } from '../../../src/ui/live/time-left.ts'
import type { RunView, View } from '../../../src/ui/live/view.ts'
import { BEGAN, CALLS, products, STARTED, THROTTLED, type Told, watched } from './apply-story.ts'

const START: Told = { event: STARTED, at: 0 }
const UNKNOWN: Told = { event: { ...STARTED, cost: { calls: 1000, seconds: 0 } }, at: 0 }

function leftAt(view: View, at: number): number | null {
  return runSecondsLeft(view.run as RunView, view.wait, BEGAN + at * 1000)
}

test('the time left only falls while operations end at a steady pace', () => {
  const lefts = Array.from({ length: 47 }, (_, step) => {
    const done = (step + 1) * 20
    return leftAt(watched([START, ...products(done)]), done * 0.5) ?? Number.NaN
  })

  for (const [at, left] of lefts.slice(1).entries()) expect(left).toBeLessThan(lefts[at] ?? 0)
  expect(lefts[0]).toBeCloseTo(490, -1)
  expect(lefts.at(-1)).toBeCloseTo(30, -1)
})

test('it begins with what the plan says, and goes by what really happens from then on', () => {
  expect(leftAt(watched([START]), 0)).toBe(500)

  const slow = leftAt(watched([START, ...products(100, { every: 5 })]), 500) ?? 0
  expect(slow).toBeGreaterThan(900 * 4)
  expect(slow).toBeLessThan(900 * 5)
})

test('nothing is said while nobody can know', () => {
  expect(leftAt(watched([UNKNOWN]), 0)).toBeNull()
  expect(leftAt(watched([UNKNOWN, ...products(2)]), 60)).toBeNull()
  expect(leftAt(watched([UNKNOWN, ...products(10)]), 5)).toBeCloseTo(495, 0)
})

test('a wait counts once: what is left of it, and not as a slow pace', () => {
  const before = watched([START, ...products(440)])
  const waiting = watched([{ event: THROTTLED, at: 220 }], before)
  const pace = leftAt(before, 220) ?? 0

  expect(leftAt(waiting, 220)).toBeCloseTo(pace + 42, 0)
  expect(leftAt(waiting, 250)).toBeCloseTo(pace + 12, 0)
  expect(leftAt(watched(products(1, { from: 262, first: 440 }), waiting), 262.5)).toBeCloseTo(pace, -1)
})

test('it is never less than the account lets the rest take', () => {
  const full: Told = {
    event: { ...CALLS, windows: [{ limit: 500, window_size: 3600, used: 500, room: 0, resets_at: null }] },
    at: 250,
  }
  expect(leftAt(watched([START, ...products(500), full]), 250)).toBe(3600)
})

test('of an allowance that is not counted in calls the estimate and the pace tell', () => {
  const points = { unit: 'point', limit: 10, window_size: 3600, used: 10, room: 0, resets_at: null }
  const story = [START, ...products(500)]
  const full: Told = { event: { ...CALLS, windows: [points] }, at: 250 }

  expect(leftAt(watched([...story, full]), 250)).toBe(leftAt(watched(story), 250))
})

test('a run that goes on is judged by its own pace, not by what earlier commands did', () => {
  const again: Told = { event: { ...STARTED, done: 900, kinds: [{ ...STARTED.kinds[1], done: 900 }] }, at: 0 }
  expect(leftAt(watched([again]), 0)).toBe(50)
})

test('a reading goes by its own pace too', () => {
  const reading = {
    ...{ key: '', name: 'Plytix', what: 'the products', began: BEGAN, ended: null, calls: 30, state: 'going' as const },
    ...{ read: 3000, of: 12_000 },
  }
  expect(readingSecondsLeft(reading, BEGAN + 30_000)).toBe(90)
  expect(readingSecondsLeft({ ...reading, of: null }, BEGAN + 30_000)).toBeNull()
})

test('what people see of it is coarse enough not to flicker', () => {
  expect([1, 12, 61, 599, 601, 7201].map(settled)).toEqual([5, 15, 90, 600, 660, 7260])
})
