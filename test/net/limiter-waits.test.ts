import { describe, expect, it } from 'vitest'
import { Limiter } from '../../src/net/limiter.ts'
import { createManualClock } from './manual-clock.ts'

const short = { limit: 20, window_size: 10 }
const never = new AbortController().signal

describe('a wait of the limiter', () => {
  it('says a wait when it begins, also by a clock that starts at zero', async () => {
    const clock = createManualClock(0)
    const said: [number, string][] = []
    const limiter = new Limiter({
      clock,
      windows: [{ limit: 1, window_size: 60 }],
      share: 1,
      onWait: (_, reason) => said.push([clock.now(), reason]),
    })
    ;(await limiter.acquire(never))()

    await clock.until(limiter.acquire(never))

    expect(said).toEqual([[0, 'the allowance of one call in 60 seconds is used up']])
  })

  it.each([5000, 30_000, 59_999])(
    'says a pause of %d ms that the service asks for, and one of 4 s not',
    async (pause) => {
      const clock = createManualClock()
      const said: number[] = []
      const limiter = new Limiter({ clock, windows: [short], share: 1, onWait: (seconds) => said.push(seconds) })

      limiter.pause(4000, 'Plytix says so')
      await clock.until(limiter.acquire(never))
      expect(said).toEqual([])
      limiter.pause(pause, 'Plytix says so')
      await clock.until(limiter.acquire(never))

      expect(said).toEqual([Math.ceil(pause / 1000)])
    },
  )

  it('says a row of short pauses once a minute', async () => {
    const clock = createManualClock()
    const said: number[] = []
    const limiter = new Limiter({ clock, windows: [], share: 1, onWait: () => said.push(clock.now()) })

    for (let pauses = 0; pauses < 30; pauses += 1) {
      limiter.pause(10_000, 'Plytix says so')
      await clock.until(limiter.acquire(never))
    }

    expect(said.length).toBeGreaterThanOrEqual(4)
    expect(said.length).toBeLessThanOrEqual(6)
  })

  it.each([
    ['stands still', () => 5_000_000],
    ['falls back a second for each one', (now: number) => 9_000_000 - now],
    ['runs at a third of its speed', (now: number) => now / 3],
  ])('ends a wait by a clock that %s', async (_, wrong) => {
    const clock = createManualClock()
    const limiter = new Limiter({
      clock: { now: () => wrong(clock.now()), sleep: clock.sleep },
      windows: [{ limit: 1, window_size: 10 }],
      share: 1,
    })
    const started = clock.now()
    for (let calls = 0; calls < 4; calls += 1) {
      const release = await clock.until(limiter.acquire(never))
      release()
    }

    expect(clock.now() - started).toBeGreaterThanOrEqual(30_000)
    expect(clock.now() - started).toBeLessThan(100_000)
  })

  it('goes by the clock that nobody sets, where there is one', async () => {
    const clock = createManualClock()
    const limiter = new Limiter({
      clock: { now: () => 0, monotonic: () => clock.now(), sleep: clock.sleep },
      windows: [{ limit: 1, window_size: 10 }],
      share: 1,
    })
    ;(await limiter.acquire(never))()
    const started = clock.now()
    await clock.until(limiter.acquire(never))

    expect(clock.now() - started).toBeGreaterThanOrEqual(10_000)
    expect(clock.now() - started).toBeLessThan(12_000)
  })

  it('refuses everyone at once who would have to wait too long, and takes calls again later', async () => {
    const clock = createManualClock()
    const limiter = new Limiter({ clock, windows: [short], share: 1, maxWait: 7200_000 })
    const started = clock.now()
    limiter.pause(7200_001, 'Plytix says so')

    const waiting = await clock.until(Promise.allSettled([limiter.acquire(never), limiter.acquire(never)]))

    const message = 'The next call may leave only in 2 hours, and this program waits 2 hours at most: Plytix says so.'
    const refused = { status: 'rejected', reason: { code: 'wait-too-long', message } }
    expect(waiting).toMatchObject([refused, refused])
    expect(clock.now()).toBe(started)
    await clock.until(clock.sleep(1000))
    await clock.until(limiter.acquire(never))
    expect(clock.now() - started).toBe(7200_001)
  })

  it('believes for an hour what a refusal taught, and not beyond the next statement of the service', async () => {
    const clock = createManualClock()
    const limiter = new Limiter({ clock, windows: [short], share: 1 })
    const tight = { limit: 1, window_size: 10 }

    limiter.tighten(tight)
    expect(limiter.learned()).toEqual([{ ...tight, at: clock.now() }])
    await clock.until(clock.sleep(3_599_000))
    expect(limiter.learned()).toHaveLength(1)
    await clock.until(clock.sleep(1000))
    expect(limiter.learned()).toEqual([])

    limiter.tighten({ limit: 3, window_size: 3600 })
    expect(limiter.learned()).toHaveLength(1)
    limiter.allow([short])
    expect(limiter.learned()).toEqual([])
    const started = clock.now()
    for (let calls = 0; calls < 15; calls += 1) (await clock.until(limiter.acquire(never)))()
    expect(clock.now()).toBe(started)
  })

  it('counts the hour of what an earlier process learned from when it was learned', () => {
    const clock = createManualClock(10_000_000)
    const limiter = new Limiter({ clock, windows: [short], share: 1 })

    limiter.tighten({ limit: 1, window_size: 10, at: clock.now() - 3_600_000 })

    expect(limiter.learned()).toEqual([])
  })
})
