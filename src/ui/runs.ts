import type { Failure, OperationOutcome, RunResult } from '../model/run.ts'
import { failureLines } from './run-failures.ts'
import { outcomeCounts } from './run-outcomes.ts'
import { count, duration, line, table } from './words.ts'

type Counts = RunResult['operations']

interface Listed {
  run_id: string
  status: string
  operations: Counts
  started_at: string
  superseded_by: string | null
  retry_of: string | null
  problem?: string | null
}

/** Runs, oldest first, one a line. */
export function renderRuns(runs: Listed[]): string[] {
  if (runs.length === 0) return ['No plan was applied from here yet.']
  const rows = runs.map((run) => [run.run_id, run.status, outcomeCounts(run.operations), remarks(run)])
  return table([['run', 'status', 'operations', ''], ...rows], '')
}

function remarks({ superseded_by, retry_of, problem }: Listed): string {
  return [
    ...(problem ? [problem] : []),
    ...(superseded_by === null ? [] : [`superseded by ${superseded_by}`]),
    ...(retry_of === null ? [] : [`tries ${retry_of} again`]),
  ].join('; ')
}

interface Details extends Listed {
  calls: RunResult['calls']
  seconds: number
  failures: Failure[]
  outcomes: OperationOutcome[]
  units: { [unit: string]: Counts } | object
  plan: string
  resume: string | null
}

const UNITS: { [unit: string]: string } = {
  link_sources: 'Sources of links',
  link_pairs: 'Links (pairs)',
  images: 'Images (distinct)',
  image_references: 'Image references',
}

/** One run: what became of every operation, failures with what to do, and the totals last. */
export function renderRunDetails(run: Details, retry: string): string[] {
  const { calls, seconds, operations, resume, outcomes, failures } = run
  const units = Object.entries(run.units as { [unit: string]: Counts }).filter(([, counts]) => total(counts) > 0)
  return [
    line(`Run ${run.run_id}: ${run.status}, begun ${run.started_at.slice(0, 19).replace('T', ' ')} UTC.`),
    ...remarksLine(run),
    line(`Plan: ${run.plan}`),
    '',
    ...table(outcomes.map(({ id, outcome, left_out }) => [outcome, withLeftOut(id, left_out)])),
    '',
    ...failureLines(failures),
    ...[
      `Operations: ${outcomeCounts(operations)}.`,
      ...units.map(([unit, counts]) => `${UNITS[unit] ?? unit}: ${outcomeCounts(counts)}.`),
      `Calls: ${count(calls.reads, 'read')}, ${count(calls.writes, 'write')}, ${calls.throttled} throttled, ${calls.retried} retried, in ${duration(seconds)}.`,
      ...next({ operations, resume }, retry),
    ].map(line),
  ]
}

function remarksLine(run: Details): string[] {
  const text = remarks(run)
  return text === '' ? [] : [line(`It ${text.startsWith('superseded') ? `is ${text}` : text}.`)]
}

function withLeftOut(id: string, leftOut: string[] = []): string {
  return leftOut.length === 0 ? id : `${id} (without ${leftOut.join(', ')})`
}

function next({ operations, resume }: { operations: Counts; resume: string | null }, retry: string): string[] {
  if (resume !== null) return [`To go on: ${resume}`]
  const bad = operations.failed + operations.skipped
  return bad > 0 && operations.pending === 0 ? [`To try what failed again: ${retry}`] : []
}

function total(counts: Counts): number {
  return Object.values(counts).reduce((sum, number) => sum + number, 0)
}
