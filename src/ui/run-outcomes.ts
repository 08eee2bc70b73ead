import { grouped } from '../model/figures.ts'
import { OUTCOMES, type RunResult, type Spent } from '../model/run.ts'
import { count, duration } from './words.ts'

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
