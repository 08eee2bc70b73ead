import { setTimeout as delay } from 'node:timers/promises'
import type { Clock } from '../model/clock.ts'

export function realClock(): Clock {
  return {
    now: () => Date.now(),
    sleep: (milliseconds, signal) => delay(milliseconds, undefined, signal ? { signal } : {}),
  }
}

/** A clock that starts at the same moment and runs `scale` times faster. */
export function scaledClock(base: Clock, scale: number): Clock {
  const start = base.now()
  return {
    now: () => start + (base.now() - start) * scale,
    sleep: (milliseconds, signal) => base.sleep(milliseconds / scale, signal),
  }
}
