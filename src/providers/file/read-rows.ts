import type { ItemFields } from '../../model/item.ts'
import type { Json } from '../../model/json.ts'
import { HIDDEN } from '../../model/json.ts'
import { shownCode } from '../../model/text.ts'
import { damageOf } from './codes.ts'
import type { Findings } from './findings.ts'
import { fieldsOf, type Mapping, mappingOf } from './mapping.ts'
import { CODE_FIELDS, RESERVED } from './names.ts'
import type { FileImage } from './pictures.ts'
import type { BrokenRow, Row } from './rows.ts'
import type { FileWants } from './source-settings.ts'

/** A row that has a key. */
export interface Entry {
  line: number
  key: string
  parent: string | null
  fields: ItemFields
}

const LONGEST_KEY = 400
const NO_IMAGES: FileImage[] = []

/** Makes entries of rows, and says what is odd about them. */
export class RowReader {
  readonly #wants: FileWants
  readonly #findings: Findings
  readonly #mapping: Mapping
  readonly #columns: readonly string[] | null
  readonly #clashes = new Set<string>()
  /** Rows that no entry was made of. */
  left = 0

  constructor(wants: FileWants, { findings, columns }: { findings: Findings; columns: readonly string[] | null }) {
    this.#wants = wants
    this.#findings = findings
    this.#mapping = mappingOf(wants)
    this.#columns = columns
  }

  read(row: Row | BrokenRow): Entry | null {
    if ('problem' in row) return this.#leaveOut(row.line, 'row-broken', `the row ${row.problem}`)
    const { key: column, parent } = this.#wants
    const key = keyText(row.values.get(column))
    const problem = keyProblem(key)
    if (problem !== null) return this.#leaveOut(row.line, 'row-without-key', `the key (column ${column}) ${problem}`)
    this.#checkCode(row, { scheme: 'sku', column })
    const fields = fieldsOf(row, this.#mapping, (name) => this.#clash(name, row.line))
    this.#checkCodes(row, fields)
    const images = this.#imagesOf(row)
    return {
      line: row.line,
      key: key as string,
      parent: parent === null ? null : keyText(row.values.get(parent)),
      fields: { ...fields, images },
    }
  }

  #leaveOut(line: number, code: string, problem: string): null {
    this.left += 1
    const hint = 'Correct it: the file counts as incomplete as long as rows are left out.'
    this.#findings.add({ code, message: `${problem}; the row is left out`, hint, line })
    return null
  }

  /** Told once: every row has the same columns. */
  #clash(column: string, line: number): void {
    if (this.#clashes.has(column)) return
    this.#clashes.add(column)
    const { key, parent, images, codes } = this.#wants
    if ([key, parent, ...images, ...Object.values(codes)].includes(column)) return
    const why = RESERVED.get(column) ?? 'is the name of something else here'
    const message = `the column ${column} is read as attributes.${column} only, since ${column} ${why}`
    const hint = 'Give it another name under columns: to read it by that.'
    this.#findings.add({ code: 'column-name', message, hint, line, column: this.#placeOf(column), severity: 'info' })
  }

  /** Codes that are lost are not there; those with marks around them are compared without. */
  #checkCodes(row: Row, fields: ItemFields): void {
    for (const [scheme, field] of Object.entries(CODE_FIELDS)) {
      const column = this.#mapping.fields.get(field) ?? field
      if (scheme === 'sku' && column === this.#wants.key) continue
      if (typeof fields[field] === 'string') fields[field] = (fields[field] as string).trim() || null
      if (this.#checkCode(row, { scheme, column })) fields[field] = null
    }
  }

  /** True when the code is lost. */
  #checkCode({ line, values }: Row, { scheme, column }: { scheme: string; column: string }): boolean {
    const cell = keyText(values.get(column))
    const damage = cell === null ? null : damageOf(scheme, cell)
    if (damage === null) return false
    const message = `column ${column}: ${damage.problem}${damage.lost ? '; no code is taken from it' : ''}`
    this.#findings.add({ code: 'code-damaged', message, hint: damage.hint, line, column: this.#placeOf(column) })
    return damage.lost
  }

  #imagesOf(row: Row): FileImage[] {
    const images = this.#wants.images.flatMap((column) => {
      const value = row.values.get(column) ?? null
      if (value === null) return NO_IMAGES
      const list = Array.isArray(value) ? value : [value]
      return list.flatMap((one, index) => {
        const slot = Array.isArray(value) ? `${column}.${index + 1}` : column
        if (typeof one === 'string') return one.trim() === '' ? [] : [{ slot, url: one.trim() }]
        const message = `column ${column} holds something else than addresses of images`
        const hint = 'Write an address, or a list of addresses.'
        this.#findings.add({ code: 'image-address', message, hint, line: row.line, column: this.#placeOf(column) })
        return []
      })
    })
    return images.length === 0 ? NO_IMAGES : images
  }

  #placeOf(column: string): number | null {
    const index = this.#columns?.indexOf(column) ?? -1
    return index < 0 ? null : index + 1
  }
}

function keyText(value: Json | undefined): string | null {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

function keyProblem(key: string | null): string | null {
  if (key === null) return 'is empty'
  if (key.search(HIDDEN) >= 0) return `holds characters that are not seen: ${shownCode(key).slice(0, 60)}`
  return key.length > LONGEST_KEY ? `has more than ${LONGEST_KEY} characters` : null
}
