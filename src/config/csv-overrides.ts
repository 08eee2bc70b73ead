import { counted } from '../model/counted.ts'
import { type Diagnostic, diagnostic } from '../model/diagnostic.ts'
import { ITEM_ID, SHOP } from '../model/edge-names.ts'
import type { Position } from '../model/position.ts'
import type { JsonSchema } from '../model/provider.ts'
import { type Cell, readCsv } from './csv.ts'
import type { OverridesFile } from './generated/overrides.ts'
import { type Path, type Problem, problemAt } from './problem.ts'
import { readText } from './read-text.ts'
import { schemaProblems } from './schemas.ts'
import { CONTROL_HINT, controlMessage, oneOf, quotedKey, suggestion } from './words.ts'
import { type ReadFile, unreadable } from './yaml-file.ts'

const COLUMNS = [ITEM_ID, SHOP, 'source', 'canonical', 'parent', 'keep', 'ignore', 'reason'] as const
type Column = (typeof COLUMNS)[number]

/** Reads overrides from a CSV file; everything that is wrong becomes a diagnostic at its cell. */
export function readCsvOverrides(root: string, path: string, schema: JsonSchema): ReadFile<OverridesFile> {
  const source = readText(root, path)
  if (!source.ok) return unreadable(path, '', [source.problem])
  const { rows, between, diagnostics } = readCsv(path, source.text)
  const [header, ...records] = rows
  if (between !== 'commas') diagnostics.push(otherDelimiter(path, between))
  const table = new OverrideTable(path, diagnostics)
  const columns = table.columnsOf(header)
  if (columns === null) return unreadable(path, source.text, diagnostics)
  for (const record of records) table.add(record, columns)
  return table.finish(source.text, schema)
}

function otherDelimiter(file: string, between: string): Diagnostic {
  const message = `The fields are read as separated by ${between}.`
  return diagnostic({ severity: 'info', code: 'csv-delimiter', message, ...{ file, line: 1, column: 1 } })
}

class OverrideTable {
  private readonly path: string
  private readonly diagnostics: Diagnostic[]
  private readonly overrides = new Map<string, { [column: string]: unknown }>()
  /** Where things stand, by key of the override and then by column. */
  private readonly places = new Map<string, Map<string, Position>>()

  constructor(path: string, diagnostics: Diagnostic[]) {
    this.path = path
    this.diagnostics = diagnostics
  }

  columnsOf(header: Cell[] | undefined): (Column | null)[] | null {
    const first: Position = { file: this.path, line: 1, column: 1 }
    const hint = `The columns are ${oneOf(COLUMNS, 'and')}.`
    if (header === undefined) {
      this.report(first, { code: 'csv', message: 'the file is empty; its first line names the columns', hint })
      return null
    }
    // Without it this may be any file, a list of passwords too: then its first line is not shown around.
    if (!header.some(({ text }) => text.toLowerCase() === ITEM_ID)) {
      this.report(first, { code: 'missing-key', message: `the column ${JSON.stringify(ITEM_ID)} is missing`, hint })
      return null
    }
    return header.map(({ text, position }, index) => {
      const name = COLUMNS.find((column) => column === text.toLowerCase()) ?? null
      const message =
        name === null
          ? `unknown column ${quotedKey(text)}${suggestion(text, COLUMNS)}`
          : `the column ${name} stands there twice`
      const again = header.findIndex((cell) => cell.text.toLowerCase() === text.toLowerCase()) < index
      if (name === null || again) this.report(position, { code: 'unknown-key', message, hint })
      return again ? null : name
    })
  }

  add(record: Cell[], columns: (Column | null)[]): void {
    const start = record[0]?.position as Position
    const extra = record[columns.length]
    if (extra) {
      const message = `the record has ${counted(record.length, 'field')}; the first line names ${counted(columns.length, 'column')}`
      this.report(extra.position, {
        code: 'csv',
        message,
        hint: 'Put quotes around a field that holds what separates fields.',
      })
    }
    const cells = new Map<Column, Cell>()
    for (const [index, column] of columns.entries()) {
      const cell = record[index]
      if (cell !== undefined) this.checkCharacters(cell)
      if (column !== null && cell !== undefined && cell.text !== '') cells.set(column, cell)
    }
    const id = cells.get(ITEM_ID)
    if (id === undefined) {
      this.report(start, { code: 'missing-key', message: `the record names no ${ITEM_ID.toUpperCase()}` })
      return
    }
    const [source, shop] = [cells.get('source'), cells.get(SHOP)]
    if (source && !shop) {
      const message = `the record names source ${quotedKey(source.text)} and no ${SHOP}`
      this.report(source.position, {
        code: 'missing-key',
        message,
        hint: `An item of a source is in one ${SHOP} of it.`,
      })
      return
    }
    const names = [source, shop, id].flatMap((cell) => (cell ? [cell.text] : []))
    this.place(names.join('/'), id, cells)
  }

  /** Nobody sees them, and a SKU with one is another SKU. A reason may have several lines. */
  private checkCharacters({ text, position }: Cell): void {
    const control = /[^\P{Cc}\n\r\t]/u.exec(text)?.[0]
    if (control === undefined) return
    this.report(position, { code: 'control-character', message: controlMessage(control), hint: CONTROL_HINT })
  }

  finish(text: string, schema: JsonSchema): ReadFile<OverridesFile> {
    const { data, problems, more } = schemaProblems<OverridesFile>(schema, {
      version: 1,
      overrides: Object.fromEntries(this.overrides),
    })
    const wrong = problems.map(({ path, part: _, ...problem }) => problemAt(this.position(path), problem))
    const position = (path: Path) => this.position(path)
    const has = ([, key, column]: Path): boolean => {
      const places = this.places.get(String(key))
      return places !== undefined && (column === undefined || places.has(String(column)))
    }
    return { file: { path: this.path, data, position, has }, text, diagnostics: [...this.diagnostics, ...wrong], more }
  }

  private place(key: string, id: Cell, cells: Map<Column, Cell>): void {
    if (this.places.has(key)) {
      this.report(id.position, { code: 'yaml', message: `the key ${quotedKey(key)} is given twice` })
      return
    }
    const places = new Map([['', id.position]])
    const override: { [column: string]: unknown } = {}
    for (const [column, cell] of cells) {
      if (column === ITEM_ID || column === SHOP || column === 'source') continue
      places.set(column, cell.position)
      override[column] = this.valueOf(column, cell)
    }
    this.places.set(key, places)
    this.overrides.set(key, override)
  }

  private valueOf(column: Column, { text }: Cell): unknown {
    if (column === 'keep') return text.split(/[\s,;|]+/).filter((label) => label !== '')
    const yes = text.toLowerCase()
    if (column === 'ignore' && (yes === 'true' || yes === 'false')) return yes === 'true'
    return text
  }

  private position([, key, column]: Path): Position {
    const places = this.places.get(String(key))
    return places?.get(String(column ?? '')) ?? places?.get('') ?? { file: this.path, line: 1, column: 1 }
  }

  private report(position: Position, problem: Problem): void {
    this.diagnostics.push(problemAt(position, problem))
  }
}
