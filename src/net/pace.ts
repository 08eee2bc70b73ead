/** What is taken off the pace when calls are refused that should have had room: others use the allowance too. */
const STEP = 0.8
const SLOWEST = 0.25
/** Seconds from the slowest pace to the full one, at least. */
const RECOVERY = 600

/** The part of a window that calls here may use while others use it too: lowered at once, raised slowly. */
export class Pace {
  readonly #seconds: number
  #value = 1
  #at = 0

  /** @param seconds The length of the window. */
  constructor(seconds: number) {
    this.#seconds = Math.max(RECOVERY, seconds)
  }

  /** 0.25 to 1 */
  at(now: number): number {
    return Math.min(1, this.#value + Math.max(0, now - this.#at) / 1000 / this.#seconds)
  }

  slow(now: number): void {
    this.#value = Math.max(SLOWEST, this.at(now) * STEP)
    this.#at = now
  }

  shift(milliseconds: number): void {
    this.#at += milliseconds
  }
}
