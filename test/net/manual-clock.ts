import { setImmediate } from 'node:timers/promises'
import type { Clock } from '../../src/model/clock.ts'

interface Sleeper {
  time: number
  wake: () => void
}

export interface ManualClock extends Clock {
  /** Lets time pass, from one sleeper's end to the next, until the work is done. */
  until<T>(work: Promise<T>): Promise<T>
}

/** Time that passes only when everyone sleeps. @param quiet Resolves when that is so. */
export function createManualClock(
  start = 1_000_000,
  quiet: () => Promise<unknown> = () => setImmediate(),
): ManualClock {
  let now = start
  let sleepers: Sleeper[] = []

  async function until<T>(work: Promise<T>): Promise<T> {
    let done = false
    const settled = work.finally(() => {
      done = true
    })
    settled.catch(() => undefined)
    while (!done) {
      await quiet()
      const next = sleepers.reduce<Sleeper | null>((one, other) => (one && one.time <= other.time ? one : other), null)
      if (!next || done) continue
      sleepers = sleepers.filter((sleeper) => sleeper !== next)
      now = Math.max(now, next.time)
      next.wake()
    }
    return settled
  }

  return {
    now: () => now,
    sleep(milliseconds, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const sleeper = { time: now + milliseconds, wake: resolve }
        sleepers.push(sleeper)
        signal?.addEventListener('abort', () => {
          sleepers = sleepers.filter((entry) => entry !== sleeper)
          reject(signal.reason)
        })
      })
    },
    until,
  }
}
