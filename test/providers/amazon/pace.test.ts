import { expect, test } from 'vitest'
import { Pace } from '../../../src/providers/amazon/pace.ts'
import { leapingClock } from './world.ts'

const { signal } = new AbortController()

async function waitsFor(count: number, prepare: (pace: Pace) => void = () => {}) {
  const clock = leapingClock()
  const pace = new Pace(clock)
  prepare(pace)
  for (let call = 0; call < count; call += 1) await pace.take(signal)
  return clock.waits
}

test('lets two calls go at once and then two a second', async () => {
  expect(await waitsFor(5)).toEqual([500, 500, 500])
})

test('follows the announced rate down and up', async () => {
  expect(await waitsFor(4, (pace) => pace.follow('0.5'))).toEqual([2000, 2000])
  expect(await waitsFor(4, (pace) => pace.follow('5.0'))).toEqual([200, 200])
})

test.each([undefined, '', 'fast', '-1', '0', 'Infinity'])('ignores an announced rate of %s', async (announced) => {
  expect(await waitsFor(3, (pace) => pace.follow(announced))).toEqual([500])
})

test('starts from an empty bucket after a refusal', async () => {
  expect(await waitsFor(2, (pace) => pace.drain())).toEqual([500, 500])
})

test('does not let a call go after an interruption', async () => {
  const pace = new Pace(leapingClock())

  await expect(pace.take(AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' })
})
