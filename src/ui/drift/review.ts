import type { DriftReport } from '../../model/drift-report.ts'
import { scopeOf, sidesOf } from '../plan/head.ts'
import { type Report, strong } from '../report/report.ts'
import { advice } from './advice.ts'
import { conflicting, drifted } from './changed.ts'
import { coverageOf } from './coverage.ts'
import { removed } from './removed.ts'
import { upstream } from './upstream.ts'
import { verdictOf } from './verdict.ts'

/** What people changed, apart from it what the source would change, and apart from both what was looked at. */
export function reviewDrift(report: DriftReport): Report {
  const title = `Drift for ${report.scope}`
  return {
    title,
    head: [[strong(`${title}: `), sidesOf(report)], ...scopeOf(report)],
    sections: [drifted(report), conflicting(report), ...removed(report), upstream(report), coverageOf(report)].filter(
      (section) => section !== null,
    ),
    closing: [...advice(report), [strong(verdictOf(report))]],
  }
}
