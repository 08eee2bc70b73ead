import type { Diagnostic } from '../model/diagnostic.ts'
import type { Position } from '../model/settings.ts'
import { type Problem, problemAt } from './problem.ts'

/** One field of a CSV file, with where it begins. */
export interface Cell {
  text: string
  position: Position
}

export interface CsvText {
  /** Records without the empty lines between them; the first is the header. */
  rows: Cell[][]
  diagnostics: Diagnostic[]
}

/** Reads CSV as RFC 4180 has it: quotes around fields, doubled inside, line breaks within, CRLF or LF between records. */
export function readCsv(file: string, text: string): CsvText {
  const reader = new CsvReader(file, text)
  const rows: Cell[][] = []
  while (!reader.ended) {
    const row = reader.record()
    if (row.length > 1 || row[0]?.text !== '') rows.push(row)
  }
  return { rows, diagnostics: reader.diagnostics }
}

class CsvReader {
  readonly diagnostics: Diagnostic[] = []
  private readonly file: string
  private readonly text: string
  private offset = 0
  private line = 1
  private lineStart = 0

  constructor(file: string, text: string) {
    this.file = file
    this.text = text
  }

  get ended(): boolean {
    return this.offset >= this.text.length
  }

  record(): Cell[] {
    const cells = [this.cell()]
    while (this.text[this.offset] === ',') {
      this.offset += 1
      cells.push(this.cell())
    }
    this.lineBreak()
    return cells
  }

  private cell(): Cell {
    const position = this.position()
    const text = this.text[this.offset] === '"' ? this.quoted(position) : this.plain()
    return { text: text.trim(), position }
  }

  private plain(): string {
    const start = this.offset
    while (!this.ended && !/[,\r\n]/.test(this.text[this.offset] ?? '')) this.offset += 1
    return this.text.slice(start, this.offset)
  }

  private quoted(position: Position): string {
    let value = ''
    this.offset += 1
    for (;;) {
      const end = this.text.indexOf('"', this.offset)
      if (end < 0) {
        this.report(position, 'the quote that begins here is never closed')
        this.offset = this.text.length
        return value
      }
      const part = this.text.slice(this.offset, end)
      this.countLines(part)
      value += part
      this.offset = end + 1
      if (this.text[this.offset] !== '"') break
      value += '"'
      this.offset += 1
    }
    const after = this.position()
    if (this.plain().trim() !== '') this.report(after, 'a quoted field ends with its quote; text follows it here')
    return value
  }

  private countLines(part: string): void {
    for (let at = part.indexOf('\n'); at >= 0; at = part.indexOf('\n', at + 1)) {
      this.line += 1
      this.lineStart = this.offset + at + 1
    }
  }

  private lineBreak(): void {
    if (this.text[this.offset] === '\r') this.offset += 1
    if (this.text[this.offset] === '\n') this.offset += 1
    this.line += 1
    this.lineStart = this.offset
  }

  private position(): Position {
    return { file: this.file, line: this.line, column: this.offset - this.lineStart + 1 }
  }

  private report(position: Position, message: string): void {
    const problem: Problem = { code: 'csv', message, hint: 'Quotes inside a quoted field are doubled: "".' }
    this.diagnostics.push(problemAt(position, problem))
  }
}
