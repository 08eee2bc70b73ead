import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { setImmediate } from 'node:timers/promises'
import type { Clock } from '../src/model/clock.ts'

interface Sleeper {
  time: number
  wake: () => void
}

/** Time for work with a service in the same process, which no other work on the machine makes longer. */
export interface VirtualClock extends Clock {
  /** The same time, for the service: a call that it holds back waits for time to pass, not time for the call. */
  readonly service: Clock
  skip(milliseconds: number): void
  /** Lets time pass while the work is done: only when all who take part sleep, and no call is on its way. */
  until<T>(work: Promise<T>): Promise<T>
}

/** Turns of the event loop in which nothing happens, after which everyone is taken to sleep. */
const QUIET_TURNS = 4

export function virtualClock(start = Date.parse('2026-11-21T04:00:00Z')): VirtualClock {
  let now = start
  let sleepers: Sleeper[] = []
  let held = 0

  const sleep: Clock['sleep'] = (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const sleeper = { time: now + milliseconds, wake: resolve }
      sleepers.push(sleeper)
      signal?.addEventListener('abort', () => {
        sleepers = sleepers.filter((one) => one !== sleeper)
        reject(signal.reason)
      })
    })

  const wakeNext = (): void => {
    const time = Math.min(...sleepers.map((sleeper) => sleeper.time))
    const next = sleepers.find((sleeper) => sleeper.time === time)
    if (!next) return
    sleepers = sleepers.filter((sleeper) => sleeper !== next)
    now = Math.max(now, time)
    next.wake()
  }

  async function until<T>(work: Promise<T>): Promise<T> {
    const calls = callsUnderWay()
    let done = false
    const settled = work.finally(() => {
      done = true
    })
    settled.catch(() => undefined)
    let quiet = 0
    while (!done) {
      await setImmediate()
      quiet = calls.count() > held ? 0 : quiet + 1
      if (quiet < QUIET_TURNS) continue
      wakeNext()
      quiet = 0
    }
    calls.close()
    return settled
  }

  return {
    now: () => now,
    sleep,
    skip: (milliseconds) => {
      now += milliseconds
    },
    service: {
      now: () => now,
      sleep: async (milliseconds, signal) => {
        held += 1
        await sleep(milliseconds, signal).finally(() => {
          held -= 1
        })
      },
    },
    until,
  }
}

/** Calls of this process whose answer is not there yet, as the HTTP client tells of them. */
function callsUnderWay(): { count(): number; close(): void } {
  const under = new Set<unknown>()
  const begun = (message: unknown): void => void under.add((message as { request: unknown }).request)
  const ended = (message: unknown): void => void under.delete((message as { request: unknown }).request)
  const channels = [
    ['undici:request:create', begun],
    ['undici:request:trailers', ended],
    ['undici:request:error', ended],
  ] as const
  for (const [name, listener] of channels) subscribe(name, listener)
  return {
    count: () => under.size,
    close: () => {
      for (const [name, listener] of channels) unsubscribe(name, listener)
    },
  }
}
