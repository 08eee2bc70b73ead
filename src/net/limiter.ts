import { type Clock, elapsedOf } from '../model/clock.ts'
import { counted } from '../model/counted.ts'
import type { RateWindow, WindowUse } from '../model/plan-figures.ts'
import type { LearnedWindow } from '../model/quota.ts'
import { CallLog } from './call-log.ts'
import { crowdFor } from './crowd.ts'
import { Latency } from './latency.ts'
import { MAX_WAIT_MS, waitTooLong } from './patience.ts'
import { NOTICED_MS, type OnWait, Waits } from './waits.ts'

export interface LimiterOptions {
  clock: Clock
  windows: RateWindow[]
  /** The part of the allowance to use, 0 < share <= 1. */
  share: number
  /** Times of earlier calls, as `times()` gave them. */
  past?: number[]
  /** Told of waits when they begin: of a minute or more for a window, of five seconds or more that the service asks for. */
  onWait?: OnWait
  /** Milliseconds; whoever would have to wait longer is refused. */
  maxWait?: number
}

interface Moment {
  /** Milliseconds since 1970, or `Infinity` for "when a call in flight is over". */
  time: number
  reason: string
  /** Milliseconds; a shorter wait is not said. */
  noticed: number
}

interface Waiter {
  go: () => void
  refuse: (error: unknown) => void
}

/** Windows are full all the time: that is how calls are paced. */
const WINDOW_NOTICED_MS = 60_000
/** Longer waits are looked at again in between: a machine that slept, or a clock that was set, changes them. */
const SLICE_MS = 30_000
/** Less than this is no jump: clocks are nudged all the time. */
const JITTER_MS = 1000

/** Calls that nobody tells apart. */
const ANY = 'call'

/**
 * Keeps all calls to one service within its windows, first come, first served. A call reaches the service at some moment
 * between leaving and being answered: it counts until a whole window after the last moment at which it may have been
 * that, which its answer tells by how much longer it took than the quickest. That is safe for fixed and for sliding
 * windows, and costs per window only what answers differ in time.
 */
export class Limiter {
  readonly #clock: Clock
  readonly #log: CallLog
  readonly #latency = new Latency()
  readonly #waits: Waits
  readonly #maxWait: number
  readonly #queue: Waiter[] = []
  #paused: Moment = { time: Number.NEGATIVE_INFINITY, reason: '', noticed: NOTICED_MS }
  #seen = { time: Number.NEGATIVE_INFINITY, at: 0 }
  #shifted = 0
  #pumping = false
  #nap: AbortController | null = null

  constructor({ clock, windows, share, past = [], onWait, maxWait = MAX_WAIT_MS }: LimiterOptions) {
    this.#clock = clock
    this.#log = new CallLog(windows, share)
    this.#log.remember(past, clock.now())
    this.#waits = new Waits(clock, onWait)
    this.#maxWait = maxWait
  }

