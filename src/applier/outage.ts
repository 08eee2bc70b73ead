import type { Clock } from '../model/clock.ts'
import { ProviderError } from '../model/errors.ts'
import type { Emit } from '../model/event.ts'

const MINUTE = 60
/** Seconds. An outage that outlasts all of them ends the run. */
const PAUSES = [1 * MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE]

/** How a target says that nothing can be done at the moment, whatever is asked of it. */
const OUT = ['outage', 'credentials']

export interface OutageOptions {
  clock: Clock
  signal: AbortSignal
  emit: Emit
}

/** Runs work through outages of the target: everyone waits, and what failed is tried again. */
export interface Outages {
  through<T>(work: () => Promise<T>): Promise<T>
}

export function createOutages({ clock, signal, emit }: OutageOptions): Outages {
  let row = 0
  let pause: Promise<void> = Promise.resolve()
  let pauses = 0
  let over = false

  const wait = (error: ProviderError): Promise<void> => {
    const seconds = PAUSES[row] as number
    row += 1
    pauses += 1
    const until = new Date(clock.now() + seconds * 1000).toISOString()
    emit({ type: 'run.paused', seconds, until, reason: error.message })
    return clock.sleep(seconds * 1000, signal)
  }
  const pauseAfter = (error: unknown, before: number): void => {
    if (!(error instanceof ProviderError) || !OUT.includes(error.code) || over) throw error
    // Calls that were in flight together fail together; the first one's pause is for all of them.
    if (before !== pauses) return
    over = row === PAUSES.length
    if (over) throw error
    pause = wait(error)
  }
  return {
    async through(work) {
      for (;;) {
        await pause
        signal.throwIfAborted()
        const before = pauses
        try {
          const result = await work()
          row = 0
          return result
        } catch (error) {
          pauseAfter(error, before)
        }
      }
    },
  }
}
