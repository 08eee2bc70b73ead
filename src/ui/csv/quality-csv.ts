import { parseAddress } from '../../model/address.ts'
import type { QualityReport } from '../../model/quality-report.ts'
import { type Cell, csvTable } from './records.ts'
import { valueCell } from './values.ts'

const COLUMNS = [
  ...([
    'section',
    'at',
    'command',
    'rule',
    'field',
    'severity',
    'count',
    'items',
    'valid',
    'rejected',
    'rate',
  ] as const),
  ...(['key', 'path', 'value', 'message'] as const),
]

type Row = { [column in (typeof COLUMNS)[number]]?: Cell }

/** The quality of items for a spreadsheet: a row for each rule, each rejected item, each field, and each earlier plan. */
export function qualityCsv(report: QualityReport): Iterable<string> {
  return csvTable(COLUMNS, rowsOf(report))
}

function* rowsOf({ quality, rejected, refused, trend }: QualityReport): Generator<Row> {
  const { items, valid, rejected: lost, rate, rules, defaults } = quality
  yield { section: 'quality', items, valid, rejected: lost, rate }
  for (const { id, field, severity, count } of rules)
    yield { section: 'rules', rule: id, field: field ?? '', severity, count }
  for (const { address, rule, path, value, message } of rejected)
    yield { section: 'rejected', rule, key: parseAddress(address).key, path, value: valueCell(value), message }
  for (const { field, count, samples } of refused) yield { section: 'refused', field, count, message: samples[0] ?? '' }
  for (const [field, count] of Object.entries(defaults)) yield { section: 'defaults', field, count }
  for (const entry of trend) {
    const { at, command } = entry
    const figures = { items: entry.items, valid: entry.valid, rejected: entry.rejected, rate: entry.rate }
    yield { section: 'trend', at, command, ...figures }
    for (const { id, field, severity, count } of entry.rules)
      yield { section: 'trend', at, command, rule: id, field: field ?? '', severity, count }
  }
}
