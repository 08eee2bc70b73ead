import type { Json } from '../../model/json.ts'

/** One record of a file. */
export interface Row {
  /** Where it begins; 1-based. */
  line: number
  /** By column, in the order of the file; empty cells are `null`. */
  values: ReadonlyMap<string, Json>
}

/** A record that cannot be used, as the rest of a sentence. */
export interface BrokenRow {
  line: number
  problem: string
}

export interface Table {
  /** For people: `CSV with ;`. */
  form: string
  /** Of a file that names its columns once; `null` where every row does. */
  columns: readonly string[] | null
  rows: AsyncIterable<Row | BrokenRow>
}
