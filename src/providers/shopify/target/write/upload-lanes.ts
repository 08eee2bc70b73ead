/** Pictures that are held at once, of 20 MB at most each. */
export const HELD_AT_ONCE = 4

/** Lets so many pieces of work run at once, in the order in which they were asked for. */
export class Lanes {
  #free: number
  readonly #waiting: (() => void)[] = []

  constructor(most: number) {
    this.#free = most
  }

  /** @throws what the work throws; the signal's reason when it aborts before the work begins */
  async run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    if (this.#free === 0) await new Promise<void>((done) => this.#waiting.push(done))
    else this.#free -= 1
    try {
      signal.throwIfAborted()
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#free += 1
    }
  }
}
