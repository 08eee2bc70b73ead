import { changedByPeople, numberOfChanges } from '../model/changed-by-people.ts'
import type { DriftReport } from '../model/drift-report.ts'
import type { ExportHeader } from '../model/export.ts'
import type { MatchReport } from '../model/match-report.ts'
import type { Plan } from '../model/plan.ts'
import type { RunResult } from '../model/run.ts'
import type { NoRun } from '../services/nothing-to-do.ts'
import { operationsIn } from './drift-flags.ts'
import type { Outputs } from './github-file.ts'

/** What `sync plan` tells the steps after it. */
export function planOutputs(plan: Plan): Outputs {
  const { plan_id, applyable, operations, summary } = plan
  const { create, update, upload, link, unlink, delete: deletes, adopt = 0 } = summary
  const { unchanged, blocked, conflicts, drift, unadopted } = summary
  return {
    ...{ plan_id, applyable, operations: operations.length },
    ...{ create, update, upload, link, unlink, delete: deletes, adopt },
    ...{ unchanged, blocked, conflicts, drift, unadopted },
    changed_by_people: numberOfChanges(changedByPeople(plan)),
  }
}

/** What `sync apply` tells; `run_id` and `resume` are empty where there is none. */
export function runOutputs({ plan_id, run_id, status, operations, resume }: RunResult | NoRun): Outputs {
  const { succeeded, adopted, failed, conflict, skipped, pending } = operations
  return { plan_id, run_id, status, succeeded, adopted, failed, conflict, skipped, pending, resume }
}

/** What `sync drift` tells; `operations` is empty where it did not look at what the source would change. */
export function driftOutputs(report: DriftReport): Outputs {
  const { drift, conflicts, deleted, renamed, definitions, changes, coverage } = report
  const { unread, unadopted, incomparable, complete } = coverage
  return {
    ...{ drift: drift.length, conflicts: conflicts.length, deleted: deleted.length, renamed: renamed.length },
    ...{ definitions: definitions.length, changed_by_people: numberOfChanges(report) },
    operations: changes && operationsIn(changes),
    ...{ unread, unadopted, incomparable, complete },
  }
}

export function matchOutputs({ matches, unmatched, ambiguous, rate }: MatchReport): Outputs {
  return { matched: matches.length, unmatched: unmatched.length, ambiguous: ambiguous.length, rate }
}

interface Exported {
  header: Pick<ExportHeader, 'complete' | 'counts'>
}

/** Over all exports; one that failed makes them incomplete. */
export function exportOutputs(exports: Exported[], failed: number): Outputs {
  const listings = exports.reduce((sum, { header }) => sum + (header.counts.items ?? 0), 0)
  const complete = failed === 0 && exports.every(({ header }) => header.complete)
  return { exports: exports.length, failed, listings, complete }
}
