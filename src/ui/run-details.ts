import type { Failure, OperationOutcome, RunResult } from '../model/run.ts'
import { lines, type Phrase, type Report, type Section, strong } from './report/report.ts'
import { failureLines } from './run-failures.ts'
import { outcomeCounts, spent } from './run-outcomes.ts'
import { callSection, paceLines } from './run-pace.ts'
import { type ListedRun, runRemarks } from './runs.ts'
import { count, moment } from './words.ts'

type Counts = RunResult['operations']

interface Details extends ListedRun, Pick<RunResult, 'systems' | 'operations_per_second' | 'process'> {
  plan_id: string
  calls: RunResult['calls']
  seconds: number
  failures: Failure[]
  outcomes: OperationOutcome[]
  units: { [unit: string]: Counts } | object
  plan: string
  resume: string | null
}

/** What can be done about it, each as it is typed. */
interface Commands {
  retry: string
  undo: string
}

/** One run: failures with what to do, what became of every operation, and the totals last. */
export function reviewRun(run: Details, commands: Commands): Report {
  const { run_id, status, started_at, plan, plan_id, operations } = run
  const title = `Run ${run_id}`
  return {
    title,
    ids: { plan_id },
    head: [[strong(`${title}: `), `${status}, begun ${moment(started_at)}.`], ...remarksOn(run), `Plan: ${plan}`],
    sections: [failed(run), outcomes(run), ...callSection(run)].filter(({ blocks }) => blocks.length > 0),
    closing: [
      ...unitsOf(run),
      `Calls: ${spent(run)}.`,
      ...paceLines(run, 0),
      ...next(run, commands),
      [strong(`Operations: ${outcomeCounts(operations)}.`)],
    ],
  }
}

function remarksOn(run: Details): Phrase[] {
  const text = runRemarks(run)
  return text === '' ? [] : [`It ${text.startsWith('superseded') ? `is ${text}` : text}.`]
}

function failed({ failures }: Details): Section {
  const blocks = failures.length === 0 ? [] : [lines(...failureLines(failures))]
  return { id: 'failures', title: count(failures.length, 'failure'), weight: 'alarm', blocks }
}

function outcomes({ outcomes: list }: Details): Section {
  const rows = list.map(({ id, outcome, left_out }) => [outcome, withLeftOut(id, left_out)])
  return {
    id: 'outcomes',
    title: count(list.length, 'operation'),
    weight: 'change',
    blocks: rows.length === 0 ? [] : [{ is: 'table', columns: ['Outcome', 'Operation'], rows, more: 0 }],
  }
}

function withLeftOut(id: string, leftOut: string[] = []): string {
  return leftOut.length === 0 ? id : `${id} (without ${leftOut.join(', ')})`
}

const UNITS: { [unit: string]: string } = {
  link_sources: 'Sources of links',
  link_pairs: 'Links (pairs)',
  unlink_pairs: 'Removed links (pairs)',
  images: 'Images (distinct)',
  image_references: 'Image references',
}

function unitsOf({ units }: Details): Phrase[] {
  return Object.entries(units as { [unit: string]: Counts })
    .filter(([, counts]) => total(counts) > 0)
    .map(([unit, counts]) => `${UNITS[unit] ?? unit}: ${outcomeCounts(counts)}.`)
}

function next({ operations, resume }: Details, { retry, undo }: Commands): Phrase[] {
  if (resume !== null) return [`To go on: ${resume}`]
  const bad = operations.failed + operations.skipped
  return [
    ...(bad > 0 && operations.pending === 0 ? [`To try what failed again: ${retry}`] : []),
    ...(operations.succeeded > 0 ? [`To plan putting back what it changed: ${undo}`] : []),
  ]
}

function total(counts: Counts): number {
  return Object.values(counts).reduce((sum, number) => sum + number, 0)
}
