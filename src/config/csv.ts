import { CsvError } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Position } from '../model/position.ts'
import { bytePlaces } from './byte-places.ts'
import { type Problem, problemAt } from './problem.ts'

/** One field of a CSV file, with where it begins. */
export interface Cell {
  text: string
  position: Position
}

export interface CsvText {
  /** Records without the empty lines between them; the first is the header. */
  rows: Cell[][]
  /** What stands between the fields, in words. */
  between: (typeof DELIMITERS)[number]['name']
  diagnostics: Diagnostic[]
}

/** What spreadsheets put between fields, by their language; the first is the usual one. */
const DELIMITERS = [
  { character: ',', name: 'commas' },
  { character: ';', name: 'semicolons' },
  { character: '\t', name: 'tabs' },
] as const

/**
 * Reads CSV as RFC 4180 has it: quotes around fields, doubled inside, line breaks within, CRLF or LF between records.
 * Between the fields stands whatever the first line has most of.
 */
export function readCsv(file: string, text: string): CsvText {
  const { character, name } = delimiterOf(text)
  const reader = new CsvReader(file, text)
  reader.read(character)
  const rows = reader.rows.filter((row) => row.length > 1 || row[0]?.text !== '')
  return { rows, between: name, diagnostics: reader.diagnostics }
}

function delimiterOf(text: string): (typeof DELIMITERS)[number] {
  const [header = ''] = text.trimStart().split(/[\r\n]/, 1)
  const unquoted = header.replace(/"[^"]*"/g, '')
  const counted = DELIMITERS.map((one) => ({ one, count: unquoted.split(one.character).length }))
  return counted.reduce((most, other) => (other.count > most.count ? other : most)).one
}

class CsvReader {
  readonly rows: Cell[][] = []
  readonly diagnostics: Diagnostic[] = []
  private readonly bytes: Buffer
  private readonly placeOf: (offset: number) => Position
  /** Of the record that is being read. */
  private cells: Cell[] = []
  /** Where the next field begins. */
  private start = 0

  constructor(file: string, text: string) {
    this.bytes = Buffer.from(text)
    this.placeOf = bytePlaces(file, this.bytes)
  }

  read(delimiter: string): void {
    try {
      parse(this.bytes, {
        delimiter,
        record_delimiter: ['\r\n', '\n', '\r'],
        // Both are mistakes that are told with their places, and the file is read on.
        relax_column_count: true,
        relax_quotes: true,
        cast: (_text, { bytes }) => this.take(bytes),
        on_record: (_record, { bytes }) => this.endRecord(bytes),
      })
    } catch (error) {
      if (!(error instanceof CsvError) || error.code !== 'CSV_QUOTE_NOT_CLOSED') throw error
      this.takeOpen()
    }
  }

  private take(end: number): void {
    const raw = this.bytes.toString('utf8', this.start, end)
    const position = this.placeOf(this.start)
    const quoted = raw.startsWith('"') ? raw.slice(0, closingQuote(raw) + 1) : ''
    if (quoted !== '' && raw.slice(quoted.length).trim() !== '') {
      const after = this.placeOf(this.start + Buffer.byteLength(quoted))
      this.report(after, 'a quoted field ends with its quote; text follows it here')
    }
    this.add(quoted === '' ? raw : undoubled(quoted.slice(1, -1)), position)
    this.start = end + 1
  }

  /** Up to the last quote, which is doubled, the field was meant to be one. */
  private takeOpen(): void {
    const position = this.placeOf(this.start)
    this.report(position, 'the quote that begins here is never closed')
    const rest = this.bytes.toString('utf8', this.start + 1)
    this.add(undoubled(rest.slice(0, rest.lastIndexOf('"') + 1)), position)
    this.endRecord(this.bytes.length)
  }

  private add(text: string, position: Position): void {
    this.cells.push({ text: text.trim(), position })
  }

  /** `null`: the parser need not keep it. */
  private endRecord(end: number): null {
    this.rows.push(this.cells)
    this.cells = []
    this.start = end
    return null
  }

  private report(position: Position, message: string): void {
    const problem: Problem = { code: 'csv', message, hint: 'Quotes inside a quoted field are doubled: "".' }
    this.diagnostics.push(problemAt(position, problem))
  }
}

function closingQuote(raw: string): number {
  let at = raw.indexOf('"', 1)
  while (raw[at + 1] === '"') at = raw.indexOf('"', at + 2)
  return at
}

function undoubled(text: string): string {
  return text.replaceAll('""', '"')
}
