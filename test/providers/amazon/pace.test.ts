import { expect, test } from 'vitest'
import { Pace } from '../../../src/providers/amazon/pace.ts'
import { leapingClock } from './world.ts'

const { signal } = new AbortController()

async function waitsFor(count: number, prepare: (pace: Pace) => void = () => {}) {
  const clock = leapingClock()
  const pace = new Pace(clock, { rate: 2, burst: 2 })
  prepare(pace)
  for (let call = 0; call < count; call += 1) await pace.take(signal)
  return clock.waits
}

test('lets one call of the burst unused, and a little of the rate', async () => {
  expect(await waitsFor(5)).toEqual([511, 510, 510, 510])
})

test('follows the announced rate down and up', async () => {
  expect(await waitsFor(4, (pace) => pace.follow('0.5'))).toEqual([2041, 2041, 2041])
  expect(await waitsFor(4, (pace) => pace.follow('5.0'))).toEqual([205, 204, 204])
})

test.each([undefined, '', 'fast', '-1', '0', 'Infinity'])('ignores an announced rate of %s', async (announced) => {
  expect(await waitsFor(3, (pace) => pace.follow(announced))).toEqual([511, 510])
})

test('starts from an empty bucket after a refusal', async () => {
  expect(await waitsFor(2, (pace) => pace.drain())).toEqual([511, 510])
})

test('does not let a call go after an interruption', async () => {
  const pace = new Pace(leapingClock(), { rate: 2, burst: 2 })

  await expect(pace.take(AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' })
})
