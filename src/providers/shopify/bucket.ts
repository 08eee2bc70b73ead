import { type Clock, elapsedOf } from '../../model/clock.ts'
import type { RateWindow, WindowUse } from '../../model/plan-figures.ts'
import type { Waits } from '../../net/waits.ts'
import type { ToldCost } from './cost.ts'
import { Level } from './level.ts'

export interface BucketOptions {
  clock: Clock
  /** The part of the allowance to use, 0 < share <= 1. */
  share: number
  /** Told of waits that someone may notice. */
  waits: Waits
}

/** A call that has its points; to be called when it is over, with what its answer says. */
export type Settle = (told: ToldCost | null) => void

/** Of the smallest plan, until an answer tells (shopify.dev, rate limits). */
const SMALLEST = { maximum: 2000, restore: 100 }
const POINT = 'point'
/** Milliseconds of supply that stay in the bucket: both ends do not see a call at the same moment. */
const MARGIN_MS = 100
/** Calls under way at once, by points a second; each takes ten points or more, and about a third of a second. */
const CALLS_PER_POINT = 0.1
const FEWEST = 8
const MOST = 64
/** Milliseconds: waiting for points is how calls are paced. */
const NOTICED_MS = 20_000

interface Waiter {
  cost: number
  go: () => void
}

/**
 * What Shopify lets an app ask of a shop: a bucket of points. The points that a call asks for are paid before it leaves,
 * and what it did not use comes back with its answer, which also says how much there really is: others may take from it.
 * First come, first served.
 */
export class Bucket {
  readonly #options: BucketOptions
  readonly #queue: Waiter[] = []
  /** What there is. */
  readonly #level: Level
  /** What of it this program may use. */
  readonly #mine: Level
  #size = SMALLEST
  #known = false
  #running = 0
  /** Points of the calls under way. */
  #paid = 0
  #departed = 0
  /** The last departed of those that have settled. */
  #settled = 0
  #held = Number.NEGATIVE_INFINITY
  #nap: AbortController | null = null

  constructor(options: BucketOptions) {
    this.#options = options
    this.#level = new Level(SMALLEST, this.#now)
    this.#mine = new Level(this.#partOf(SMALLEST), this.#now)
  }

  /** Calls that may be under way at once. */
  get atOnce(): number {
    if (!this.#known) return 1
    return Math.min(MOST, Math.max(FEWEST, Math.round(this.#size.restore * CALLS_PER_POINT)))
  }

  /** Points that fit in, and points a second; of the smallest plan until an answer tells. */
  get size(): { readonly maximum: number; readonly restore: number } {
    return this.#size
  }

  /** Points that may be used at present, rounded down. */
  get available(): number {
    return Math.max(0, Math.floor(Math.min(this.#level.at(this.#now), this.#mine.at(this.#now))))
  }

  /** What it lets through, as a window of points. */
  get window(): RateWindow {
    return { limit: this.#size.restore, window_size: 1, unit: POINT, burst: this.#size.maximum }
  }

  /** How much of it is used; it is full again after as long as an empty one takes, at most. */
  get use(): WindowUse {
    const { maximum, restore } = this.#partOf(this.#size)
    const limit = Math.max(1, Math.floor(maximum))
    const room = Math.min(limit, this.available)
    const used = limit - room
    const full = this.#options.clock.now() + Math.ceil((used / restore) * 1000)
    const resets_at = used === 0 ? null : new Date(full).toISOString()
    return { unit: POINT, limit, window_size: maximum / restore, used, room, resets_at }
  }

  /** Waits until there is room for a call of that cost, and pays for it. */
  take(cost: number, signal: AbortSignal): Promise<Settle> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason)
      const leave = (): void => {
        this.#queue.splice(this.#queue.indexOf(waiter), 1)
        this.#nap?.abort()
        reject(signal.reason)
      }
      const waiter: Waiter = {
        cost,
        go: () => {
          signal.removeEventListener('abort', leave)
          resolve(this.#depart(cost))
        },
      }
      signal.addEventListener('abort', leave, { once: true })
      this.#queue.push(waiter)
      this.#pump()
    })
  }

  /** The service takes no call for so long, whatever it costs. @param wait Milliseconds. */
  hold(wait: number): void {
    this.#held = Math.max(this.#held, this.#now + wait)
  }

  get #now(): number {
    return elapsedOf(this.#options.clock)
  }

  #partOf({ maximum, restore }: typeof SMALLEST): typeof SMALLEST {
    const { share } = this.#options
    return { maximum: maximum * share, restore: restore * share }
  }

  #depart(cost: number): Settle {
    this.#departed += 1
    const number = this.#departed
    this.#running += 1
    this.#paid += cost
    for (const level of [this.#level, this.#mine]) level.take(cost, this.#now)
    let over = false
    return (told) => {
      if (over) return
      over = true
      this.#running -= 1
      this.#paid -= cost
      if (told) this.#learn(told, { cost, number })
      this.#settled = Math.max(this.#settled, number)
      if (this.#nap) this.#nap.abort()
      else this.#pump()
    }
  }

  /** A refused call is not given anything back: what it says of the bucket tells whether it was charged. */
  #learn({ actual, bucket }: ToldCost, { cost, number }: { cost: number; number: number }): void {
    const now = this.#now
    this.#mine.take((actual ?? 0) - cost, now)
    if (actual !== null) this.#level.take(actual - cost, now)
    if (bucket === null) return
    this.#known = true
    this.#size = { maximum: bucket.maximum, restore: bucket.restore }
    this.#level.resize(bucket, now)
    this.#mine.resize(this.#partOf(bucket), now)
    // Calls under way may, or may not yet, be in what it says.
    const least = number > this.#settled ? bucket.available - this.#paid : Number.NEGATIVE_INFINITY
    this.#level.set(Math.min(bucket.available, Math.max(least, this.#level.at(now))), now)
  }

  #pump(): void {
    if (this.#nap !== null) return
    while (this.#queue.length > 0 && this.#running < this.atOnce) {
      const { cost, go } = this.#queue[0] as Waiter
      const wait = this.#waitFor(cost)
      if (wait > 0) return void this.#rest(wait)
      this.#queue.shift()
      go()
    }
  }

  #waitFor(cost: number): number {
    const now = this.#now
    const margin = (this.#size.restore * MARGIN_MS) / 1000
    return Math.max(this.#held - now, this.#level.until(cost + margin, now), this.#mine.until(cost, now))
  }

  async #rest(wait: number): Promise<void> {
    const nap = new AbortController()
    this.#nap = nap
    this.#options.waits.begin(wait, "the points of the app's bucket are used up", NOTICED_MS)
    await this.#options.clock.sleep(wait, nap.signal).catch((error: unknown) => {
      if (!nap.signal.aborted) throw error
    })
    this.#nap = null
    this.#pump()
  }
}
