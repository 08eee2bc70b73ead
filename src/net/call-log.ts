import type { RateWindow, WindowUse } from '../model/plan-figures.ts'
import { BELIEVED_MS, type LearnedWindow } from '../model/quota.ts'
import { Pace } from './pace.ts'

/** Service and client may measure a window a little differently. */
const MARGIN = 0.005
const MAX_MARGIN_MS = 250
/** A clock that is set right steps back a little: times that lie ahead that far were just now. */
const STEP_MS = 60_000

interface Entry {
  /** Seconds. */
  size: number
  /** Calls, as the service states them; `Infinity` for a window that it does not state. */
  stated: number
  /** What the service enforces, where that is less. */
  learned: LearnedWindow | null
  pace: Pace
}

/** When calls were made, and when the windows leave room for the next. All times are milliseconds since 1970. */
export class CallLog {
  readonly #share: number
  #windows: Entry[] = []
  /** From when calls count, in order. */
  #counted: number[] = []
  #inFlight = 0
  /** The earliest that was not given to be kept. */
  #unkept = Number.POSITIVE_INFINITY

  /** @param share The part of the allowance to use, 0 < share <= 1. */
  constructor(windows: RateWindow[], share: number) {
    this.#share = share
    this.allow(windows)
  }

  /** Adds calls of earlier processes. Times that lie far ahead come from a clock that was wrong, and tell nothing. */
  remember(times: number[], now: number): void {
    const usable = times.filter((time) => time <= now + STEP_MS).map((time) => Math.min(time, now))
    this.#counted = [...this.#counted, ...usable].sort((a, b) => a - b)
    this.#counted = this.times(now)
  }

  depart(): void {
    this.#inFlight += 1
  }

  /** A call is over. @param reached When it had surely reached the service: it counts from then on. */
  arrive(reached: number, now: number): void {
    const times = this.#counted
    const time = Math.ceil(reached)
    this.#inFlight -= 1
    let place = times.length
    while (place > 0 && (times[place - 1] as number) > time) place -= 1
    if (place === times.length) times.push(time)
    else times.splice(place, 0, time)
    this.#unkept = Math.min(this.#unkept, time)
    // Trimmed rarely, so that it costs nothing per call.
    if ((times[0] as number) < now - 2 * this.#reach()) this.#counted = this.times(now)
  }

  /** When the next call may leave, and the window that decides it; `Infinity`: once a call in flight is over. */
  next(now: number): { time: number; window: RateWindow | null } {
    const free = this.#windows.map((entry) => ({
      time: this.#freeAt(entry, now),
      window: { limit: limitOf(entry, now), window_size: entry.size },
    }))
    return free.reduce((latest, entry) => (entry.time > latest.time ? entry : latest), { time: 0, window: null } as {
      time: number
      window: RateWindow | null
    })
  }

  #freeAt(entry: Entry, now: number): number {
    const index = this.#counted.length + this.#inFlight - this.#allowed(entry, now)
    if (index < 0) return 0
    const size = entry.size * 1000
    return (this.#counted[index] ?? Number.POSITIVE_INFINITY) + size + Math.min(MAX_MARGIN_MS, size * MARGIN)
  }

  #allowed(entry: Entry, now: number): number {
    return Math.max(1, Math.floor(limitOf(entry, now) * this.#share * entry.pace.at(now)))
  }

  /** Replaces the windows: what was learned before is forgotten, since this is what the service says now. */
  allow(windows: RateWindow[]): void {
    const known = this.#windows
    this.#windows = windows.map(({ limit, window_size }) => {
      const same = known.find(({ size, stated }) => size === window_size && stated === limit)
      return { ...entryOf(window_size, limit), ...(same ? { pace: same.pace } : {}) }
    })
  }

  /** Takes note of a window that the service enforces; it never allows more than before. */
  tighten(window: LearnedWindow, now: number): void {
    const known = this.#windows.find(({ size }) => size === window.window_size)
    const entry = known ?? entryOf(window.window_size, Number.POSITIVE_INFINITY)
    if (!known) this.#windows.push(entry)
    if (window.limit < limitOf(entry, now)) entry.learned = window
  }

  /** Windows that are tighter than stated. */
  learned(now: number): LearnedWindow[] {
    return this.#windows.flatMap(({ learned }) => (learned && isBelieved(learned, now) ? learned : []))
  }

  /** A call was refused although there should have been room in the window, by default the shortest. */
  slow(seconds: number | null, now: number): void {
    const bySize = this.#windows.toSorted((one, other) => one.size - other.size)
    const entry = seconds === null ? bySize[0] : bySize.find(({ size }) => size === seconds)
    if (entry && this.#used(entry, now) < this.#allowed(entry, now)) entry.pace.slow(now)
  }

  /** Calls that may still leave at once, by window, such as `10 s`. */
  left(now: number): { [window: string]: number } {
    const rooms = this.#windows.map((entry) => [`${entry.size} s`, this.#allowed(entry, now) - this.#used(entry, now)])
    return Object.fromEntries(rooms.map(([window, room]) => [window, Math.max(0, Number(room))]))
  }

  /** What may be used of each window now. */
  allowances(now: number): RateWindow[] {
    return this.#windows.map((entry) => ({ limit: this.#allowed(entry, now), window_size: entry.size }))
  }

  /** How much of each window is used, of what may be used of it now. */
  use(now: number): WindowUse[] {
    return this.#windows.map((entry) => {
      const limit = this.#allowed(entry, now)
      const used = this.#used(entry, now)
      const left = this.remaining(entry.size, now)
      const resets_at = left === null ? null : new Date(now + left).toISOString()
      return { limit, window_size: entry.size, used, room: Math.max(0, limit - used), resets_at }
    })
  }

  #used({ size }: Entry, now: number): number {
    const since = now - size * 1000
    return this.#counted.filter((time) => time > since).length + this.#inFlight
  }

  /** Milliseconds until the first known call of the last so many seconds is that old; `null` when there is none. */
  remaining(seconds: number, now: number): number | null {
    const first = this.#counted.find((time) => time > now - seconds * 1000)
    return first === undefined ? null : first + seconds * 1000 - now
  }

  /** As far back as the longest window. */
  times(now: number): number[] {
    const since = now - this.#reach()
    return this.#counted.filter((time) => time > since)
  }

  /** Those of calls since it was last asked, and others of the same time: it is asked by whoever keeps them. */
  unkept(now: number): number[] {
    const first = this.#unkept
    this.#unkept = Number.POSITIVE_INFINITY
    return first === Number.POSITIVE_INFINITY ? [] : this.times(now).filter((time) => time >= first)
  }

  /** The clock was set: what happened so long ago still did. */
  shift(milliseconds: number): void {
    this.#counted = this.#counted.map((time) => time + milliseconds)
    this.#unkept += milliseconds
    for (const entry of this.#windows) {
      entry.pace.shift(milliseconds)
      if (entry.learned) entry.learned = { ...entry.learned, at: entry.learned.at + milliseconds }
    }
  }

  #reach(): number {
    return Math.max(0, ...this.#windows.map(({ size }) => size * 1000)) + MAX_MARGIN_MS
  }
}

function entryOf(size: number, stated: number): Entry {
  return { size, stated, learned: null, pace: new Pace(size) }
}

/** Calls in the window. */
function limitOf({ stated, learned }: Entry, now: number): number {
  return learned && isBelieved(learned, now) ? Math.min(stated, learned.limit) : stated
}

function isBelieved({ at }: LearnedWindow, now: number): boolean {
  return Math.abs(now - at) < BELIEVED_MS
}
