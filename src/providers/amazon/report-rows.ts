import { isAsin } from './asin.ts'
import type { Columns } from './report-columns.ts'

/** A line of the report with as many cells as the header, or one that could not be made so. */
export type Row = { cells: string[] } | { broken: string[] }

const MOST_LINES = 50

export interface Table {
  /** Cells of the header. */
  width: number
  columns: Columns
}

/**
 * Rows of a tab-delimited text without quoting, from its lines in batches. A text with a line feed in it goes on in the
 * next line; one with a tab is mended where only one reading makes sense.
 */
export async function* assembleRows(batches: AsyncIterable<string[]>, table: Table): AsyncGenerator<Row[]> {
  let lines: string[] = []
  for await (const batch of batches) {
    lines = lines.concat(batch.filter((line) => line.trim() !== ''))
    // A row may go on in lines that are not there yet.
    const { rows, used } = assemble(lines, lines.length - MOST_LINES, table)
    lines = lines.slice(used)
    yield rows
  }
  yield assemble(lines, lines.length, table).rows
}

/** The rows that begin before the given line. */
function assemble(lines: string[], before: number, { width, columns }: Table): { rows: Row[]; used: number } {
  const rows: Row[] = []
  let next = 0
  while (next < before) {
    const { cells, used } = gather(lines, next, width)
    next += used
    if (cells.length === width) rows.push({ cells })
    else if (cells.length < width) rows.push(padded(cells, width, columns))
    else rows.push(merged(cells, width, columns))
  }
  return { rows, used: next }
}

/** One line, with those that follow where together they have exactly the cells of a row. */
function gather(lines: string[], start: number, width: number): { cells: string[]; used: number } {
  const first = cellsOf(lines[start] ?? '')
  let cells = first
  for (let used = 1; cells.length < width && used < MOST_LINES; used += 1) {
    const line = lines[start + used]
    if (line === undefined) break
    const more = cellsOf(line)
    // One cell before a whole row is the beginning of that row's first text.
    if (more.length === width && cells.length > 1) break
    cells = [...cells.slice(0, -1), `${cells.at(-1)} ${more[0]}`.trim(), ...more.slice(1)]
    if (cells.length === width) return { cells, used: used + 1 }
  }
  return { cells: first, used: 1 }
}

export function cellsOf(line: string): string[] {
  return line.split('\t').map((cell) => cell.trim())
}

/** Empty cells at the end may be missing; what lacks others says nothing that can be believed. */
function padded(cells: string[], width: number, columns: Columns): Row {
  const whole = [...cells, ...Array<string>(width - cells.length).fill('')]
  return makesSense(whole, columns) ? { cells: whole } : { broken: cells }
}

function merged(cells: string[], width: number, columns: Columns): Row {
  const extra = cells.length - width
  const readings = [columns.name, columns.description, columns.note]
    .filter((place) => place >= 0)
    .map((place) => [
      ...cells.slice(0, place),
      cells.slice(place, place + extra + 1).join(' '),
      ...cells.slice(place + extra + 1),
    ])
    .filter((reading) => makesSense(reading, columns))
  const facts = new Set(readings.map((reading) => JSON.stringify(factsOf(reading, columns))))
  const [first] = readings
  return first !== undefined && facts.size === 1 ? { cells: first } : { broken: cells }
}

function factsOf(cells: string[], { asin, product, type, sku, status }: Columns): (string | undefined)[] {
  return [cells[asin], cells[product], cells[type], cells[sku], cells[status]]
}

/** What names the listing is of the form that it must have. */
function makesSense(cells: string[], { asin, product, type, sku }: Columns): boolean {
  const named = cells[asin] ?? ''
  const kind = cells[type] ?? ''
  if (sku >= 0 && cells[sku] === '') return false
  if (type >= 0 && !['', '1', '2', '3', '4'].includes(kind)) return false
  if (asin >= 0 && named !== '' && !isAsin(named)) return false
  const other = cells[product] ?? ''
  if (kind === '1' && other !== '' && !isAsin(other)) return false
  return isAsin(named) || isAsin(other) || (kind !== '' && kind !== '1' && other !== '')
}
