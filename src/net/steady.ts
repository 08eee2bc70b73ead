import { type Clock, elapsedOf } from '../model/clock.ts'
import type { ProviderError } from '../model/errors.ts'
import { NoMoreCalls } from './no-more-calls.ts'
import { REPEATED } from './retry.ts'
import type { Tempo } from './tempo.ts'
import type { Waits } from './waits.ts'

/** What became of one attempt. Whatever is final is thrown instead. */
export type Heard<T> =
  | { is: 'good'; value: T }
  /** It failed in passing. */
  | { is: 'failed'; error: ProviderError }
  /** It was one call too many, and was not executed. `wait`: milliseconds that the service asks for, `null`: it does not. */
  | { is: 'throttled'; error: ProviderError; wait: number | null }

export interface SteadyOptions {
  clock: Clock
  /** 0 <= random < 1 */
  random: () => number
  tempo: Tempo
  /** Told of waits that someone may notice. */
  waits: Waits
}

const BASE_MS = 1000
const CAP_MS = 30_000
/** Attempts at one call while others succeed. */
const MAX_ATTEMPTS = 8
/** Refusals in a row as one too many. */
const MAX_THROTTLES = 10
/** So long without a good answer, and the service is taken to be out of order. */
const OUTAGE_MS = 120_000

/** Milliseconds after so many failures: 1, 2, 4, 8, 16, 30, 30 … seconds, less up to a half of it by chance. */
export function pauseFor(failures: number, random: () => number): number {
  return Math.min(CAP_MS, BASE_MS * 2 ** (failures - 1)) * (0.5 + random() / 2)
}

interface Trouble {
  failures: number
  throttles: number
  /** When the first attempt failed. */
  since: number
}

/** Makes calls at a service's tempo, and again when they fail in passing, within bounds. */
export class Steady {
  readonly #options: SteadyOptions
  #calls = 0
  #retried = 0
  #throttled = 0
  #good = Number.NEGATIVE_INFINITY

  constructor(options: SteadyOptions) {
    this.#options = options
  }

  /** Attempts that were made. */
  get totals(): { calls: number; retried: number; throttled: number } {
    return { calls: this.#calls, retried: this.#retried, throttled: this.#throttled }
  }

  /**
   * @param attempt Is told its number, from 1.
   * @throws NoMoreCalls when nothing was answered for two minutes; otherwise the error of the last attempt
   */
  async call<T>(attempt: (number: number) => Promise<Heard<T>>, signal: AbortSignal): Promise<T> {
    const { clock, tempo } = this.#options
    const trouble: Trouble = { failures: 0, throttles: 0, since: 0 }
    for (let number = 1; ; number += 1) {
      const heard = await tempo.run(() => this.#attempt(() => attempt(number)), signal)
      if (heard.is === 'good') {
        this.#good = elapsedOf(clock)
        tempo.went()
        return heard.value
      }
      if (number === 1) trouble.since = elapsedOf(clock)
      await this.#pause(heard, trouble, signal)
      this.#retried += 1
    }
  }

  #attempt<T>(run: () => Promise<T>): Promise<T> {
    this.#calls += 1
    return run()
  }

  async #pause(heard: Exclude<Heard<unknown>, { is: 'good' }>, trouble: Trouble, signal: AbortSignal): Promise<void> {
    const { clock, random, tempo, waits } = this.#options
    if (heard.is === 'throttled') {
      this.#throttled += 1
      trouble.throttles += 1
      if (trouble.throttles > MAX_THROTTLES) throw outage(heard.error)
      const wait = heard.wait ?? pauseFor(trouble.throttles, random)
      waits.begin(wait, 'the service says that there are too many calls')
      return tempo.slow(wait)
    }
    trouble.failures += 1
    this.#giveUp(heard.error, trouble)
    const wait = pauseFor(trouble.failures, random)
    waits.begin(wait, REPEATED)
    await clock.sleep(wait, signal)
  }

  /** @throws what there is no use in trying again */
  #giveUp(error: ProviderError, { failures, since }: Trouble): void {
    const othersSucceed = this.#good > since
    if (othersSucceed && failures >= MAX_ATTEMPTS) throw error
    if (elapsedOf(this.#options.clock) - Math.max(this.#good, since) > OUTAGE_MS) throw outage(error)
  }
}

function outage(cause: ProviderError): NoMoreCalls {
  const { code, message, hints } = cause
  return new NoMoreCalls({ code, message, hints: [...hints], until: null, cause })
}
