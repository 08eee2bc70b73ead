/** Time as an argument: the only way anything here learns what time it is or waits. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number
  /** Milliseconds since some moment; nobody sets it, so it measures durations. Absent: `now()` does. */
  monotonic?(): number
  /** Resolves after that many milliseconds; rejects with the signal's reason when it aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
}

/** For durations: unlike the time of day it never jumps. */
export function elapsedOf(clock: Clock): number {
  return clock.monotonic?.() ?? clock.now()
}
