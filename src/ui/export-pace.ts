import type { SourceCalls } from '../model/source.ts'
import { count, duration, line } from './words.ts'

export interface Paced {
  items: number
  /** How long they were read; `null` where an earlier process read some of them. */
  seconds: number | null
  calls: SourceCalls
}

/** How fast a source was read, for people; nothing where the source does not tell. */
export function renderPace({ items, seconds, calls: { endpoints } }: Paced): string[] {
  if (!endpoints) return []
  const answered = endpoints.filter(({ calls }) => calls > 0)
  return [
    ...(seconds === null ? [] : [`  ${rateText(items, seconds)} listings a second, ${duration(seconds)} in all`]),
    ...answered.map(({ endpoint, calls, ms }) =>
      line(`  ${endpoint}: ${count(calls, 'call')}, ${duration(ms / calls / 1000)} on average`),
    ),
  ]
}

function rateText(items: number, seconds: number): string {
  const rate = rateOf(items, seconds)
  return rate < 10 ? rate.toFixed(2) : String(Math.round(rate))
}

function rateOf(items: number, seconds: number): number {
  return seconds > 0 ? items / seconds : 0
}

/** The same for `--json`. */
export function paceDocument({ items, seconds, calls }: Paced): object {
  const { endpoints } = calls
  if (!endpoints) return { calls }
  const averages = endpoints.map((one) => ({ ...one, average_ms: one.calls > 0 ? rounded(one.ms / one.calls) : null }))
  const pace = seconds === null ? {} : { seconds: rounded(seconds), items_per_second: rounded(rateOf(items, seconds)) }
  return { calls: { ...calls, endpoints: averages }, ...pace }
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}
