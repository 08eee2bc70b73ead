import type { Clock } from '../../src/model/clock.ts'
import { systemClock } from '../../src/net/clock.ts'

/** A clock that runs `scale` times as fast as the machine's, starting now. */
export function createScaledClock(scale: number): Clock {
  const start = Date.now()
  const origin = performance.now()
  return {
    now: () => start + (performance.now() - origin) * scale,
    sleep: (milliseconds, signal) => systemClock.sleep(milliseconds / scale, signal),
  }
}
