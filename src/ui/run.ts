import type { Diagnostic } from '../model/diagnostic.ts'
import type { RunResult } from '../model/run.ts'
import { renderDiagnostics } from './diagnostics.ts'
import { advice } from './run-advice.ts'
import { failureLines, SHOWN_NAMES } from './run-failures.ts'
import { outcomeCounts, spent } from './run-outcomes.ts'
import { paceLines } from './run-pace.ts'
import { count, line } from './words.ts'

const TITLES: { [status in RunResult['status']]: string } = {
  complete: 'Apply complete.',
  partial: 'Apply ended, and not everything was done.',
  stopped: 'Apply stopped as asked.',
  interrupted: 'Apply was interrupted.',
}

const ENDED_EARLY = 'Apply ended before its plan was done, for the reason above.'

/** Kinds of calls that took longest; `sync runs show` has all. */
const MOST_ENDPOINTS = 5

interface Report {
  result: RunResult
  notes: Diagnostic[]
}

/** @param retry The command that tries its failures again. */
export function renderApplied(report: Report & { already: boolean }, retry: string): string[] {
  return report.already ? renderAlready(report.result) : renderRun(report, retry)
}

/** An apply without operations. */
export function renderNothing(notes: Diagnostic[]): string[] {
  return [...renderDiagnostics(notes), 'Nothing to do: no run was made.']
}

/** What became of a run: failures first, totals last. */
function renderRun({ result, notes }: Report, retry: string): string[] {
  const { run_id, part } = result
  return [
    ...renderDiagnostics(notes),
    ...failureLines(result.failures, SHOWN_NAMES),
    ...[
      `${titleOf(result)} Operations: ${outcomeCounts(result.operations)}.`,
      `Calls: ${spent(result)}. Run ${run_id}.`,
      ...paceLines(result, MOST_ENDPOINTS),
      ...(part ? [`Of these in this part: ${count(part.operations, 'operation')}; ${spent(part)}.`] : []),
      ...advice(result, retry),
    ].map(line),
  ]
}

/** A run that its target ended was not interrupted by anybody. */
function titleOf({ status, ending }: RunResult): string {
  return status === 'interrupted' && ending && ending.code !== 'interrupted' ? ENDED_EARLY : TITLES[status]
}

/** A plan is used up by the run that completed it. */
function renderAlready({ run_id, plan_id }: RunResult): string[] {
  return [line(`Plan ${plan_id} was applied before, by run ${run_id}; nothing was done.`)]
}
