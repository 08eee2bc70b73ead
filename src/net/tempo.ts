import { type Clock, elapsedOf } from '../model/clock.ts'
import { shortened } from '../model/gauges.ts'
import type { WindowUse } from '../model/plan-figures.ts'

/** Calls a second, and calls under way at once. */
export interface Speed {
  rate: number
  atOnce: number
}

/** For whoever uses a part of an allowance: how much is under way follows from the rate. */
export function partOf({ rate, atOnce }: Speed, share: number): Speed {
  return { rate: rate * share, atOnce }
}

export interface TempoOptions {
  clock: Clock
  /** What it begins with. */
  first: Speed
  /** What it may rise to, though nothing is refused. */
  most: Speed
  /** True while memory is short: less is under way at once then. Absent: nobody looks. */
  isShort?: () => boolean
}

/** What is left of the first rate after many refusals. */
const LEAST = 1 / 64
/** Good answers after which it is faster by as much as it began with. */
const ANSWERS = 50
/** Of a rate that was refused, what is taken to be safe: answers lead back there, and time alone beyond it. */
const SAFE = 3 / 4
/** Milliseconds from nothing to the rate that was refused: what was refused once is refused again when it comes back at once. */
const RECOVERY_MS = 300_000

/** Of the slowest rate that there is, one call in so long. */
const LONGEST_MS = 64_000

interface Waiter {
  go: () => void
}

/**
 * How often, and how many at once, calls leave for a service whose limits nobody knows: carefully at first, faster with
 * every good answer, half as fast after every refusal as too many, and then slowly up again. First come, first served.
 */
export class Tempo {
  readonly #options: TempoOptions
  readonly #queue: Waiter[] = []
  #running = 0
  /** Calls a second at that time. */
  #speed: { rate: number; at: number }
  /** The rate that was refused last; `null`: none was. */
  #refused: number | null = null
  #next = Number.NEGATIVE_INFINITY
  /** Until then every call waits; what is refused meanwhile left before. */
  #held = Number.NEGATIVE_INFINITY
  #nap: AbortController | null = null
  /** When calls left of late, by a clock that nobody sets. */
  #departures: number[] = []

  constructor(options: TempoOptions) {
    this.#options = options
    this.#speed = { rate: options.first.rate, at: this.#now }
  }

  /** Calls a second at present. */
  get rate(): number {
    const { first, most } = this.#options
    const { rate, at } = this.#speed
    const recovered = this.#refused === null ? 0 : Math.max(first.rate, this.#refused) / RECOVERY_MS
    return Math.min(most.rate, rate + (this.#now - at) * recovered)
  }

  /** How many calls may be under way at present. */
  get atOnce(): number {
    const { first, most, isShort } = this.#options
    const usual = Math.min(most.atOnce, Math.max(1, Math.round((first.atOnce * this.rate) / first.rate)))
    return isShort?.() ? shortened(usual) : usual
  }

  /** How many wait for their turn. */
  get waiting(): number {
    return this.#queue.length
  }

  /** The rate as a window: calls of the last second, or of as many as one call takes. */
  use(): WindowUse {
    const { rate } = this
    const window_size = Math.max(1, Math.ceil(1 / rate))
    const limit = Math.max(1, Math.floor(rate * window_size))
    const now = this.#now
    const recent = this.#departures.filter((time) => time > now - window_size * 1000)
    const held = this.#held > now
    const wait = held ? this.#held - now : (recent[0] ?? now) + window_size * 1000 - now
    const resets_at = held || recent.length > 0 ? new Date(this.#options.clock.now() + wait).toISOString() : null
    const room = held ? 0 : Math.max(0, limit - recent.length)
    return { limit, window_size, used: recent.length, room, resets_at }
  }

  /** Makes a call when its turn comes; one that has left is not given up. */
  async run<T>(call: () => Promise<T>, signal: AbortSignal): Promise<T> {
    await this.#turn(signal)
    try {
      return await call()
    } finally {
      this.#running -= 1
      this.#pump()
    }
  }

  /** A call was answered as it should be, so that there may be room for more. */
  went(): void {
    const { first, most } = this.#options
    const { rate } = this
    const safe = this.#refused === null ? most.rate : Math.min(most.rate, this.#refused * SAFE)
    if (rate < safe) this.#speed = { rate: Math.min(safe, rate + first.rate / ANSWERS), at: this.#now }
  }

  /** A call was refused as one too many: every call waits so long, and all go on half as fast. @param wait Milliseconds. */
  slow(wait: number): void {
    const now = this.#now
    if (now >= this.#held) {
      this.#refused = this.rate
      this.#speed = { rate: Math.max(this.#options.first.rate * LEAST, this.rate / 2), at: now }
    }
    this.#held = Math.max(this.#held, now + wait)
    this.#next = Math.max(this.#next, this.#held)
  }

  get #now(): number {
    return elapsedOf(this.#options.clock)
  }

  #turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason)
      const leave = (): void => {
        this.#queue.splice(this.#queue.indexOf(waiter), 1)
        if (this.#queue.length === 0) this.#nap?.abort()
        reject(signal.reason)
      }
      const waiter: Waiter = {
        go: () => {
          signal.removeEventListener('abort', leave)
          resolve()
        },
      }
      signal.addEventListener('abort', leave, { once: true })
      this.#queue.push(waiter)
      this.#pump()
    })
  }

  #pump(): void {
    if (this.#nap !== null) return
    while (this.#queue.length > 0 && this.#running < this.atOnce) {
      const wait = this.#next - this.#now
      if (wait > 0) return void this.#rest(wait)
      this.#next = Math.max(this.#next, this.#now) + 1000 / this.rate
      this.#running += 1
      this.#note()
      this.#queue.shift()?.go()
    }
  }

  /** What left longer ago than any window is long is forgotten. */
  #note(): void {
    const now = this.#now
    this.#departures.push(now)
    if ((this.#departures[0] ?? now) < now - 2 * LONGEST_MS) {
      this.#departures = this.#departures.filter((time) => time > now - LONGEST_MS)
    }
  }

  async #rest(wait: number): Promise<void> {
    const nap = new AbortController()
    this.#nap = nap
    await this.#options.clock.sleep(wait, nap.signal).catch((error: unknown) => {
      if (!nap.signal.aborted) throw error
    })
    this.#nap = null
    this.#pump()
  }
}
