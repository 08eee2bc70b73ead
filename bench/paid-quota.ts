import type { RateWindow } from '../src/model/plan-figures.ts'

/** What a paid subscription of Plytix allows. */
export const PAID: RateWindow[] = [
  { limit: 50, window_size: 10 },
  { limit: 5000, window_size: 3600 },
]

/** Seconds until the last of so many calls can be made at the earliest, when every window is empty at first. */
export function leastSeconds(calls: number): number {
  return Math.max(...PAID.map(({ limit, window_size }) => Math.floor(Math.max(0, calls - 1) / limit) * window_size))
}
