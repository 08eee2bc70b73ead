import { type Clock, elapsedOf } from '../model/clock.ts'
import { NOTICED_MS, type Waits } from './waits.ts'

/** `again`: the call failed in passing. `throttled`: it was not executed, and whoever paces calls knows how long to wait. */
export type Verdict = 'done' | 'again' | 'throttled'

export interface RetryContext {
  clock: Clock
  /** 0 <= random < 1 */
  random: () => number
  signal: AbortSignal
  /** Told of waits that someone may notice. */
  waits?: Waits
}

/** Why a call that failed in passing waits. */
export const REPEATED = 'a call without a usable answer is repeated'

const MAX_ATTEMPTS = 5
const MAX_THROTTLES = 20
const BASE_MS = 500
const CAP_MS = 30_000

/** An attempt that took that long for nothing is told of, however short the wait is that follows. */
const SLOW_MS = 15_000

/** Milliseconds to wait after the given number of failures: exponential with full jitter. */
export function backoff(failures: number, random: () => number): number {
  return random() * Math.min(CAP_MS, BASE_MS * 2 ** (failures - 1))
}

/** Runs a call until it is done or the attempts are used up; answers with the last result either way. */
export async function retry<T>(
  run: () => Promise<T>,
  judge: (result: T) => Verdict,
  { clock, random, signal, waits }: RetryContext,
): Promise<T> {
  let failures = 0
  let throttles = 0
  for (;;) {
    const began = elapsedOf(clock)
    const result = await run()
    const verdict = judge(result)
    if (verdict === 'done') return result
    if (verdict === 'throttled') {
      throttles += 1
      if (throttles > MAX_THROTTLES) return result
    } else {
      failures += 1
      if (failures >= MAX_ATTEMPTS) return result
      const wait = backoff(failures, random)
      waits?.begin(wait, REPEATED, elapsedOf(clock) - began > SLOW_MS ? 0 : NOTICED_MS)
      await clock.sleep(wait, signal)
    }
  }
}
