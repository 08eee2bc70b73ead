import type { JsonObject } from '../../model/json.ts'
import type { ReadProgress } from '../../model/target.ts'
import { type Grace, graceAfter } from '../../net/grace.ts'
import type { Line } from './attempt.ts'
import type { Document } from './document.ts'
import type { RawRecord } from './raw.ts'

/** Milliseconds that work which has begun to write gets to be finished when it is told to stop. */
const GRACE_MS = 15_000

/** The calls of one piece of work. */
export class Session {
  /** Attempts to write so far. */
  attempts = 0
  /** Told of every page of a long read. */
  readonly progress: ReadProgress
  readonly #line: Line
  readonly #stop: AbortSignal
  #grace: Grace | null = null

  constructor(line: Line, stop: AbortSignal, progress: ReadProgress = () => undefined) {
    this.progress = progress
    this.#line = line
    this.#stop = stop
  }

  /** Aborts when the work is to end: at the stop while nothing was written, else a little later. */
  get signal(): AbortSignal {
    return this.#grace?.signal ?? this.#stop
  }

  leave(): void {
    this.attempts += 1
    this.#grace ??= graceAfter(this.#stop, GRACE_MS, this.#line.options.clock)
  }

  /** Nothing is waited for any more. */
  end(): void {
    this.#grace?.end()
  }

  /**
   * What `data` of the answer holds; `userErrors` in it are the caller's to read. Reads are repeated after failures in
   * passing, writes only where they cannot have been executed.
   * @throws ShopifyError for a refusal; with `maybeExecuted` a write whose outcome is open. NoMoreCalls `outage` when
   *   nobody is served for two minutes; ProviderError `budget`; the signal's reason when it aborts
   */
  async query<T = RawRecord>(document: Document, variables: JsonObject = {}): Promise<T> {
    const line = this.#line
    const trouble = line.patience.begin()
    let renewed = false
    for (let number = 1; ; number += 1) {
      if (number > 1) line.counts.retried += 1
      const verdict = await line.attempt({ document, variables, number }, this)
      if (verdict.is === 'good') return verdict.data as T
      if (verdict.is === 'passing') await line.patience.failed(verdict.error, trouble, this.signal)
      else if (verdict.is === 'throttled') line.patience.throttled(verdict.error, trouble)
      // Another token helps once; a token that does not end has none that follows it.
      else if (verdict.is === 'token' && line.access.by === 'app' && !renewed) renewed = true
      else throw verdict.error
    }
  }

  wait(milliseconds: number): Promise<void> {
    return this.#line.options.clock.sleep(milliseconds, this.signal)
  }
}
