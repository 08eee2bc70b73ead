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
/** Longer waits are looked at again in between: a machine that slept, or a clock that was set, changes them. */
const SLICE_MS = 30_000
/** Less than this is no jump: clocks are nudged all the time. */
const JITTER_MS = 1000

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
  #seen = 0
  #pumping = false
  #nap: AbortController | null = null

  constructor({ clock, windows, share, past = [], onWait }: LimiterOptions) {
    this.#clock = clock
    this.#log = new CallLog(windows, share)
    this.#log.remember(past, clock.now())
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

  /** Adds the times of calls that an earlier process made. */
  remember(times: number[]): void {
    this.#log.remember(times, this.#now())
  }

  /** Takes note of a window that the service enforces. */
  tighten(window: RateWindow): void {
    this.#log.tighten(window)
  }

  /** Windows that the service enforces although it states wider ones. */
  learned(): RateWindow[] {
    return this.#log.learned()
  }

  /** Holds back every call for that long. */
  pause(milliseconds: number, reason: string): void {
    const time = this.#now() + milliseconds
    if (time > this.#paused.time) this.#paused = { time, reason }
  }

  /**
   * The service refused a call that should have had room: others use the allowance too, so less of it is used here for a
   * while. @param seconds The window that was full, `null` when that is not known.
   */
  slow(seconds: number | null): void {
    this.#log.slow(seconds, this.#now())
  }

  /** Milliseconds until the first known call in a window of that many seconds leaves it. */
  remaining(seconds: number): number | null {
    return this.#log.remaining(seconds, this.#now())
  }

  /** When calls were answered, as far back as the longest window. */
  times(): number[] {
    return this.#log.times(this.#now())
  }

  async #pump(): Promise<void> {
    this.#pumping = true
    while (this.#queue.length > 0) {
      const next = this.#next()
      if (next.time <= this.#now()) this.#queue.shift()?.()
      else await this.#rest(next)
    }
    this.#pumping = false
  }

  #next(): Moment {
    const { time, window } = this.#log.next(this.#now())
    return time > this.#paused.time && window ? { time, reason: describe(window) } : this.#paused
  }

  #depart(): () => void {
    let over = false
    this.#log.depart()
    return () => {
      if (over) return
      over = true
      this.#log.arrive(this.#now())
      this.#wake()
    }
  }

  /** Sleeps until that moment, or until something happens that may change it. */
  async #rest({ time, reason }: Moment): Promise<void> {
    const wait = time - this.#now()
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
    await this.#clock.sleep(Math.min(wait, SLICE_MS), signal).catch((error: unknown) => {
      if (!signal.aborted) throw error
    })
  }

  /** The time; when the clock was set back, everything here moves back with it. */
  #now(): number {
    const now = this.#clock.now()
    const back = this.#seen - now
    if (back > JITTER_MS) {
      this.#log.shift(-back)
      this.#paused = { ...this.#paused, time: this.#paused.time - back }
      this.#announced -= back
    }
    this.#seen = now
    return now
  }

  #wake(): void {
    this.#nap?.abort()
  }
}

function describe({ limit, window_size }: RateWindow): string {
  const span = window_size === 3600 ? 'an hour' : `${window_size} seconds`
  return `the allowance of ${limit} calls in ${span} is used up`
}
