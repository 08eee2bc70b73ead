import type { Json } from '../../model/json.ts'
import { problemOf, type Shape } from '../../model/shape.ts'
import { damaged } from './problems.ts'

export type Row = { [column: string]: unknown }

/** Takes values out of the rows of a table. What cannot have been written by this program ends the command by name. */
export class Cells {
  readonly #file: string
  readonly #table: string

  constructor(file: string, table: string) {
    this.#file = file
    this.#table = table
  }

  text(row: Row, column: string): string {
    const value = row[column]
    return typeof value === 'string' ? value : this.refuse(column, 'no text')
  }

  maybe(row: Row, column: string): string | null {
    return row[column] === null ? null : this.text(row, column)
  }

  count(row: Row, column: string): number {
    const value = row[column]
    return typeof value === 'number' && value >= 0 ? value : this.refuse(column, 'no number')
  }

  oneOf<T extends string>(row: Row, column: string, values: readonly T[]): T {
    const value = values.find((one) => one === row[column])
    return value ?? this.refuse(column, 'something that it never holds')
  }

  json<T = Json>(row: Row, column: string, shape: Shape): T {
    const value = this.#parse(row, column)
    const problem = problemOf(shape, value, column)
    return problem === null ? (value as T) : this.refuse(column, `something else than it should (${problem})`)
  }

  refuse(column: string, what: string): never {
    throw damaged(this.#file, `the column ${column} of its table ${this.#table} holds ${what}`)
  }

  #parse(row: Row, column: string): unknown {
    try {
      return JSON.parse(this.text(row, column))
    } catch (error) {
      if (error instanceof SyntaxError) return this.refuse(column, 'no whole JSON')
      throw error
    }
  }
}
