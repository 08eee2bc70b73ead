import { describe, expect, it } from 'vitest'
import type { RateWindow } from '../../src/model/plan-figures.ts'
import { Limiter } from '../../src/net/limiter.ts'
import { createManualClock, type ManualClock } from './manual-clock.ts'

const short = { limit: 20, window_size: 10 }
const hour = { limit: 2000, window_size: 3600 }
const never = new AbortController().signal

/** A service that measures its windows where calls arrive, some time after they left. */
function createService(clock: ManualClock, windows: RateWindow[]) {
  const arrivals: number[] = []
  let refused = 0
  return {
    arrivals,
    refused: () => refused,
    async call(latency: number): Promise<void> {
      await clock.sleep(latency / 2)
      const now = clock.now()
      const sliding = windows.some(
        ({ limit, window_size }) => arrivals.filter((time) => time > now - window_size * 1000).length >= limit,
      )
      const fixed = windows.some(({ limit, window_size }) => {
        const frame = (time: number): number => Math.floor(time / (window_size * 1000))
        return arrivals.filter((time) => frame(time) === frame(now)).length >= limit
      })
      if (sliding || fixed) refused += 1
      else arrivals.push(now)
      await clock.sleep(latency / 2)
    },
  }
}

async function callMany(
  count: number,
  options: { clock: ManualClock; limiter: Limiter; service: ReturnType<typeof createService> },
) {
  const { clock, limiter, service } = options
  const started = clock.now()
  await clock.until(
    Promise.all(
      Array.from({ length: count }, async (_, index) => {
        const release = await limiter.acquire(never)
        await service.call(50 + ((index * 37) % 200))
        release()
      }),
    ),
  )
  return clock.now() - started
}

