import { type Check, passed, warned } from '../model/check.ts'
import type { Clock } from '../model/clock.ts'
import { grouped } from '../model/figures.ts'
import type { Http } from './http.ts'

/** Seconds; networks and whole seconds explain less. */
const UNNOTICED = 5
/** Seconds; what is further off confuses ages, times of runs and services that sign with the time. */
const TOLERATED = 30

/** How far this machine's clock is from a service's, by the `Date` of its answers. */
export class Skew {
  readonly #clock: Clock
  /** Milliseconds that this clock is ahead: at least and at most, by the answer that says it most exactly. */
  #ahead: { least: number; most: number } | null = null

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** The same HTTP; every answer is looked at. */
  watch(http: Http): Http {
    return {
      send: async (request, signal) => {
        const sent = this.#clock.now()
        const result = await http.send(request, signal)
        if (result.ok) this.#take(result.headers.date, { sent, received: this.#clock.now() })
        return result
      },
      close: () => http.close(),
    }
  }

  /** Whole seconds that this machine is ahead, negative when it is behind; `null` when no answer told the time. */
  get seconds(): number | null {
    if (this.#ahead === null) return null
    const { least, most } = this.#ahead
    if (least <= 0 && most >= 0) return 0
    return Math.round((least + most) / 2000)
  }

  /** `Date` tells whole seconds, of some moment between sending and receiving. */
  #take(date: string | undefined, { sent, received }: { sent: number; received: number }): void {
    const told = Date.parse(date ?? '')
    if (Number.isNaN(told)) return
    const ahead = { least: sent - told - 1000, most: received - told }
    if (this.#ahead === null || width(ahead) < width(this.#ahead)) this.#ahead = ahead
  }
}

function width({ least, most }: { least: number; most: number }): number {
  return most - least
}

/** What is to be said of the clock; nothing when no answer told the time. @param of Whose clock it is compared with, as a possessive. */
export function clockChecks(skew: Skew, of: string): Check[] {
  const { seconds } = skew
  if (seconds === null) return []
  const off = Math.abs(seconds)
  if (off <= UNNOTICED) return [passed('clock', `The clock agrees with ${of}.`)]
  const message = `This machine's clock is ${grouped(off)} seconds ${seconds > 0 ? 'ahead of' : 'behind'} ${of}.`
  if (off <= TOLERATED) return [passed('clock', message)]
  return [
    warned(
      'clock',
      message,
      'Set it, or switch on time synchronisation: tokens, and ages of exports, are judged by it.',
    ),
  ]
}
