import type { RunResult } from '../model/run.ts'
import type { Report } from './report/report.ts'
import { strong } from './report/report.ts'
import { outcomeCounts } from './run-outcomes.ts'
import { count } from './words.ts'

/** What a list of runs says of each. */
export interface ListedRun {
  run_id: string
  status: string
  operations: RunResult['operations']
  started_at: string
  /** The command that goes on with it; `null`: it ended. */
  resume: string | null
  superseded_by: string | null
  retry_of: string | null
  problem?: string | null
}

/** Runs, oldest first, one a line. */
export function reviewRuns(runs: ListedRun[]): Report {
  const last = runs.at(-1)
  const title = 'Runs'
  if (last === undefined) return { title, head: [], sections: [], closing: ['No plan was applied from here yet.'] }
  const rows = runs.map((run) => [run.run_id, run.status, outcomeCounts(run.operations), runRemarks(run)])
  const columns = ['Run', 'Status', 'Operations', 'Remarks']
  return {
    title,
    head: [[strong(`${title}: `), 'the oldest first.']],
    sections: [
      {
        id: 'runs',
        title: count(runs.length, 'run'),
        weight: 'change',
        blocks: [{ is: 'table', columns, rows, more: 0 }],
      },
    ],
    closing: [
      [strong(`The last run, ${last.run_id}, is ${last.status}: ${outcomeCounts(last.operations)}.`)],
      ...(last.resume === null ? [] : [[`To go on: ${last.resume}`]]),
    ],
  }
}

export function runRemarks({ superseded_by, retry_of, problem }: ListedRun): string {
  return [
    ...(problem ? [problem] : []),
    ...(superseded_by === null ? [] : [`superseded by ${superseded_by}`]),
    ...(retry_of === null ? [] : [`tries ${retry_of} again`]),
  ].join('; ')
}
