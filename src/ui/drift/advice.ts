import type { DriftReport } from '../../model/drift-report.ts'
import type { Phrase } from '../report/report.ts'

/** What can be done about values that people changed. */
export function advice({ drift, conflicts }: DriftReport): Phrase[] {
  if (drift.length + conflicts.length === 0) return []
  return [
    'To leave these values to people: sync drift --accept specs/overrides/accepted.yaml.',
    'To put them back: sync plan --take source, and apply it.',
  ]
}
