import type { RateWindow } from '../model/plan-figures.ts'

/** Enough to look ahead with. */
const FEWEST = 8
/** More would wait in line at the other end. */
const MOST = 64
/** Calls do not come evenly: after a pause a window's worth leaves at once. */
const HEADROOM = 2

/**
 * How much may be under way at once so that no window has room while everybody waits for answers: by Little's law as many
 * as the windows let through in the time that a call takes.
 * @param windows With what may be used of each. @param usual Milliseconds that a call takes.
 */
export function crowdFor(windows: readonly RateWindow[], usual: number): number {
  const [shortest] = windows.toSorted((one, other) => one.window_size - other.window_size)
  if (!shortest) return MOST
  const rate = shortest.limit / (shortest.window_size * 1000)
  return Math.min(MOST, Math.max(FEWEST, Math.ceil(HEADROOM * rate * usual)))
}
