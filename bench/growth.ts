import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import { atMost, type BenchmarkResult } from './result.ts'

/** What ten times as much may cost of the same: ten times, and something for memory that is farther away. */
const MOST = 11
/** In small worlds eleven cannot be told from twelve; what grows with the square costs a hundred. */
const MOST_QUICK = 40

/** What one dimension costs, in microseconds of processor time, in a world and in one with `times` as many. */
export interface Grown {
  dimension: string
  times: number
  small: number
  large: number
}

/** Whether planning costs in proportion, whichever of all that it takes is there more often. */
export const run = async (): Promise<BenchmarkResult> => judged(measure(), MOST)

/** In worlds that are small, within bounds that only tell apart what grows in proportion and with the square. */
export const quick = async (): Promise<BenchmarkResult> => judged(measure('quick'), MOST_QUICK)

function judged(grown: Grown[], most: number): BenchmarkResult {
  const claims = grown.map(({ dimension, times, small, large }) =>
    atMost(`ten times as many: ${dimension}`, (large / small) ** (Math.LN10 / Math.log(times)), most),
  )
  return { claims, details: { dimensions: claims.length } }
}

/** In a process whose collector looks at new objects as often, for each of them, in small worlds as in large ones. */
function measure(...how: string[]): Grown[] {
  const script = resolve(import.meta.dirname, 'growth/process.ts')
  const args = ['--expose-gc', '--max-semi-space-size=1', script, ...how]
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }))
}
