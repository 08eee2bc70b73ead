import type { ProcessPeaks } from './run.ts'

/** How it stands with this process. */
export interface Gauges {
  /** The worst since it began to look. */
  peaks: () => ProcessPeaks
  /** True while the heap is above the threshold: less is done at once then. */
  isShort: () => boolean
}

/** What is left of what would be done at once while memory is short: the rest waits where it lies, and takes no room. */
export function shortened(atOnce: number): number {
  return Math.max(1, Math.floor(atOnce / 4))
}
