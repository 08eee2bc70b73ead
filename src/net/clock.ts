import { setTimeout as delay } from 'node:timers/promises'
import type { Clock } from '../model/clock.ts'

/** Node fires longer timers at once. */
const LONGEST_TIMER = 2 ** 31 - 1

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  async sleep(milliseconds, signal) {
    signal?.throwIfAborted()
    await delay(Math.min(Math.max(0, milliseconds || 0), LONGEST_TIMER), undefined, signal ? { signal } : {}).catch(
      (error: unknown) => {
        throw signal?.aborted ? signal.reason : error
      },
    )
  },
}
