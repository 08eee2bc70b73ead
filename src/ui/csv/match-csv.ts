import { ITEM_ID } from '../../model/edge-names.ts'
import type { MatchRecord, MatchReport } from '../../model/match-report.ts'
import { furtherOf, itemName } from '../words.ts'
import { type Cell, csvTable } from './records.ts'

const COLUMNS = [
  ...(['section', ITEM_ID, 'class', 'canonical_sku', 'method', 'value', 'canonical_value'] as const),
  ...(['candidates', 'code', 'message'] as const),
]

type Row = { [column in (typeof COLUMNS)[number]]?: Cell }

/** All listings for a spreadsheet: a row for each, with its product, or why it has none. */
export function matchCsv(report: MatchReport): Iterable<string> {
  return csvTable(COLUMNS, rowsOf(report))
}

function* rowsOf({ matches, ambiguous, unmatched }: MatchReport): Generator<Row> {
  for (const match of matches) yield matchRow(match)
  for (const entry of ambiguous) {
    const all = entry.candidates.map(({ sku, method, value }) => `${sku} (${method} ${value})`)
    const candidates = [...all, ...furtherOf(entry)].join(', ')
    yield { section: 'ambiguous', [ITEM_ID]: itemName(entry), candidates, code: entry.code }
  }
  for (const entry of unmatched) {
    const { class: group, near = [], code, message } = entry
    yield {
      section: 'unmatched',
      [ITEM_ID]: itemName(entry),
      class: group,
      candidates: [...near, ...furtherOf(entry)].join(', '),
      code,
      message,
    }
  }
}

function matchRow(match: MatchRecord): Row {
  const { canonical_sku, method, value, canonical_value, disagreed, guess } = match
  const against = [
    ...disagreed.map(({ method: other, value: said, sku }) => `${other} ${said}: ${sku}`),
    ...furtherOf(match),
  ].join('; ')
  const code = disagreed.length > 0 ? 'contradicted' : guess ? 'guess' : ''
  return {
    section: 'matched',
    [ITEM_ID]: itemName(match),
    class: match.class,
    ...{ canonical_sku, method, value, canonical_value, code, message: against },
  }
}
