import type { SystemFigures } from '../model/call.ts'
import { perSecond, rounded } from '../model/call-figures.ts'
import type { SourceCalls } from '../model/source.ts'
import { endpointWords, rateWords, windowWords } from './pace.ts'
import { line } from './words.ts'

export interface Paced {
  items: number
  /** How long they were read; `null` where an earlier process read some of them. */
  seconds: number | null
  calls: SourceCalls
  /** What was asked of the source; `null`: nobody counted. */
  figures: SystemFigures | null
}

/** How fast a source was read, what was asked of it, and how full that has made its limits; for people. */
export function renderPace({ items, seconds, calls: { windows = [] }, figures }: Paced): string[] {
  return [
    ...(seconds === null ? [] : [`  ${rateWords(items, seconds, 'listings')}`]),
    ...(figures?.endpoints ?? []).map((endpoint) => line(`  ${endpointWords(endpoint)}`)),
    ...windows.map((window) => line(`  ${windowWords(window)}`)),
  ]
}

/** The same for `--json`. */
export function paceDocument({ items, seconds, calls, figures }: Paced): object {
  const pace = seconds === null ? {} : { seconds: rounded(seconds), items_per_second: perSecond(items, seconds) }
  return { calls: { ...calls, ...(figures ? { endpoints: figures.endpoints } : {}) }, ...pace }
}
