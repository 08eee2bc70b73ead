import type { RateWindow } from '../src/model/plan-figures.ts'

/** What a paid subscription of Plytix allows. */
export const PAID: RateWindow[] = [
  { limit: 50, window_size: 10 },
  { limit: 5000, window_size: 3600 },
]

/**
 * Seconds in which so many calls can have been made at the earliest: as many as the longer window takes, as quickly as the
 * shorter one lets them go, and the same again when the longer one begins anew.
 */
export function leastSeconds(calls: number): number {
  let left = Math.max(0, calls - 1)
  let seconds = 0
  for (const { limit, window_size } of PAID.toSorted((one, other) => other.window_size - one.window_size)) {
    seconds += Math.floor(left / limit) * window_size
    left %= limit
  }
  return seconds
}
