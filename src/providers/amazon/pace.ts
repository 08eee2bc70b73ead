import { type Clock, elapsedOf } from '../../model/clock.ts'
import type { WindowUse } from '../../model/plan-figures.ts'
import type { Waits } from '../../net/waits.ts'
import type { Operation } from './sp-api.ts'

export interface Allowance {
  /** Calls per second. */
  rate: number
  burst: number
}

/** What Amazon publishes; it counts each operation by itself. */
export const ALLOWANCES: { readonly [operation in Operation]: Allowance } = {
  searchCatalogItems: { rate: 2, burst: 2 },
  searchListingsItems: { rate: 5, burst: 5 },
  createReport: { rate: 0.0167, burst: 15 },
  getReport: { rate: 2, burst: 15 },
  getReportDocument: { rate: 0.0167, burst: 15 },
}

/** Calls per second: whatever an answer announces, it is believed within these. */
const SLOWEST = 0.01
const FASTEST = 100
/** Milliseconds; the pace itself makes every call wait a little. */
const NOTICED_MS = 15_000
/** Two buckets never fill in step: a little of the rate and one call of the burst stay unused, so that none is refused. */
const SHARE = 0.98

/** A token bucket in front of one operation. */
export class Pace {
  readonly #clock: Clock
  readonly #burst: number
  #rate: number
  #level: number
  #measured: number
  readonly #waits: Waits | undefined

  constructor(clock: Clock, { rate, burst }: Allowance, waits?: Waits) {
    this.#clock = clock
    this.#waits = waits
    this.#measured = elapsedOf(clock)
    this.#rate = rate * SHARE
    this.#burst = Math.max(1, burst - 1)
    this.#level = this.#burst
  }

  /** Resolves when the next call may leave; callers leave in the order in which they asked. */
  async take(signal: AbortSignal): Promise<void> {
    this.#refill()
    this.#level -= 1
    if (this.#level < 0) await this.#wait(Math.ceil((-this.#level / this.#rate) * 1000), signal)
    signal.throwIfAborted()
  }

  /** Takes over the rate that an answer announces in `x-amzn-RateLimit-Limit`, lower or higher. */
  follow(announced: string | undefined): void {
    const rate = Number(announced)
    if (!Number.isFinite(rate) || rate <= 0) return
    this.#refill()
    this.#rate = Math.min(FASTEST, Math.max(rate * SHARE, SLOWEST))
  }

  /** After a refusal Amazon's bucket is empty, whatever was counted here. */
  drain(): void {
    this.#refill()
    this.#level = Math.min(this.#level, 0)
  }

  /** The bucket as a window, in which a burst may leave. @param of The operation. */
  use(of: string): WindowUse {
    this.#refill()
    const window_size = Math.round((this.#burst / this.#rate) * 1000) / 1000
    const missing = this.#burst - this.#level
    const used = Math.max(0, Math.ceil(missing))
    const full = new Date(this.#clock.now() + (missing / this.#rate) * 1000).toISOString()
    const room = Math.max(0, Math.floor(this.#level))
    return { of, limit: this.#burst, window_size, used, room, resets_at: used === 0 ? null : full }
  }

  #wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    this.#waits?.begin(milliseconds, 'Amazon takes calls of this kind only so often', NOTICED_MS)
    return this.#clock.sleep(milliseconds, signal)
  }

  #refill(): void {
    const now = elapsedOf(this.#clock)
    this.#level = Math.min(this.#burst, this.#level + (Math.max(0, now - this.#measured) / 1000) * this.#rate)
    this.#measured = now
  }
}
