import type { Json, JsonObject } from '../../model/json.ts'
import { isObject } from './answers.ts'
import type { FieldType } from './operators.ts'
import { refuseFilter, type SearchQuery } from './search-body.ts'
import type { Table } from './table.ts'

/** A field that can be filtered and ordered by; an empty value is `undefined`, times are milliseconds. */
export interface Field<T> {
  type: FieldType
  value: (row: T) => Json | undefined
}

/** By name. */
export type Fields<T> = { [name: string]: Field<T> }

/** Names that every object has are no fields. */
export function ownField<T>(fields: Fields<T>, name: string): Field<T> | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined
}

/** What searches of one kind of record have of their own. */
export interface Searchable<T extends { readonly id: string }> {
  table: Table<T>
  field: (name: string) => Field<T> | undefined
  hasColumn: (name: string) => boolean
  /** Columns beside `id` and `sku`; absent: no cap. */
  maxColumns?: number
  maxPageSize: number
  row: (row: T, columns: string[]) => JsonObject
  /** What beside the body decides which rows match. */
  key?: string
  /** A condition beside `filters`. */
  also?: (row: T) => boolean
  /** The only rows that can match, when that is known without looking at all of them. */
  narrow?: (query: SearchQuery) => T[] | null
}

/** The field that a condition names; anything else is refused. */
export function fieldNamed<T extends { readonly id: string }>(
  name: Json | undefined,
  searchable: Searchable<T>,
): Field<T> {
  const known = typeof name === 'string' ? searchable.field(name) : undefined
  return known ?? refuseFilter(String(isObject(name) ? 'field' : name), `Field '${name}' doesn't exist`)
}
