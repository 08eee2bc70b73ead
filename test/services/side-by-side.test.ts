import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { once, sideBySide } from '../../src/services/side-by-side.ts'

interface Ride {
  of: string
  name: string
}

const RIDES: Ride[] = [
  { of: 'north', name: 'mare' },
  { of: 'south', name: 'mule' },
  { of: 'north', name: 'foal' },
]

const { signal } = new AbortController()
const of = (ride: Ride) => ride.of

test('lets groups overlap in time, does what is of one group one after the other, and keeps the order of what it was given', async () => {
  const events: string[] = []

  const results = await sideBySide(RIDES, { of, signal }, async ({ name }) => {
    events.push(`${name} begins`)
    await delay(name === 'mare' ? 60 : 20)
    events.push(`${name} ends`)
    return name.toUpperCase()
  })

  expect(results).toEqual(['MARE', 'MULE', 'FOAL'])
  expect(events).toEqual(['mare begins', 'mule begins', 'mule ends', 'mare ends', 'foal begins', 'foal ends'])
})

test('stops the others when one throws, and throws that once all have ended', async () => {
  const ended: string[] = []
  const work = sideBySide(RIDES, { of, signal }, async ({ name }, both) => {
    if (name === 'mule') throw new Error('the mule is lame')
    try {
      await delay(10_000, undefined, { signal: both })
    } finally {
      ended.push(name)
    }
  })

  await expect(work).rejects.toThrow('the mule is lame')
  expect(ended).toEqual(['mare'])
})

test('begins nothing more once it is aborted from outside, and says so by the reason', async () => {
  const stop = new AbortController()
  const begun: string[] = []
  const work = sideBySide(RIDES, { of, signal: stop.signal }, async ({ name }) => {
    begun.push(name)
    stop.abort(new DOMException('Interrupted.', 'AbortError'))
  })

  await expect(work).rejects.toThrow('Interrupted.')
  expect(begun).toEqual(['mare'])
})

test('asks once for all who ask at the same time or later', async () => {
  let asked = 0
  const ask = once(async () => {
    asked += 1
    return asked
  })

  expect(await Promise.all([ask(), ask()])).toEqual([1, 1])
  expect(await ask()).toBe(1)
})
