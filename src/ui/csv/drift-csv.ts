import { parseAddress } from '../../model/address.ts'
import type { DriftReport } from '../../model/drift-report.ts'
import type { Blocked, Conflict, Drift } from '../../model/plan.ts'
import type { PlanSummary } from '../../model/plan-figures.ts'
import { type Cell, csvTable } from './records.ts'
import { bothCells, valueCell } from './values.ts'

const COLUMNS = [
  ...(['section', 'address', 'kind', 'key', 'field', 'last_written', 'live', 'desired'] as const),
  ...(['code', 'count', 'message'] as const),
]

type Row = { [column in (typeof COLUMNS)[number]]?: Cell }

/** Drift for a spreadsheet: a row for every value that people changed, then what else they did, and what was not covered. */
export function driftCsv(report: DriftReport): Iterable<string> {
  return csvTable(COLUMNS, rowsOf(report))
}

function* rowsOf({ drift, conflicts, deleted, renamed, definitions, changes, coverage }: DriftReport): Generator<Row> {
  for (const entry of drift) yield { ...movedRow('drift', entry), code: entry.decision }
  for (const entry of conflicts) yield { ...movedRow('conflicts', entry), code: entry.kind }
  for (const entry of [...deleted, ...renamed, ...definitions]) yield removedRow(entry)
  if (changes !== null) yield* changeRows(changes)
  for (const { of, code, count, message, hint } of coverage.gaps)
    yield { section: of, code, count, message: hint === null ? message : `${message} ${hint}` }
}

function movedRow(section: string, { address, field, last_written, live, desired }: Drift | Conflict): Row {
  const [before, after] = bothCells(last_written, live)
  return {
    section,
    address,
    ...parseAddress(address),
    field,
    last_written: before,
    live: after,
    desired: valueCell(desired),
  }
}

function removedRow({ address, code, message, hint }: Blocked): Row {
  return { section: code, address, ...parseAddress(address), code, message: `${message} ${hint}` }
}

function* changeRows({ by_kind }: PlanSummary): Generator<Row> {
  for (const [kind, actions] of Object.entries(by_kind))
    for (const [code, count] of Object.entries(actions)) yield { section: 'changes', kind, code, count }
}
