import { visible } from '../visible.ts'

/** A number is written as it is: no spreadsheet makes a formula of it. */
export type Cell = string | number

/** Spreadsheets run what begins like a formula, also in full-width characters and after blanks. */
const FORMULA = /^\s*[=+@\uff1d\uff0b\uff0d\uff20-]/
/** Some take other separators for theirs. */
const QUOTED = /[",;|]|^\s|\s$/

/** What is in no need of anything: most of a plan. */
const PLAIN = /^[A-Za-z0-9_/][\w./:()[\]]*$/

/** One field: on one line, with nothing hidden in it, and never a formula. */
function field(cell: Cell): string {
  if (typeof cell === 'string' && PLAIN.test(cell)) return cell
  const text = guarded(cell)
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** What a spreadsheet shows of it. */
export function guarded(cell: Cell): string {
  if (typeof cell === 'number') return String(cell)
  if (PLAIN.test(cell)) return cell
  const text = visible(cell)
  return FORMULA.test(text) ? `'${text}` : text
}

/** A table under the names of its columns; what a row lacks is empty. */
export function csvTable<C extends string>(
  columns: readonly C[],
  rows: Iterable<{ [column in C]?: Cell }>,
): Generator<string> {
  return csvText(records(columns, rows))
}

function* records<C extends string>(
  columns: readonly C[],
  rows: Iterable<{ [column in C]?: Cell }>,
): Generator<Cell[]> {
  yield [...columns]
  for (const row of rows) yield columns.map((column) => row[column] ?? '')
}

const PIECE = 1 << 16

/** Records as RFC 4180 has them, in pieces that are worth writing. */
export function* csvText(records: Iterable<Cell[]>): Generator<string> {
  let piece = ''
  let [above, written]: [Cell[], string[]] = [[], []]
  for (const record of records) {
    // Rows of one operation have most of it in common.
    written = record.map((cell, at) => (cell === above[at] ? (written[at] as string) : field(cell)))
    above = record
    piece += `${written.join(',')}\r\n`
    if (piece.length < PIECE) continue
    yield piece
    piece = ''
  }
  yield piece
}
