import { type Clock, elapsedOf } from '../model/clock.ts'
import { type Log, STATEMENT } from '../model/log.ts'
import { addTime, emptySpread, type Spread } from '../model/spread.ts'

/** How long statements of one kind took, in milliseconds. */
export interface Timing extends Spread {
  kind: string
}

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
    let failed = true
    try {
      const result = await work()
      failed = false
      return result
    } finally {
      this.#add(kind, elapsedOf(this.#clock) - began, failed)
    }
  }

  all(): Timing[] {
    return [...this.#kinds.values()].map((timing) => ({ ...timing, spread: [...timing.spread] }))
  }

  #add(kind: string, milliseconds: number, failed: boolean): void {
    const timing = this.#kinds.get(kind) ?? { kind, ...emptySpread() }
    this.#kinds.set(kind, timing)
    addTime(timing, milliseconds)
    const ms = Math.round(milliseconds * 1000) / 1000
    this.#log.write('debug', STATEMENT, { kind, ms, ...(failed ? { failure: 'refused' } : {}) })
    if (milliseconds >= SLOW_MS) {
      this.#log.write('warn', 'statement.slow', { kind, milliseconds: Math.round(milliseconds) })
    }
  }
}
