import type { MatchReport } from '../model/match-report.ts'
import { matchReport } from '../planner/match/report.ts'
import { incompleteRead, type PlanRequest, readComparison } from './plan.ts'

/** Matches all listings as a plan would, and plans nothing. @throws SyncError */
export async function reportMatches(request: PlanRequest, signal: AbortSignal): Promise<MatchReport> {
  const { input } = await readComparison(request, signal)
  const report = matchReport(input)
  const before = [
    ...request.workspace.diagnostics,
    ...(request.remarks ?? []),
    ...request.sources.flatMap((source) => source.diagnostics),
    ...(input.live.complete ? [] : [incompleteRead(input.traits, input.live)]),
  ]
  return { ...report, diagnostics: [...before, ...report.diagnostics] }
}