  /**
   * Waits for a place. The returned function is to be called when the call is over, however it ended. `kind`: calls of a
   * kind take about as long as each other.
   * @throws ProviderError `wait-too-long`
   */
  acquire(signal: AbortSignal, kind = ANY): Promise<() => void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason)
      const leave = (): void => {
        this.#queue.splice(this.#queue.indexOf(waiter), 1)
        this.#wake()
        reject(signal.reason)
      }
      const waiter: Waiter = {
        go: () => {
          signal.removeEventListener('abort', leave)
          resolve(this.#depart(kind))
        },
        refuse: (error) => {
          signal.removeEventListener('abort', leave)
          reject(error)
        },
      }
      signal.addEventListener('abort', leave, { once: true })
      this.#queue.push(waiter)
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

  /** Takes note of a window that the service enforces; it is believed for an hour from `at`, by default now. */
  tighten(window: RateWindow & { at?: number }): void {
    const now = this.#now()
    this.#log.tighten({ at: now, ...window }, now)
  }

  /** Windows that the service enforces although it states wider ones. */
  learned(): LearnedWindow[] {
    return this.#log.learned(this.#now())
  }

  /** Holds back every call for that long. */
  pause(milliseconds: number, reason: string): void {
    const time = this.#now() + milliseconds
    if (time > this.#paused.time) this.#paused = { time, reason, noticed: NOTICED_MS }
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

  /** Calls that may still leave at once, by window. */
  left(): { [window: string]: number } {
    return this.#log.left(this.#now())
  }

  /** How much of each window is used, of what may be used of it now. */
  use(): WindowUse[] {
    return this.#log.use(this.#now())
  }

  /** From when calls count, as far back as the longest window. */
  times(): number[] {
    return this.#log.times(this.#now())
  }

  /** The same of calls since it was last asked, by whoever keeps them; some of earlier calls of the same time as well. */
  unkept(): number[] {
    return this.#log.unkept(this.#now())
  }

  /** How much may be under way at once, so that the windows are used: at slow answers more than at quick ones. */
  atOnce(): number {
    return crowdFor(this.#log.allowances(this.#now()), this.#latency.usual)
  }

  async #pump(): Promise<void> {
    this.#pumping = true
    while (this.#queue.length > 0) {
      const next = this.#next()
      const wait = next.time - this.#now()
      if (wait <= 0) this.#queue.shift()?.go()
      else if (wait > this.#maxWait && wait < Number.POSITIVE_INFINITY) this.#refuseAll(wait, next)
      else await this.#rest(wait, next)
    }
    this.#pumping = false
  }

  #next(): Moment {
    const { time, window } = this.#log.next(this.#now())
    if (time <= this.#paused.time || !window) return this.#paused
    return { time, reason: describe(window), noticed: WINDOW_NOTICED_MS }
  }

  #depart(kind: string): () => void {
    let over = false
    const left = elapsedOf(this.#clock)
    this.#log.depart()
    return () => {
      if (over) return
      over = true
      const elapsed = elapsedOf(this.#clock)
      const now = this.#now()
      // A clock that was set back meanwhile tells nothing.
      if (elapsed >= left) this.#latency.note(kind, elapsed - left, elapsed)
      this.#log.arrive(now - Math.min(Math.max(0, elapsed - left), this.#latency.since(kind)), now)
      this.#wake()
    }
  }

  #refuseAll(wait: number, { reason }: Moment): void {
    const error = waitTooLong({ wait, most: this.#maxWait, reason, now: this.#now() })
    for (const { refuse } of this.#queue.splice(0)) refuse(error)
  }

  /** Sleeps until that moment, or until something happens that may change it. */
  async #rest(wait: number, { reason, noticed }: Moment): Promise<void> {
    this.#nap = new AbortController()
    const { signal } = this.#nap
    if (wait === Number.POSITIVE_INFINITY) {
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
      return
    }
    this.#waits.begin(wait, reason, noticed)
    const slice = Math.min(wait, SLICE_MS)
    const start = this.#seen.time - this.#shifted
    await this.#clock.sleep(slice, signal).then(
      () => this.#slept(start + this.#shifted, slice),
      (error: unknown) => {
        if (!signal.aborted) throw error
      },
    )
  }

  /** Without a clock that nobody sets, a sleep tells that time has passed although the clock stands still. */
  #slept(start: number, slice: number): void {
    if (this.#clock.monotonic || this.#clock.now() - start > slice / 2) return
    this.#seen.time = Math.max(this.#seen.time, start + slice)
  }

  /** The time; when the clock was set back, or stands still, everything here moves back with it. */
  #now(): number {
    const now = this.#clock.now()
    const expected = this.#seen.time + this.#passed()
    const back = expected - now
    if (back > JITTER_MS) {
      this.#log.shift(-back)
      this.#shifted -= back
      this.#paused = { ...this.#paused, time: this.#paused.time - back }
    }
    this.#seen.time = back > JITTER_MS ? now : Math.max(now, expected)
    return now
  }

  /** Milliseconds since the last look, by a clock that nobody sets. */
  #passed(): number {
    const at = this.#clock.monotonic?.() ?? 0
    const passed = at - this.#seen.at
    this.#seen.at = at
    return passed
  }

  #wake(): void {
    this.#nap?.abort()
  }
}

function describe({ limit, window_size }: RateWindow): string {
  const calls = limit === 1 ? 'one call' : `${limit} calls`
  const span = window_size === 3600 ? 'an hour' : counted(window_size, 'second')
  return `the allowance of ${calls} in ${span} is used up`
}
