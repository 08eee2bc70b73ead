import type { Applied, Change } from '../../model/target.ts'

interface Waiting {
  change: Change
  signal: AbortSignal
  done(applied: Applied): void
  failed(reason: unknown): void
}

/** Changes in one transaction at most: more brought nothing where it was measured. */
const MOST = 500

/** Writes all of them at once; the signal is that of the first. */
type Commit = (changes: Change[], signal: AbortSignal) => Promise<Applied[]>

/** Gathers writes that are in flight: while one transaction goes on, others wait for the next. */
export class Gatherer {
  readonly #commit: Commit
  #waiting: Waiting[] = []
  #running: Promise<void> | null = null

  constructor(commit: Commit) {
    this.#commit = commit
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
    while (this.#waiting.length > 0) {
      // Whatever is begun in the same turn comes along.
      await new Promise(setImmediate)
      await this.#write(this.#next())
    }
    // In the same turn in which nothing was waiting: what comes later begins anew.
    this.#running = null
  }

  /** The oldest, and what is of its kind and action. */
  #next(): Waiting[] {
    for (const { signal, failed } of this.#waiting) if (signal.aborted) failed(signal.reason)
    const going = this.#waiting.filter(({ signal }) => !signal.aborted)
    const [first] = going
    const alike = going.filter(
      ({ change }) => change.kind === first?.change.kind && change.action === first.change.action,
    )
    const taken = new Set(alike.slice(0, MOST))
    this.#waiting = going.filter((one) => !taken.has(one))
    return [...taken]
  }

  async #write(gathered: Waiting[]): Promise<void> {
    const [first] = gathered
    if (!first) return
    try {
      const changes = gathered.map(({ change }) => change)
      const answers = await this.#commit(changes, first.signal)
      for (const [index, { done }] of gathered.entries()) done(answers[index] as Applied)
    } catch (error) {
      // What is thrown says that the run cannot go on: what waits would only meet the same.
      for (const { failed } of [...gathered, ...this.#waiting.splice(0)]) failed(error)
    }
  }
}
