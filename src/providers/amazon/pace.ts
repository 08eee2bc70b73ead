import type { Clock } from '../../model/clock.ts'

/** What Amazon publishes for both operations of Catalog Items 2022-04-01. */
const RATE = 2
const BURST = 2
const SLOWEST = 0.01

/** A token bucket in front of one operation: Amazon counts each operation by itself. */
export class Pace {
  readonly #clock: Clock
  #rate = RATE
  #level = BURST
  #measured: number

  constructor(clock: Clock) {
    this.#clock = clock
    this.#measured = clock.now()
  }

  /** Resolves when the next call may leave; callers leave in the order in which they asked. */
  async take(signal: AbortSignal): Promise<void> {
    this.#refill()
    this.#level -= 1
    if (this.#level < 0) await this.#clock.sleep(Math.ceil((-this.#level / this.#rate) * 1000), signal)
    signal.throwIfAborted()
  }

  /** Takes over the rate that an answer announces in `x-amzn-RateLimit-Limit`, lower or higher. */
  follow(announced: string | undefined): void {
    const rate = Number(announced)
    if (!Number.isFinite(rate) || rate <= 0) return
    this.#refill()
    this.#rate = Math.max(rate, SLOWEST)
  }

  /** After a refusal Amazon's bucket is empty, whatever was counted here. */
  drain(): void {
    this.#refill()
    this.#level = Math.min(this.#level, 0)
  }

  #refill(): void {
    const now = this.#clock.now()
    this.#level = Math.min(BURST, this.#level + ((now - this.#measured) / 1000) * this.#rate)
    this.#measured = now
  }
}
