import { type Clock, elapsedOf } from '../../model/clock.ts'
import type { Applied, Change } from '../../model/target.ts'

interface Waiting {
  change: Change
  signal: AbortSignal
  done(applied: Applied): void
  failed(reason: unknown): void
}

export interface GathererOptions {
  clock: Clock
  /** Writes all of them at once. The signal is that of the first. */
  commit(changes: Change[], signal: AbortSignal): Promise<Applied[]>
}

const FIRST_PAUSE_MS = 5

/**
 * Gathers writes that are in flight: while one rewriting goes on, others wait for the next. Before each it waits about as
 * long as the last one took, so that at most half of the time is spent rewriting, however large the file has become.
 */
export class Gatherer {
  readonly #options: GathererOptions
  readonly #waiting: Waiting[] = []
  #running: Promise<void> | null = null
  #pause = FIRST_PAUSE_MS

  constructor(options: GathererOptions) {
    this.#options = options
  }

  /** @throws the signal's reason when it aborts before the write has begun */
  add(change: Change, signal: AbortSignal): Promise<Applied> {
    return new Promise((done, failed) => {
      this.#waiting.push({ change, signal, done, failed })
      this.#running ??= this.#run()
    })
  }

  /** Returns when nothing is in flight any more. */
  async idle(): Promise<void> {
    await this.#running
  }

  async #run(): Promise<void> {
    const { clock } = this.#options
    while (this.#waiting.length > 0) {
      await clock.sleep(this.#pause)
      const began = elapsedOf(clock)
      await this.#commit(this.#waiting.splice(0))
      this.#pause = Math.max(FIRST_PAUSE_MS, elapsedOf(clock) - began)
    }
    // In the same turn in which nothing was waiting: what comes later begins anew.
    this.#running = null
  }

  async #commit(gathered: Waiting[]): Promise<void> {
    for (const { signal, failed } of gathered) if (signal.aborted) failed(signal.reason)
    const going = gathered.filter(({ signal }) => !signal.aborted)
    const [first] = going
    if (!first) return
    try {
      const answers = await this.#options.commit(
        going.map(({ change }) => change),
        first.signal,
      )
      for (const [index, { done }] of going.entries()) done(answers[index] as Applied)
    } catch (error) {
      for (const { failed } of going) failed(error)
    }
  }
}
