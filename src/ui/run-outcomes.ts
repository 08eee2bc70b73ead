import { OUTCOMES, type RunResult } from '../model/run.ts'

/** `12 succeeded, 1 failed`. */
export function outcomeCounts(operations: RunResult['operations']): string {
  return OUTCOMES.filter((outcome) => operations[outcome] > 0 || outcome === 'succeeded')
    .map((outcome) => `${operations[outcome].toLocaleString('en-US')} ${outcome}`)
    .join(', ')
}
