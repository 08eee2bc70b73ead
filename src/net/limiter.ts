import type { Clock } from '../model/clock.ts'
import type { RateWindow } from '../model/plan.ts'
import { CallLog } from './call-log.ts'

export interface LimiterOptions {
  clock: Clock
  windows: RateWindow[]
  /** The part of the allowance to use, 0 < share <= 1. */
  share: number
  /** Times of earlier calls, as `times()` gave them. */
  past?: number[]
  /** Told once of every wait of a minute or more. */
  onWait?: (seconds: number, reason: string) => void
}

interface Moment {
  /** Milliseconds since 1970, or `Infinity` for "when a call in flight is over". */
  time: number
  reason: string
}

const ANNOUNCED_MS = 60_000

/**
 * Keeps all calls to one service within its windows, first come, first served. A call reaches the service at some moment
 * between leaving and being answered, so it counts until a whole window after its answer: that is safe for fixed and for
 * sliding windows, however slow the network is, and costs one answer's time per window.
 */
export class Limiter {
  readonly #clock: Clock
  readonly #log: CallLog
  readonly #onWait: (seconds: number, reason: string) => void
  readonly #queue: (() => void)[] = []
  #paused: Moment = { time: 0, reason: '' }
  #announced = 0
  #pumping = false
  #nap: AbortController | null = null

  constructor({ clock, windows, share, past = [], onWait }: LimiterOptions) {
    this.#clock = clock
    this.#log = new CallLog(
      windows,
      share,
      past.filter((time) => time <= clock.now()),
    )
    this.#onWait = onWait ?? (() => undefined)
  }

  /** Waits for a place. The returned function is to be called when the call is over, however it ended. */
  acquire(signal: AbortSignal): Promise<() => void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason)
      const leave = (): void => {
        this.#queue.splice(this.#queue.indexOf(go), 1)
        this.#wake()
        reject(signal.reason)
      }
      const go = (): void => {
        signal.removeEventListener('abort', leave)
        resolve(this.#depart())
      }
      signal.addEventListener('abort', leave, { once: true })
      this.#queue.push(go)
      if (!this.#pumping) void this.#pump()
    })
  }

  /** Replaces the windows. */
  allow(windows: RateWindow[]): void {
    this.#log.allow(windows)
    this.#wake()
  }

  /** Takes note of a window that the service has just enforced. */
  tighten(window: RateWindow): void {
    this.#log.tighten(window)
  }

  /** Holds back every call for that long. */
  pause(milliseconds: number, reason: string): void {
    const time = this.#clock.now() + milliseconds
    if (time > this.#paused.time) this.#paused = { time, reason }
  }

  /** Milliseconds until the first known call in a window of that many seconds leaves it. */
  remaining(seconds: number): number | null {
    return this.#log.remaining(seconds, this.#clock.now())
  }

  /** When calls were answered, as far back as the longest window. */
  times(): number[] {
    return this.#log.times(this.#clock.now())
  }

  async #pump(): Promise<void> {
    this.#pumping = true
    while (this.#queue.length > 0) {
      const next = this.#next()
      if (next.time <= this.#clock.now()) this.#queue.shift()?.()
      else await this.#rest(next)
    }
    this.#pumping = false
  }

  #next(): Moment {
    const { time, window } = this.#log.next()
    return time > this.#paused.time && window ? { time, reason: describe(window) } : this.#paused
  }

  #depart(): () => void {
    let over = false
    this.#log.depart()
    return () => {
      if (over) return
      over = true
      this.#log.arrive(this.#clock.now())
      this.#wake()
    }
  }

  /** Sleeps until that moment, or until something happens that may change it. */
  async #rest({ time, reason }: Moment): Promise<void> {
    const wait = time - this.#clock.now()
    this.#nap = new AbortController()
    const { signal } = this.#nap
    if (wait === Number.POSITIVE_INFINITY) {
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
      return
    }
    if (wait >= ANNOUNCED_MS && time > this.#announced + ANNOUNCED_MS) {
      this.#announced = time
      this.#onWait(Math.ceil(wait / 1000), reason)
    }
    await this.#clock.sleep(wait, signal).catch((error: unknown) => {
      if (!signal.aborted) throw error
    })
  }

  #wake(): void {
    this.#nap?.abort()
  }
}

function describe({ limit, window_size }: RateWindow): string {
  const span = window_size === 3600 ? 'an hour' : `${window_size} seconds`
  return `the allowance of ${limit} calls in ${span} is used up`
}
