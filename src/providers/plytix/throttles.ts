import { type Clock, elapsedOf } from '../../model/clock.ts'
import type { HttpAnswer } from '../../net/http.ts'
import type { Limiter } from '../../net/limiter.ts'
import { waitTooLong } from '../../net/patience.ts'
import { refusedAll } from './outage.ts'
import { readThrottle } from './throttle.ts'

interface ThrottlesOptions {
  limiter: Limiter
  timing: { clock: Clock }
  /** Milliseconds; the longest that is waited for Plytix to take calls again. */
  maxWait: number
}

/** After a first "too many requests" that does not say how long to wait; doubled for every further one. */
const FIRST_WAIT_MS = 1000
const LONGEST_GUESS_MS = 300_000
/** An answer that says "at once" again and again does not have it so. */
const LONGEST_FLOOR_MS = 60_000
/** So many refusals in a row, each after the wait that the one before asked for, end the patience. */
const MOST = 20
const TOO_MANY = 'Plytix says that there are too many calls'

/** Answers "too many requests" in a row, over all calls. */
export class Throttles {
  readonly #options: ThrottlesOptions
  #row = 0
  /** When the last of them came. */
  #refused = Number.NEGATIVE_INFINITY
  #since = Number.POSITIVE_INFINITY

  constructor(options: ThrottlesOptions) {
    this.#options = options
  }

  /** A call was taken. */
  end(): void {
    this.#row = 0
    this.#since = Number.POSITIVE_INFINITY
  }

  /**
   * Holds back every call: as long as the answer says, else until its window has room. `left`: when the call left.
   * @throws ProviderError `wait-too-long` when that is too long, or Plytix has refused all calls for too long
   */
  hold(answer: HttpAnswer, left: number): void {
    const { limiter, timing, maxWait } = this.#options
    const { wait, window, size } = readThrottle(answer, timing.clock.now())
    if (window) limiter.tighten(window)
    const now = elapsedOf(timing.clock)
    // Answers to calls that had left before the pause began say nothing new.
    if (left >= this.#refused) this.#count(now, size)
    const growing = Math.min(size === null ? LONGEST_GUESS_MS : size * 1000, FIRST_WAIT_MS * 2 ** (this.#row - 1))
    const floor = this.#row > 1 ? Math.min(growing, LONGEST_FLOOR_MS) : 0
    const room = size === null ? 0 : (limiter.remaining(size) ?? size * 1000)
    const pause = wait === null ? Math.max(room, growing) : Math.max(wait, floor)
    limiter.pause(pause, TOO_MANY)
    if (pause > maxWait) throw waitTooLong({ wait: pause, most: maxWait, reason: TOO_MANY, now: timing.clock.now() })
    if (this.#row > MOST || now + pause - this.#since > maxWait) throw refusedAll(this.#row)
  }

  #count(now: number, size: number | null): void {
    if (this.#row === 0) this.#since = now
    this.#row += 1
    this.#refused = now
    this.#options.limiter.slow(size)
  }
}
