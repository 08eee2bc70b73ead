import { elapsedOf } from '../model/clock.ts'
import type { DatabaseOptions, Session, Work } from './database.ts'
import { isCollision, isCrowded, isLost } from './failure.ts'

/** A server that is started anew is there again by then. */
const LONGEST_MS = 120_000
const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 5_000
const COLLISIONS = 5

interface Attempts<T> {
  work: Work<T>
  /** Runs a transaction; `done` says afterwards whether nothing but the commit was left. */
  once: (work: Pick<Work<T>, 'mode' | 'perform'>, done: { performed: boolean }) => Promise<T>
  signal: AbortSignal
}

interface Trying {
  began: number
  pause: number
  collisions: number
  /** The answer to a commit was lost. */
  unclear: boolean
}

/** Begins transactions again that a lost connection or a collision ended; what was committed all the same is found out. */
export class Patience {
  readonly #options: DatabaseOptions
  /** Nothing has been answered yet: then a wrong address is more likely than a server that will be back. */
  #answered = false

  constructor(options: DatabaseOptions) {
    this.#options = options
  }

  async keep<T>(attempts: Attempts<T>): Promise<T> {
    const began = elapsedOf(this.#options.clock)
    const trying: Trying = { began, pause: FIRST_PAUSE_MS, collisions: 0, unclear: false }
    for (;;) {
      attempts.signal.throwIfAborted()
      const done = { performed: false }
      try {
        const result = (trying.unclear ? await recovered(attempts) : null) ?? (await attempts.once(attempts.work, done))
        this.#answered = true
        return result
      } catch (error) {
        trying.unclear = done.performed ? attempts.work.recover !== undefined && isLost(error) : trying.unclear
        await this.#bear(error, trying, attempts.signal)
        this.#options.onRetry?.()
      }
    }
  }

  /** Waits where another attempt is worth it. @throws the error where none is */
  async #bear(error: unknown, trying: Trying, signal: AbortSignal): Promise<void> {
    const { clock, onWait } = this.#options
    if (isCollision(error) && trying.collisions < COLLISIONS) {
      trying.collisions += 1
      return
    }
    const isLate = elapsedOf(clock) - trying.began >= LONGEST_MS
    if (!isLost(error) || isCrowded(error) || !this.#answered || isLate) throw error
    onWait(trying.pause / 1000, 'the database does not answer')
    await clock.sleep(trying.pause, signal)
    trying.pause = Math.min(LONGEST_PAUSE_MS, trying.pause * 2)
  }
}

/** What a transaction did whose commit nobody answered; `null`: nothing. */
async function recovered<T>({ work: { recover }, once }: Attempts<T>): Promise<T | null> {
  const ask = async (session: Session) => (await recover?.(session)) as T
  return once({ mode: 'read', perform: ask }, { performed: false })
}
