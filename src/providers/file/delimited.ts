import { Readable } from 'node:stream'
import { CsvError, type Info, parse } from 'csv-parse'
import { counted } from '../../model/counted.ts'
import { isTakenName } from '../../model/taken-names.ts'
import { collapse } from '../../model/text.ts'
import { refused } from './errors.ts'
import type { BrokenRow, Row, Table } from './rows.ts'

export interface DelimitedOptions {
  /** For messages. */
  path: string
  delimiter: string
  /** For people. */
  form: string
  /** Lines before the header. */
  skipped: number
  signal: AbortSignal
}

interface Record {
  record: string[]
  info: Info
}

/** Bytes; a quote that is never closed must not swallow a whole file. */
const LONGEST = 1 << 24

/** The rows of a text whose columns stand between delimiters, as RFC 4180 has it. @throws ConfigError */
export async function delimitedTable(text: AsyncIterable<string>, options: DelimitedOptions): Promise<Table> {
  const records = recordsOf(text, options)
  const head = await records.next()
  if (head.done) throw refused(options.path, { code: 'file-empty', problem: 'holds no rows', hint: 'Export it again.' })
  const columns = columnsOf(head.value.cells, options)
  return { form: options.form, columns, rows: rowsOf(records, columns) }
}

interface Cells {
  line: number
  cells: string[]
}

/** Records without the empty lines between them. */
async function* recordsOf(text: AsyncIterable<string>, options: DelimitedOptions): AsyncGenerator<Cells> {
  const { delimiter, skipped, signal } = options
  const parser = parse({
    delimiter,
    record_delimiter: '\n',
    info: true,
    // Told with their lines, and left out one by one.
    relax_column_count: true,
    max_record_size: LONGEST,
  })
  const input = Readable.from(text)
  input.on('error', (error) => parser.destroy(error))
  input.pipe(parser)
  let line = 1 + skipped
  try {
    for await (const { record, info } of parser as AsyncIterable<Record>) {
      signal.throwIfAborted()
      if (record.length > 1 || record[0]?.trim() !== '') yield { line, cells: record }
      line = info.lines + 1 + skipped
    }
  } catch (error) {
    throw error instanceof CsvError ? broken(error, { line, options }) : error
  } finally {
    input.destroy()
  }
}

function broken(error: CsvError, { line, options: { path, skipped } }: { line: number; options: DelimitedOptions }) {
  const unclosed = error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE'
  const at = unclosed ? line : Number(error.lines ?? line - skipped) + skipped
  return refused(path, {
    code: 'file-quotes',
    problem: unclosed
      ? `has a quote that is never closed; the row begins on line ${at}`
      : `has a quote in the middle of a value on line ${at}`,
    hint: 'A value that holds quotes stands in quotes itself, and those inside are doubled: "5"" pipe".',
    cause: error,
  })
}

/** Without the names of columns that cannot be read; `''` stands for a column that has none. @throws ConfigError */
function columnsOf(cells: string[], { path }: DelimitedOptions): string[] {
  const columns = cells.map(collapse)
  const twice = columns.find((name, index) => name !== '' && columns.indexOf(name) !== index)
  if (twice !== undefined) {
    const [first, second] = [columns.indexOf(twice), columns.lastIndexOf(twice)].map((index) => index + 1)
    const problem = `has two columns ${JSON.stringify(twice)} (the ${first}. and the ${second}.)`
    throw refused(path, { code: 'file-columns', problem, hint: 'Rename one of them.' })
  }
  const taken = columns.find(isTakenName)
  if (taken === undefined) return columns
  const problem = `has a column ${JSON.stringify(taken)}, a name that means something else inside the program`
  throw refused(path, { code: 'file-columns', problem, hint: 'Rename it.' })
}

async function* rowsOf(records: AsyncIterable<Cells>, columns: string[]): AsyncGenerator<Row | BrokenRow> {
  const width = columns.length
  for await (const { line, cells } of records) {
    if (cells.length !== width && !isPadded(cells, width)) {
      const problem = `has ${counted(cells.length, 'cell')} where the header has ${counted(width, 'column')}`
      yield { line, problem }
    } else if (cells.some((cell) => cell.trim() !== '')) {
      yield { line, values: valuesOf(cells, columns) }
    }
  }
}

/** Spreadsheets write empty cells behind a row that was once longer. */
function isPadded(cells: string[], width: number): boolean {
  return cells.length > width && cells.slice(width).every((cell) => cell.trim() === '')
}

function valuesOf(cells: string[], columns: string[]): Row['values'] {
  const values = new Map<string, string | null>()
  for (const [index, name] of columns.entries()) if (name !== '') values.set(name, cells[index] || null)
  return values
}
