import type { RateWindow } from '../model/plan.ts'
import { Pace } from './pace.ts'

/** Service and client may measure a window a little differently. */
const MARGIN = 0.005
const MAX_MARGIN_MS = 250
/** A clock that is set right steps back a little: times that lie ahead that far were just now. */
const STEP_MS = 60_000

interface Entry {
  stated: RateWindow
  /** What the service enforces, where that is less. */
  learned: RateWindow | null
  pace: Pace
}

/** When calls were made, and when the windows leave room for the next. All times are milliseconds since 1970. */
export class CallLog {
  readonly #share: number
  #windows: Entry[] = []
  #answered: number[] = []
  #inFlight = 0

  /** @param share The part of the allowance to use, 0 < share <= 1. */
  constructor(windows: RateWindow[], share: number) {
    this.#share = share
    this.allow(windows)
  }

  /** Adds calls of earlier processes. Times that lie far ahead come from a clock that was wrong, and tell nothing. */
  remember(times: number[], now: number): void {
    const usable = times.filter((time) => time <= now + STEP_MS).map((time) => Math.min(time, now))
    this.#answered = [...this.#answered, ...usable].sort((a, b) => a - b)
    this.#answered = this.times(now)
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
  next(now: number): { time: number; window: RateWindow | null } {
    const free = this.#windows.map((entry) => ({ time: this.#freeAt(entry, now), window: limitOf(entry) }))
    return free.reduce((latest, entry) => (entry.time > latest.time ? entry : latest), { time: 0, window: null } as {
      time: number
      window: RateWindow | null
    })
  }

  #freeAt(entry: Entry, now: number): number {
    const index = this.#answered.length + this.#inFlight - this.#allowed(entry, now)
    if (index < 0) return 0
    const size = entry.stated.window_size * 1000
    return (this.#answered[index] ?? Number.POSITIVE_INFINITY) + size + Math.min(MAX_MARGIN_MS, size * MARGIN)
  }

  #allowed(entry: Entry, now: number): number {
    return Math.max(1, Math.floor(limitOf(entry).limit * this.#share * entry.pace.at(now)))
  }

  /** Replaces the windows; what was learned about others is forgotten. */
  allow(windows: RateWindow[]): void {
    this.#windows = windows.map(entryOf)
  }

  /** Takes note of a window that the service enforces; it never allows more than before. */
  tighten(window: RateWindow): void {
    const known = this.#windows.find(({ stated }) => stated.window_size === window.window_size)
    if (!known) this.#windows.push({ ...entryOf(window), learned: window })
    else if (window.limit < limitOf(known).limit) known.learned = window
  }

  /** Windows that are tighter than stated. */
  learned(): RateWindow[] {
    return this.#windows.flatMap(({ learned }) => learned ?? [])
  }

  /** A call was refused although there should have been room in the window, by default the shortest. */
  slow(seconds: number | null, now: number): void {
    const bySize = this.#windows.toSorted((one, other) => one.stated.window_size - other.stated.window_size)
    const entry = seconds === null ? bySize[0] : bySize.find(({ stated }) => stated.window_size === seconds)
    if (entry && this.#used(entry, now) < this.#allowed(entry, now)) entry.pace.slow(now)
  }

  #used({ stated }: Entry, now: number): number {
    const since = now - stated.window_size * 1000
    return this.#answered.filter((time) => time > since).length + this.#inFlight
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

  /** The clock was set: what happened so long ago still did. */
  shift(milliseconds: number): void {
    this.#answered = this.#answered.map((time) => time + milliseconds)
    for (const { pace } of this.#windows) pace.shift(milliseconds)
  }

  #reach(): number {
    return Math.max(0, ...this.#windows.map(({ stated }) => stated.window_size * 1000)) + MAX_MARGIN_MS
  }
}

function entryOf(stated: RateWindow): Entry {
  return { stated, learned: null, pace: new Pace(stated.window_size) }
}

function limitOf({ stated, learned }: Entry): RateWindow {
  return learned ?? stated
}
