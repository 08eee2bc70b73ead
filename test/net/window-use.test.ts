import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { RateWindow } from '../../src/model/plan-figures.ts'
import { crowdFor } from '../../src/net/crowd.ts'
import { Latency } from '../../src/net/latency.ts'
import { Limiter } from '../../src/net/limiter.ts'
import { seededRandom } from '../../src/sandbox/random.ts'
import { createManualClock } from './manual-clock.ts'

const paid = { limit: 50, window_size: 10 }
const never = new AbortController().signal

interface Network {
  windows: RateWindow[]
  /** Milliseconds to the service, and from there until the answer is here. */
  there: () => number
  back: () => number
  calls: number
}

/** As many callers as the limiter says call as often as it lets them; the service counts by sliding and by standing windows. */
async function callAll({ windows, there, back, calls }: Network) {
  const clock = createManualClock(Date.UTC(2026, 10, 21))
  const limiter = new Limiter({ clock, windows, share: 1 })
  const arrivals: number[] = []
  let refused = 0
  let left = calls
  let callers = 0
  const isFull = ({ limit, window_size }: RateWindow, now: number): boolean => {
    const frame = (time: number) => Math.floor(time / (window_size * 1000))
    const standing = arrivals.filter((time) => frame(time) === frame(now)).length
    return standing >= limit || arrivals.filter((time) => time > now - window_size * 1000).length >= limit
  }
  const call = async (): Promise<void> => {
    const release = await limiter.acquire(never)
    await clock.sleep(there())
    if (windows.some((window) => isFull(window, clock.now()))) refused += 1
    else arrivals.push(clock.now())
    await clock.sleep(back())
    release()
  }
  const { promise: over, resolve } = Promise.withResolvers<void>()
  const fill = (): void => {
    while (left > 0 && callers < limiter.atOnce()) {
      left -= 1
      callers += 1
      void call().then(() => {
        callers -= 1
        fill()
      })
    }
    if (callers === 0) resolve()
  }
  fill()
  await clock.until(over)
  return { refused, arrivals }
}

/** What was used from the third window on, in whole windows. */
function share(arrivals: readonly number[], { limit, window_size }: RateWindow): number {
  const from = (arrivals[0] as number) + 2 * window_size * 1000
  const steady = arrivals.filter((time) => time >= from)
  const first = steady.slice(0, Math.floor((steady.length - 1) / limit) * limit + 1)
  const span = (first.at(-1) as number) - (first[0] as number)
  return ((first.length - 1) * window_size * 1000) / (span * limit)
}

describe('the windows', () => {
  it.each([50, 500, 2000])('are used and never outrun when answers take %d ms', async (latency) => {
    const oneWay = () => latency / 2

    const { refused, arrivals } = await callAll({ windows: [paid], there: oneWay, back: oneWay, calls: 1000 })

    expect(refused).toBe(0)
    expect(share(arrivals, paid)).toBeGreaterThanOrEqual(0.95)
  })

  it('are used where the hour is the one that decides', async () => {
    const hour = { limit: 300, window_size: 3600 }
    const windows = [paid, hour]

    const { refused, arrivals } = await callAll({ windows, there: () => 1000, back: () => 1000, calls: 1201 })

    expect(refused).toBe(0)
    expect(share(arrivals, hour)).toBeGreaterThanOrEqual(0.95)
  })

  it('are never outrun, however long the ways are and however they differ', async () => {
    const way = fc.record({ least: fc.integer({ min: 0, max: 2000 }), jitter: fc.integer({ min: 0, max: 2000 }) })
    await fc.assert(
      fc.asyncProperty(way, way, fc.integer(), async (there, back, seed) => {
        const random = seededRandom(seed)
        const take = ({ least, jitter }: typeof there) => least + random() * jitter
        const windows = [{ limit: 20, window_size: 10 }]

        const { refused } = await callAll({ windows, there: () => take(there), back: () => take(back), calls: 200 })

        expect(refused).toBe(0)
      }),
      { numRuns: 25 },
    )
  })
})

describe('what surely passed since a call reached the service', () => {
  const known = (...took: number[]): Latency => {
    const latency = new Latency()
    for (const [index, one] of took.entries()) latency.note('read', one, index * 1000)
    return latency
  }

  test('is nothing as long as few calls are known', () => {
    expect(known(...Array(9).fill(2000)).since('read')).toBe(0)
    expect(known(...Array(10).fill(2000)).since('read')).toBe(1900)
  })

  test('is less where times differ, and nothing where they differ much', () => {
    expect(known(...Array(9).fill([2000, 2100]).flat()).since('read')).toBeLessThan(1850)
    expect(known(...Array(9).fill([200, 900]).flat()).since('read')).toBe(0)
  })

  test('goes by calls of its kind, once enough of them are known', () => {
    const latency = known(...Array(20).fill(100))
    for (let index = 0; index < 10; index += 1) {
      latency.note('upload', 3000, 20_000 + index)
      expect(latency.since('upload')).toBeLessThan(index < 9 ? 100 : 3000)
    }
    expect(latency.since('upload')).toBe(2850)
    expect(latency.since('read')).toBe(95)
  })

  test('forgets within minutes how quick calls once were', () => {
    const latency = known(...Array(20).fill(10), ...Array(400).fill(2000))

    expect(latency.since('read')).toBeCloseTo(1900)
  })
})

describe('as many calls at once', () => {
  test('as the shortest window lets through while one is answered, twice, are worth it', () => {
    expect(crowdFor([paid, { limit: 5000, window_size: 3600 }], 2000)).toBe(20)
    expect(crowdFor([{ limit: 5000, window_size: 3600 }, paid], 4000)).toBe(40)
  })

  test('as eight are always worth it, and never more than 64', () => {
    expect(crowdFor([paid], 0)).toBe(8)
    expect(crowdFor([paid], 60_000)).toBe(64)
    expect(crowdFor([], 1)).toBe(64)
  })
})

test('all calls are kept, each once at least, in whatever order they count', async () => {
  const clock = createManualClock(Date.UTC(2026, 10, 21))
  const limiter = new Limiter({ clock, windows: [{ limit: 100, window_size: 3600 }], share: 1 })
  const kept = new Set<number>()
  const call = async (kind: string, milliseconds: number): Promise<void> => {
    const release = await limiter.acquire(never, kind)
    await clock.until(clock.sleep(milliseconds))
    release()
    for (const time of limiter.unkept()) kept.add(time)
  }
  for (let calls = 0; calls < 12; calls += 1) await call('upload', 3000)
  await call('read', 10)
  await call('upload', 3000)

  expect([...kept].sort((a, b) => a - b)).toEqual(limiter.times())
  expect(limiter.unkept()).toEqual([])
})
