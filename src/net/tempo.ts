import { type Clock, elapsedOf } from '../model/clock.ts'
import { shortened } from '../model/gauges.ts'
import type { WindowUse } from '../model/plan-figures.ts'

export interface TempoOptions {
  clock: Clock
  /** Calls a second: to begin with, and the most. */
  rate: number
  /** Calls under way at once: to begin with, and the most. */
  atOnce: number
  /** True while memory is short: less is under way at once then. Absent: nobody looks. */
  isShort?: () => boolean
}

/** What is left of both after many refusals. */
const LEAST = 1 / 64
/** Milliseconds from nothing to the full rate: what was refused once is refused again when it comes back at once. */
const RECOVERY_MS = 300_000

/** Of the slowest rate that there is, one call in so long. */
const LONGEST_MS = 64_000

interface Waiter {
  go: () => void
}

/**
 * How often, and how many at once, calls leave for a service whose limits nobody knows: as fast as it was begun with,
 * half of it after every refusal as too many, and slowly up again. First come, first served.
 */
export class Tempo {
  readonly #options: TempoOptions
  readonly #queue: Waiter[] = []
  #running = 0
  /** The part of the rate, and of what may be under way, that was left at that time. */
  #left = { part: 1, at: 0 }
  #next = Number.NEGATIVE_INFINITY
  /** Until then every call waits; what is refused meanwhile left before. */
  #held = Number.NEGATIVE_INFINITY
  #nap: AbortController | null = null
  /** When calls left of late, by a clock that nobody sets. */
  #departures: number[] = []

  constructor(options: TempoOptions) {
    this.#options = options
  }

  /** Calls a second at present. */
  get rate(): number {
    return this.#options.rate * this.#part
  }

  /** How many calls may be under way at present. */
  get atOnce(): number {
    const most = Math.max(1, Math.floor(this.#options.atOnce * this.#part))
    return this.#options.isShort?.() ? shortened(most) : most
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

  /** A call was refused as one too many: every call waits so long, and all go on half as fast. @param wait Milliseconds. */
  slow(wait: number): void {
    const now = this.#now
    if (now >= this.#held) this.#left = { part: Math.max(LEAST, this.#part / 2), at: now }
    this.#held = Math.max(this.#held, now + wait)
    this.#next = Math.max(this.#next, this.#held)
  }

  get #part(): number {
    const { part, at } = this.#left
    return Math.min(1, part + (this.#now - at) / RECOVERY_MS)
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
