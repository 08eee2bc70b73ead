import type { MatchReport } from '../model/match-report.ts'
import { matchReport } from '../planner/match/report.ts'
import { findingsOf, refuseErrors } from './findings.ts'
import { type PlanRequest, readComparison } from './plan.ts'

/** Matches all listings as a plan would, and plans nothing. @throws SyncError, also for what a plan would refuse */
export async function reportMatches(request: PlanRequest, signal: AbortSignal): Promise<MatchReport> {
  const { input } = await readComparison(request, signal)
  const report = matchReport(input)
  const diagnostics = [...findingsOf(request, input), ...report.diagnostics]
  refuseErrors(diagnostics)
  return { ...report, diagnostics }
}
