import type { StatusReason, StatusReport } from '../../model/status-report.ts'
import { type Cell, csvTable } from './records.ts'

const COLUMNS = ['address', 'kind', 'key', 'status', 'because', 'code', 'at', 'field', 'message'] as const

type Row = { [column in (typeof COLUMNS)[number]]?: Cell }

/** How everything stands for a spreadsheet: a row for each reason, and one for what has none. */
export function statusCsv(report: StatusReport): Iterable<string> {
  return csvTable(COLUMNS, rowsOf(report))
}

function* rowsOf({ resources, others }: StatusReport): Generator<Row> {
  for (const { reasons, ...own } of resources) {
    if (reasons.length === 0) yield own
    for (const reason of reasons) yield { ...own, ...cellsOf(reason) }
  }
  for (const reason of others) yield { address: reason.address, status: reason.status, ...cellsOf(reason) }
}

function cellsOf({ status, code, address, field = '', message }: StatusReason): Row {
  return { because: status, code, at: address, field, message }
}
