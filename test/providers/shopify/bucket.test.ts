import { describe, expect, it } from 'vitest'
import { Waits } from '../../../src/net/waits.ts'
import { Bucket } from '../../../src/providers/shopify/bucket.ts'
import type { ToldCost } from '../../../src/providers/shopify/cost.ts'
import { createManualClock, type ManualClock } from '../../net/manual-clock.ts'

const never = new AbortController().signal

/** A shop that counts as Shopify does: what is asked for is taken at once, what was not used comes back at the end. */
class Shop {
  throttled = 0
  used = 0
  readonly #clock: ManualClock
  readonly #restore: number
  readonly #maximum: number
  #points: number
  #at: number

  constructor(clock: ManualClock, { restore = 100, points }: { restore?: number; points?: number } = {}) {
    this.#clock = clock
    this.#restore = restore
    this.#maximum = restore * 20
    this.#points = points ?? restore * 20
    this.#at = clock.now()
  }

  /** Others use the app too. */
  take(points: number): void {
    this.#points = this.#level() - points
  }

  async call({ requested, actual }: { requested: number; actual: number }): Promise<ToldCost> {
    await this.#clock.sleep(70)
    if (this.#level() < requested) {
      this.throttled += 1
      await this.#clock.sleep(70)
      return { requested, actual: null, bucket: this.#told() }
    }
    this.take(requested)
    await this.#clock.sleep(120)
    this.take(actual - requested)
    this.used += actual
    const bucket = this.#told()
    await this.#clock.sleep(70)
    return { requested, actual, bucket }
  }

  #told() {
    return { maximum: this.#maximum, available: this.#level(), restore: this.#restore }
  }

  #level(): number {
    const now = this.#clock.now()
    this.#points = Math.min(this.#maximum, this.#points + ((now - this.#at) / 1000) * this.#restore)
    this.#at = now
    return this.#points
  }
}

function world({ share = 1, ...shop }: { share?: number; restore?: number; points?: number } = {}) {
  const clock = createManualClock()
  const bucket = new Bucket({ clock, share, waits: new Waits(clock) })
  const desk = new Shop(clock, shop)
  const call = async (requested: number, actual = requested): Promise<ToldCost> => {
    for (;;) {
      const settle = await bucket.take(requested, never)
      const told = await desk.call({ requested, actual })
      settle(told)
      if (told.actual !== null) return told
    }
  }
  /** Milliseconds that so many calls take, all asked for at once. */
  const all = async (calls: number, requested: number, actual = requested): Promise<number> => {
    const began = clock.now()
    await clock.until(Promise.all(Array.from({ length: calls }, () => call(requested, actual))))
    return clock.now() - began
  }
  return { clock, bucket, desk, call, all }
}

describe('the bucket of points', () => {
  it('keeps a full supply used, and no call is refused', async () => {
    const { all, desk } = world()

    const took = await all(1000, 22)

    expect(desk.throttled).toBe(0)
    // What the bucket held, and what it got meanwhile.
    expect(desk.used / (2000 + (took / 1000) * 100)).toBeGreaterThan(0.95)
  })

  it('gets back what a call asked for and did not use', async () => {
    const { all, desk } = world()

    const took = await all(400, 60, 20)

    expect(desk.throttled).toBe(0)
    expect(desk.used / (2000 + (took / 1000) * 100)).toBeGreaterThan(0.95)
  })

  it('sends one call alone until an answer tells how much there is', async () => {
    const { clock, bucket, call } = world({ points: 0 })

    const first = call(50)
    const second = call(50)
    expect(bucket.atOnce).toBe(1)
    await clock.until(first)
    expect(bucket.atOnce).toBe(10)
    await clock.until(second)
  })

  it('learns of an empty bucket by one refusal, however many calls wait', async () => {
    const { all, desk } = world({ points: 0 })

    await all(40, 50)

    expect(desk.throttled).toBe(1)
  })

  it('waits for what others have taken', async () => {
    const { clock, call, all, desk } = world()

    await clock.until(call(10))
    desk.take(1900)
    await clock.until(call(10))
    await all(30, 100)

    expect(desk.throttled).toBe(0)
  })

  it('tells how much there is, how much is used, and when it is full again, of the smallest plan until an answer says more', async () => {
    const { clock, bucket, call } = world({ restore: 200, share: 0.5 })
    expect(bucket.window).toEqual({ limit: 100, window_size: 1, unit: 'point', burst: 2000 })
    expect(bucket.use).toEqual({ unit: 'point', limit: 1000, window_size: 20, used: 0, room: 1000, resets_at: null })

    await clock.until(call(500))
    await clock.until(call(800))

    expect(bucket.window).toEqual({ limit: 200, window_size: 1, unit: 'point', burst: 4000 })
    const { limit, used, room, resets_at } = bucket.use
    expect([limit, used + room]).toEqual([2000, 2000])
    expect(used).toBeGreaterThan(1200)
    expect(Date.parse(resets_at ?? '')).toBe(clock.now() + used * 10)
    await clock.until(clock.sleep(30_000))
    expect(bucket.use).toMatchObject({ used: 0, room: 2000, resets_at: null })
  })

  it('is as quick as a larger plan lets it be', async () => {
    const { all, desk } = world({ restore: 1000 })

    const took = await all(2000, 50)

    expect(desk.throttled).toBe(0)
    expect(desk.used / (20_000 + (took / 1000) * 1000)).toBeGreaterThan(0.9)
  })

  it('leaves others their part where only a share may be used', async () => {
    const { all, desk } = world({ share: 0.5 })

    const took = await all(300, 20)

    expect(desk.used).toBeLessThanOrEqual(1000 + (took / 1000) * 50 + 20)
    expect(desk.used).toBeGreaterThan((1000 + (took / 1000) * 50) * 0.95)
  })

  it('lets a call that is dearer than a full bucket leave when it is full', async () => {
    const { all } = world({ restore: 1, points: 20 })

    expect(await all(1, 10)).toBeLessThan(1000)
  })

  it('holds everybody back for as long as the service says', async () => {
    const { clock, bucket, all } = world()

    bucket.hold(30_000)
    const began = clock.now()
    await all(1, 10)

    expect(clock.now() - began).toBeGreaterThanOrEqual(30_000)
  })

  it('lets those go who do not want to wait any longer, and goes on with the next', async () => {
    const { clock, bucket } = world()
    const stop = new AbortController()
    const settle = await bucket.take(2000, never)
    const waiting = bucket.take(1900, stop.signal)
    const next = bucket.take(10, never)

    stop.abort(new Error('enough'))
    await expect(waiting).rejects.toThrow('enough')
    settle({ requested: 2000, actual: 10, bucket: { maximum: 2000, available: 1990, restore: 100 } })

    await clock.until(next)
    await expect(bucket.take(1, stop.signal)).rejects.toThrow('enough')
  })
})
