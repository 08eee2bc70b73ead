import type { DriftReport } from '../model/drift-report.ts'

/** What programs read: the documented keys, in their order. */
export function driftDocument(report: DriftReport): object {
  const { drift, conflicts, changes, coverage, deleted, renamed, definitions, ...about } = report
  return { drift, conflicts, changes, coverage, deleted, renamed, definitions, ...about }
}
