import type { RateWindow } from '../model/plan.ts'

/** Service and client may measure a window a little differently. */
const MARGIN = 0.005
const MAX_MARGIN_MS = 250

/** When calls were made, and when the windows leave room for the next. All times are milliseconds since 1970. */
export class CallLog {
  #windows: RateWindow[]
  readonly #share: number
  #answered: number[]
  #inFlight = 0

  /** @param share The part of the allowance to use, 0 < share <= 1. */
  constructor(windows: RateWindow[], share: number, past: number[]) {
    this.#windows = windows
    this.#share = share
    this.#answered = [...past].sort((a, b) => a - b)
  }

  depart(): void {
    this.#inFlight += 1
  }

  arrive(now: number): void {
    this.#inFlight -= 1
    this.#answered.push(now)
    // Trimmed rarely, so that it costs nothing per call.
    if ((this.#answered[0] as number) < now - 2 * this.#reach()) this.#answered = this.times(now)
  }

  /** When the next call may leave, and the window that decides it; `Infinity`: once a call in flight is over. */
  next(): { time: number; window: RateWindow | null } {
    const free = this.#windows.map((window) => ({ time: this.#freeAt(window), window }))
    return free.reduce((latest, entry) => (entry.time > latest.time ? entry : latest), { time: 0, window: null } as {
      time: number
      window: RateWindow | null
    })
  }

  #freeAt({ limit, window_size }: RateWindow): number {
    const allowed = Math.max(1, Math.floor(limit * this.#share))
    const index = this.#answered.length + this.#inFlight - allowed
    if (index < 0) return 0
    const size = window_size * 1000
    return (this.#answered[index] ?? Number.POSITIVE_INFINITY) + size + Math.min(MAX_MARGIN_MS, size * MARGIN)
  }

  allow(windows: RateWindow[]): void {
    this.#windows = windows
  }

  /** Takes note of a window that the service enforces; it never allows more than before. */
  tighten(window: RateWindow): void {
    const others = this.#windows.filter(({ window_size }) => window_size !== window.window_size)
    const known = this.#windows.find(({ window_size }) => window_size === window.window_size)
    this.#windows = [...others, known && known.limit < window.limit ? known : window]
  }

  /** Milliseconds until the first known call of the last so many seconds is that old; `null` when there is none. */
  remaining(seconds: number, now: number): number | null {
    const first = this.#answered.find((time) => time > now - seconds * 1000)
    return first === undefined ? null : first + seconds * 1000 - now
  }

  /** As far back as the longest window. */
  times(now: number): number[] {
    const since = now - this.#reach()
    return this.#answered.filter((time) => time > since)
  }

  #reach(): number {
    return Math.max(0, ...this.#windows.map(({ window_size }) => window_size * 1000)) + MAX_MARGIN_MS
  }
}
