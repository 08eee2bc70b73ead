import type { SystemFigures } from '../model/call.ts'
import { grouped } from '../model/figures.ts'
import type { ProcessPeaks, RunResult } from '../model/run.ts'
import { BOUNDS } from '../model/spread.ts'
import { rateText, systemWords } from './pace.ts'
import type { Block, Section } from './report/report.ts'
import { count } from './words.ts'

type Paced = Pick<RunResult, 'systems' | 'operations_per_second' | 'process'>

/** How quickly a run went, what took longest, how full the limits are, and what it took of this machine. */
export function paceLines({ systems = [], operations_per_second: rate, process }: Paced, most: number): string[] {
  return [
    ...(rate === undefined ? [] : [`Speed: ${rateText(rate)} operations a second.`]),
    ...systems.flatMap((system) => systemWords(longest(system, most))),
    ...(process ? [processWords(process)] : []),
  ]
}

/** The kinds of calls that took longest together. */
function longest(system: SystemFigures, most: number): SystemFigures {
  return { ...system, endpoints: system.endpoints.toSorted((a, b) => b.ms - a.ms).slice(0, most) }
}

const MB = 2 ** 20

function processWords({ heap_used, heap_limit, rss, event_loop_lag_ms: lag }: ProcessPeaks): string {
  const [heap, most, all] = [heap_used, heap_limit, rss].map((bytes) => grouped(Math.round(bytes / MB)))
  return `This process: ${heap} of ${most} MB of heap at most, ${all} MB in all, event loop ${grouped(lag)} ms late at most.`
}

const COLUMNS = ['System', 'Endpoint', 'Calls', 'Mean ms', 'Longest ms', 'Total ms', 'Calls that took so many ms']

/** Every kind of call with its times. */
export function callSection({ systems = [] }: Paced): Section[] {
  const total = systems.reduce((sum, { calls }) => sum + calls, 0)
  if (total === 0) return []
  const rows = systems.flatMap(({ system, endpoints }) =>
    endpoints.map(({ endpoint, calls, average_ms, longest_ms, ms, spread }) => [
      ...[system, endpoint, grouped(calls), average_ms === null ? '' : String(average_ms), String(longest_ms)],
      ...[String(ms), spreadText(spread)],
    ]),
  )
  const blocks: Block[] = [{ is: 'table', columns: COLUMNS, rows, more: 0 }]
  return [{ id: 'calls', title: count(total, 'call'), weight: 'note', blocks }]
}

/** `up to 1: 12, up to 30: 2, longer: 1`; classes without any are left out. */
function spreadText(spread: number[]): string {
  return spread
    .flatMap((number, place) => {
      if (number === 0) return []
      const bound = BOUNDS[place]
      return [`${bound === undefined ? 'longer' : `up to ${grouped(bound)}`}: ${grouped(number)}`]
    })
    .join(', ')
}
