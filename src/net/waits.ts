import { type Clock, elapsedOf } from '../model/clock.ts'

/** Told when a wait begins. */
export type OnWait = (seconds: number, reason: string) => void

/** Nobody wonders about shorter ones. */
export const NOTICED_MS = 5000
const MINUTE_MS = 60_000

/** Says waits when they begin, and a row of them at most once a minute. */
export class Waits {
  readonly #clock: Clock
  readonly #onWait: OnWait
  /** When the last wait that was said is over. */
  #over = Number.NEGATIVE_INFINITY

  constructor(clock: Clock, onWait: OnWait = () => undefined) {
    this.#clock = clock
    this.#onWait = onWait
  }

  /** @param noticed Milliseconds; a shorter wait is not said. */
  begin(milliseconds: number, reason: string, noticed = NOTICED_MS): void {
    const end = elapsedOf(this.#clock) + milliseconds
    if (milliseconds < noticed || end <= this.#over + MINUTE_MS) return
    this.#over = end
    this.#onWait(Math.ceil(milliseconds / 1000), reason)
  }
}
