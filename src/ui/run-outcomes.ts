import { grouped } from '../model/figures.ts'
import { type Failure, OUTCOMES, type RunResult, type Spent } from '../model/run.ts'
import { count, duration, line } from './words.ts'

const FEW = 20

/** `12 succeeded, 1 failed`. */
export function outcomeCounts(operations: RunResult['operations']): string {
  return OUTCOMES.filter((outcome) => operations[outcome] > 0 || outcome === 'succeeded')
    .map((outcome) => `${grouped(operations[outcome])} ${outcome}`)
    .join(', ')
}

/** `3 reads, 1 write, 0 throttled, 0 retried, in 2 s`. */
export function spent({ calls, seconds }: Spent): string {
  const { reads, writes, throttled, retried } = calls
  return `${count(reads, 'read')}, ${count(writes, 'write')}, ${throttled} throttled, ${retried} retried, in ${duration(seconds)}`
}

/** The first failures, and how many more there are. */
export function failures(list: Failure[]): string[] {
  const lines = list.slice(0, FEW).map(renderFailure)
  const rest = list.length - FEW
  return rest > 0 ? [...lines, `… and ${count(rest, 'failure')} more; --json lists them all.`] : lines
}

/** What was tried, what the target said, and what to do. */
export function renderFailure({ address, action, status, code, message, hint, attempts }: Failure): string {
  const answer = status > 0 ? `${status} ${code}` : code
  const tries = attempts > 1 ? ` (${attempts} attempts)` : ''
  return line(`${action}:${address}: ${answer}: ${message}${tries} ${hint}`.trim())
}
