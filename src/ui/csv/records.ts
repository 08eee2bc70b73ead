import { visible } from '../visible.ts'

/** A number is written as it is: no spreadsheet makes a formula of it. */
export type Cell = string | number

/** Spreadsheets run what begins like a formula, also in full-width characters and after blanks. */
const FORMULA = /^\s*[=+@\uff1d\uff0b\uff0d\uff20-]/
/** Some take other separators for theirs. */
const QUOTED = /[",;|]|^\s|\s$/

/** One field: on one line, with nothing hidden in it, and never a formula. */
function field(cell: Cell): string {
  const text = guarded(cell)
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** What a spreadsheet shows of it. */
export function guarded(cell: Cell): string {
  if (typeof cell === 'number') return String(cell)
  const text = visible(cell)
  return FORMULA.test(text) ? `'${text}` : text
}

const PIECE = 1 << 16

/** Records as RFC 4180 has them, in pieces that are worth writing. */
export function* csvText(records: Iterable<Cell[]>): Generator<string> {
  let piece = ''
  for (const record of records) {
    piece += `${record.map(field).join(',')}\r\n`
    if (piece.length < PIECE) continue
    yield piece
    piece = ''
  }
  yield piece
}
