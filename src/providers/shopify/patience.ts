import { type Clock, elapsedOf } from '../../model/clock.ts'
import { NoMoreCalls } from '../../net/no-more-calls.ts'
import { REPEATED } from '../../net/retry.ts'
import { pauseFor } from '../../net/steady.ts'
import type { Waits } from '../../net/waits.ts'
import type { ShopifyError } from './failure.ts'

export interface PatienceOptions {
  clock: Clock
  /** 0 <= random < 1 */
  random: () => number
  /** Told of waits that someone may notice. */
  waits: Waits
}

/** What a call has met so far. */
export interface Trouble {
  failures: number
  throttles: number
  /** When the first attempt failed. */
  since: number
}

/** Attempts at one call while others succeed. */
const MAX_ATTEMPTS = 8
/** Attempts at a service that has never answered: it is not out of order but out of reach. */
const NEVER_THERE = 3
/** Refusals of one call as one too many, while others pass. */
const MAX_THROTTLES = 30
/** So long without a good answer to anybody, and the service is taken to be out of order. */
const OUTAGE_MS = 120_000

/** How long is gone on with calls that fail in passing. */
export class Patience {
  readonly #options: PatienceOptions
  #good = Number.NEGATIVE_INFINITY

  constructor(options: PatienceOptions) {
    this.#options = options
  }

  /** Some call was answered as it should. */
  good(): void {
    this.#good = elapsedOf(this.#options.clock)
  }

  /** Milliseconds to wait after so many failures. */
  pause(failures: number): number {
    return pauseFor(failures, this.#options.random)
  }

  begin(): Trouble {
    return { failures: 0, throttles: 0, since: elapsedOf(this.#options.clock) }
  }

  /** Waits a little longer after every failure. @throws ShopifyError, and NoMoreCalls, where there is no use in another try */
  async failed(error: ShopifyError, trouble: Trouble, signal: AbortSignal): Promise<void> {
    const { clock, waits } = this.#options
    trouble.failures += 1
    const isStrange = this.#good === Number.NEGATIVE_INFINITY && trouble.failures >= NEVER_THERE
    if (isStrange && error.kind === 'unreachable') throw error
    if (this.#good > trouble.since && trouble.failures >= MAX_ATTEMPTS) throw error
    this.#assertNoOutage(error, trouble)
    const wait = this.pause(trouble.failures)
    waits.begin(wait, REPEATED)
    await clock.sleep(wait, signal)
  }

  /** The bucket, or what the answer asked for, makes the next attempt wait. @throws ShopifyError, and NoMoreCalls */
  throttled(error: ShopifyError, trouble: Trouble): void {
    trouble.throttles += 1
    if (trouble.throttles >= MAX_THROTTLES) throw outage(error)
    this.#assertNoOutage(error, trouble)
  }

  #assertNoOutage(error: ShopifyError, { since }: Trouble): void {
    if (elapsedOf(this.#options.clock) - Math.max(this.#good, since) > OUTAGE_MS) throw outage(error)
  }
}

/** Nobody is served: a run pauses, and a read can go on later. */
function outage(cause: ShopifyError): NoMoreCalls {
  const hints = ['Look at https://www.shopifystatus.com, and at the network; what is left can be done later.']
  return new NoMoreCalls({ code: 'outage', message: cause.message, hints, until: null, cause })
}
