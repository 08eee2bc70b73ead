import { type Clock, elapsedOf } from '../model/clock.ts'
import type { Log } from '../model/log.ts'

/** How long statements of one kind took, in milliseconds. */
export interface Timing {
  kind: string
  calls: number
  total: number
  longest: number
  /** How many took at most so many milliseconds: the bounds of `BOUNDS`, and one for all that took longer. */
  spread: number[]
}

const BOUNDS = [1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000] as const

/** Statements that take longer are told of. */
const SLOW_MS = 1_000

/** Measures statements here, where no setting of the server has to be changed for it. */
export class Timings {
  readonly #clock: Clock
  readonly #log: Log
  readonly #kinds = new Map<string, Timing>()

  constructor({ clock, log }: { clock: Clock; log: Log }) {
    this.#clock = clock
    this.#log = log
  }

  async measure<T>(kind: string, work: () => Promise<T>): Promise<T> {
    const began = elapsedOf(this.#clock)
    try {
      return await work()
    } finally {
      this.#add(kind, elapsedOf(this.#clock) - began)
    }
  }

  all(): Timing[] {
    return [...this.#kinds.values()].map((timing) => ({ ...timing, spread: [...timing.spread] }))
  }

  #add(kind: string, milliseconds: number): void {
    const timing = this.#kinds.get(kind) ?? {
      kind,
      calls: 0,
      total: 0,
      longest: 0,
      spread: BOUNDS.map(() => 0).concat(0),
    }
    this.#kinds.set(kind, timing)
    timing.calls += 1
    timing.total += milliseconds
    timing.longest = Math.max(timing.longest, milliseconds)
    const place = BOUNDS.findIndex((bound) => milliseconds <= bound)
    const slot = place < 0 ? BOUNDS.length : place
    timing.spread[slot] = (timing.spread[slot] ?? 0) + 1
    if (milliseconds >= SLOW_MS) {
      this.#log.write('warn', 'statement.slow', { kind, milliseconds: Math.round(milliseconds) })
    }
  }
}
