import type { Clock } from '../../../../model/clock.ts'
import type { Applied } from '../../../../model/target.ts'
import type { Session } from '../../session.ts'
import { type Upload, UploadBatch } from './upload-batch.ts'
import { MOST_ENTRIES } from './write-lots.ts'

interface Waiting {
  upload: Upload
  signal: AbortSignal
  done(applied: Applied): void
  failed(reason: unknown): void
}

interface GathererOptions {
  clock: Clock
  session: (signal: AbortSignal) => Session
}

/** Milliseconds in which files gather before they are asked for: hundreds of them cost what one does. */
const GATHER_MS = 100

/** Gathers uploads that are in flight into few calls. A batch that waits until its files are ready holds no other back. */
export class UploadGatherer {
  /** Files that are asked for, or wait to be. */
  inFlight = 0
  readonly #options: GathererOptions
  #waiting: Waiting[] = []
  #gathering = false

  constructor(options: GathererOptions) {
    this.#options = options
  }

  /** @throws the signal's reason when it aborts before the file is asked for; ShopifyError, NoMoreCalls */
  add(upload: Upload, signal: AbortSignal): Promise<Applied> {
    this.inFlight += 1
    const outcome = new Promise<Applied>((done, failed) => {
      this.#waiting.push({ upload, signal, done, failed })
      if (!this.#gathering) void this.#gather(signal)
    })
    return outcome.finally(() => {
      this.inFlight -= 1
    })
  }

  async #gather(signal: AbortSignal): Promise<void> {
    this.#gathering = true
    // Stopped or not: each of them is told.
    await this.#options.clock.sleep(GATHER_MS, signal).catch(() => undefined)
    await new Promise(setImmediate)
    this.#gathering = false
    while (this.#waiting.length > 0) void this.#run(this.#next())
  }

  /** Files of one name follow one another. */
  #next(): Waiting[] {
    const names = new Set<string>()
    const batch = this.#waiting.filter(({ upload }) => {
      if (names.size === MOST_ENTRIES || names.has(upload.key)) return false
      names.add(upload.key)
      return true
    })
    const taken = new Set(batch)
    this.#waiting = this.#waiting.filter((one) => !taken.has(one))
    return batch
  }

  async #run(batch: readonly Waiting[]): Promise<void> {
    const going = batch.filter(({ signal, failed }) => {
      if (signal.aborted) failed(signal.reason)
      return !signal.aborted
    })
    const [first] = going
    if (!first) return
    const byUpload = new Map(going.map((one) => [one.upload, one]))
    const session = this.#options.session(first.signal)
    try {
      const made = new UploadBatch(session, (upload, outcome) => byUpload.get(upload)?.done(outcome))
      await made.run(going.map(({ upload }) => upload))
    } catch (error) {
      // Those that were answered for are settled already.
      for (const { failed } of going) failed(error)
    } finally {
      session.end()
    }
  }
}