describe('the limiter', () => {
  it('uses at least 95 % of a short window and is never refused, by fixed or sliding windows', async () => {
    const clock = createManualClock()
    const limiter = new Limiter({ clock, windows: [short], share: 1 })
    const service = createService(clock, [short])

    const took = await callMany(400, { clock, limiter, service })

    expect(service.refused()).toBe(0)
    expect(400 / ((took + 10_000) / 10_000) / 20).toBeGreaterThanOrEqual(0.95)
  })

  it('keeps two windows at once and uses at least 95 % of the hour', async () => {
    const clock = createManualClock()
    const windows = [short, { limit: 100, window_size: 3600 }]
    const limiter = new Limiter({ clock, windows, share: 1 })
    const service = createService(clock, windows)

    const took = await callMany(350, { clock, limiter, service })

    expect(service.refused()).toBe(0)
    expect(took).toBeGreaterThan(3 * 3600_000)
    expect(took).toBeLessThan(3 * 3600_000 * 1.05)
  })

  it('leaves the rest of the allowance to others when it has a share', async () => {
    const clock = createManualClock()
    const limiter = new Limiter({ clock, windows: [short], share: 0.5 })
    const service = createService(clock, [short])

    await callMany(20, { clock, limiter, service })

    const first = service.arrivals[0] as number
    expect(service.arrivals.filter((time) => time < first + 10_000)).toHaveLength(10)
  })

  it('lets calls leave in the order in which they came', async () => {
    const clock = createManualClock()
    const limiter = new Limiter({ clock, windows: [{ limit: 2, window_size: 1 }], share: 1 })
    const left: number[] = []

    await clock.until(
      Promise.all(
        Array.from({ length: 9 }, async (_, index) => {
          const release = await limiter.acquire(never)
          left.push(index)
          release()
        }),
      ),
    )

    expect(left).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
  })

  it('holds everyone back during a pause and says so once when it is long', async () => {
    const clock = createManualClock()
    const waits: [number, string][] = []
    const onWait = (seconds: number, reason: string): number => waits.push([seconds, reason])
    const limiter = new Limiter({ clock, windows: [short], share: 1, onWait })
    const started = clock.now()

    limiter.pause(90_000, 'Plytix says so')
    await clock.until(Promise.all([limiter.acquire(never), limiter.acquire(never)]))

    expect(clock.now() - started).toBe(90_000)
    expect(waits).toEqual([[90, 'Plytix says so']])
  })

  it('announces an hour that is used up, and not a wait of seconds', async () => {
    const clock = createManualClock()
    const waits: string[] = []
    const windows = [short, { limit: 30, window_size: 3600 }]
    const limiter = new Limiter({ clock, windows, share: 1, onWait: (_, reason) => waits.push(reason) })

    await callMany(40, { clock, limiter, service: createService(clock, windows) })

    expect(waits).toEqual(['the allowance of 30 calls in an hour is used up'])
  })

  it('counts the calls of an earlier process', async () => {
    const clock = createManualClock()
    const earlier = new Limiter({ clock, windows: [short], share: 1 })
    await callMany(20, { clock, limiter: earlier, service: createService(clock, [short]) })
    const started = clock.now()

    const later = new Limiter({ clock, windows: [short], share: 1, past: earlier.times() })
    await clock.until(later.acquire(never))

    expect(clock.now() - started).toBeGreaterThan(9000)
  })

  it('takes a waiting call out of the queue when its signal aborts', async () => {
    const clock = createManualClock()
    const limiter = new Limiter({ clock, windows: [{ limit: 1, window_size: 10 }], share: 1 })
    const controller = new AbortController()
    ;(await limiter.acquire(never))()
    const waiting = limiter.acquire(controller.signal)

    controller.abort(new Error('stopped by hand'))

    await expect(waiting).rejects.toThrow('stopped by hand')
    await clock.until(limiter.acquire(never))
  })

  it('waits for a call in flight when all places are taken by such', async () => {
    const clock = createManualClock()
    const limiter = new Limiter({ clock, windows: [{ limit: 1, window_size: 10 }], share: 1 })
    const release = await limiter.acquire(never)
    const started = clock.now()
    const second = limiter.acquire(never)

    await clock.until(clock.sleep(30_000).then(release))
    await clock.until(second)

    expect(clock.now() - started).toBeGreaterThanOrEqual(40_000)
  })

  it('tightens to a limit that the service enforced, and never loosens', async () => {
    const clock = createManualClock()
    const limiter = new Limiter({ clock, windows: [short], share: 1 })
    limiter.tighten({ limit: 5, window_size: 10 })
    limiter.tighten({ limit: 50, window_size: 10 })
    const service = createService(clock, [{ limit: 5, window_size: 10 }])

    await callMany(15, { clock, limiter, service })

    expect(service.refused()).toBe(0)
  })

  it('remembers no more calls than its longest window needs', async () => {
    const clock = createManualClock()
    const limiter = new Limiter({ clock, windows: [{ limit: 10, window_size: 1 }], share: 1 })

    await callMany(500, { clock, limiter, service: createService(clock, []) })

    expect(limiter.times().length).toBeLessThanOrEqual(20)
    expect(new Limiter({ clock, windows: [hour], share: 1, past: [clock.now() + 1e9] }).times()).toEqual([])
  })

  it('takes times a little ahead for now, since clocks are set, and forgets those far ahead', async () => {
    const clock = createManualClock()
    const limiter = new Limiter({ clock, windows: [{ limit: 1, window_size: 10 }], share: 1 })
    limiter.remember([clock.now() + 30_000, clock.now() + 3_600_000])

    expect(limiter.times()).toEqual([clock.now()])
  })

  it('waits no longer when the clock is set back an hour', async () => {
    const clock = createManualClock(10_000_000)
    let offset = 0
    const limiter = new Limiter({
      clock: { now: () => clock.now() + offset, sleep: clock.sleep },
      windows: [{ limit: 1, window_size: 10 }],
      share: 1,
    })
    ;(await limiter.acquire(never))()
    const started = clock.now()
    const waiting = limiter.acquire(never)
    offset = -3_600_000
    await clock.until(waiting)

    expect(clock.now() - started).toBeGreaterThanOrEqual(10_000)
    expect(clock.now() - started).toBeLessThan(45_000)
  })

  it('notices within half a minute that a machine slept through the wait', async () => {
    const clock = createManualClock()
    let offset = 0
    const limiter = new Limiter({
      clock: { now: () => clock.now() + offset, sleep: clock.sleep },
      windows: [{ limit: 1, window_size: 3600 }],
      share: 1,
    })
    ;(await limiter.acquire(never))()
    const started = clock.now()
    const waiting = limiter.acquire(never)
    offset = 2 * 3_600_000
    await clock.until(waiting)

    expect(clock.now() - started).toBeLessThanOrEqual(30_000)
  })

  it('goes slower when others use the allowance too, down to a quarter, and back to full speed later', async () => {
    const clock = createManualClock()
    const limiter = new Limiter({ clock, windows: [short], share: 1 })
    const inTenSeconds = async (): Promise<number> => {
      const stop = new AbortController()
      let calls = 0
      const caller = async (): Promise<void> => {
        for (;;) {
          ;(await limiter.acquire(stop.signal))()
          calls += 1
        }
      }
      await clock.until(clock.sleep(20_000))
      const work = caller().catch(() => undefined)
      await clock.until(clock.sleep(9_000).then(() => stop.abort()))
      await work
      return calls
    }

    expect(await inTenSeconds()).toBe(20)
    await clock.until(clock.sleep(20_000))
    limiter.slow(10)
    expect(await inTenSeconds()).toBe(16)
    await clock.until(clock.sleep(20_000))
    for (let refusals = 0; refusals < 30; refusals += 1) limiter.slow(null)
    expect(await inTenSeconds()).toBe(5)
    await clock.until(clock.sleep(300_000))
    expect(await inTenSeconds()).toBeGreaterThan(12)
    await clock.until(clock.sleep(300_000))
    expect(await inTenSeconds()).toBe(20)
  })

  it('does not go slower for a refusal when its own share is used up', async () => {
    const clock = createManualClock()
    const limiter = new Limiter({ clock, windows: [{ limit: 2, window_size: 10 }], share: 1 })
    ;(await limiter.acquire(never))()
    ;(await limiter.acquire(never))()
    limiter.slow(10)
    const started = clock.now()

    await clock.until(Promise.all([limiter.acquire(never), limiter.acquire(never)]))

    expect(clock.now() - started).toBeLessThan(11_000)
  })
})
