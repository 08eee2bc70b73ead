import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { setImmediate } from 'node:timers/promises'
import type { Clock } from '../src/model/clock.ts'
import { createManualClock, type ManualClock } from '../test/net/manual-clock.ts'

/** Time for work with a service in the same process, which no other work on the machine makes longer. */
export interface VirtualClock extends ManualClock {
  /** The same time, for the service: a call that it holds back waits for time to pass, not time for the call. */
  readonly service: Clock
  advance(milliseconds: number): void
}

/** Turns of the event loop in which nothing happens, after which everyone is taken to sleep. */
const QUIET_TURNS = 4

export function virtualClock(start = Date.parse('2026-11-21T04:00:00Z')): VirtualClock {
  const calls = new Set<unknown>()
  let held = 0
  let advanced = 0
  const clock = createManualClock(start, async () => {
    for (let quiet = 0; quiet < QUIET_TURNS; quiet += 1) {
      await setImmediate()
      if (calls.size > held) quiet = 0
    }
  })
  const now = (): number => clock.now() + advanced
  return {
    now,
    sleep: clock.sleep,
    advance: (milliseconds) => {
      advanced += milliseconds
    },
    service: {
      now,
      sleep: async (milliseconds, signal) => {
        held += 1
        await clock.sleep(milliseconds, signal).finally(() => {
          held -= 1
        })
      },
    },
    async until(work) {
      const forget = followCalls(calls)
      return clock.until(work).finally(forget)
    },
  }
}

/** Keeps the calls of this process whose answer is not there yet, as the HTTP client tells of them. */
function followCalls(calls: Set<unknown>): () => void {
  const begun = (message: unknown): void => void calls.add((message as { request: unknown }).request)
  const ended = (message: unknown): void => void calls.delete((message as { request: unknown }).request)
  const channels = [
    ['undici:request:create', begun],
    ['undici:request:trailers', ended],
    ['undici:request:error', ended],
  ] as const
  for (const [name, listener] of channels) subscribe(name, listener)
  return () => {
    for (const [name, listener] of channels) unsubscribe(name, listener)
  }
}
