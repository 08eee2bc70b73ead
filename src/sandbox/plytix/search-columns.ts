import type { JsonObject } from '../../model/json.ts'
import { refuseSchema } from './answers.ts'
import type { SearchQuery } from './search-body.ts'
import type { Searchable } from './searchable.ts'

/** Rows of a search over records whose view holds every column under its own name. */
export function pick(view: JsonObject, always: string[], columns: string[]): JsonObject {
  const row: JsonObject = {}
  for (const column of new Set([...always, ...columns])) {
    const value = view[column]
    if (value !== undefined && value !== null && value !== '') row[column] = value
  }
  return row
}

/** Refuses too many columns, and unknown ones. */
export function checkColumns<T extends { readonly id: string }>(query: SearchQuery, searchable: Searchable<T>): void {
  const counted = query.columns.filter((column) => column !== 'id' && column !== 'sku')
  const cap = searchable.maxColumns ?? Number.POSITIVE_INFINITY
  if (counted.length > cap) {
    refuseSchema({ field: 'schema', msg: `columns limit exceeded, current limit is ${cap}` })
  }
  const unknown = query.columns.filter((column) => !searchable.hasColumn(column))
  if (unknown.length > 0) refuseSchema(...unknown.map((field) => ({ field, msg: 'unknown field' })))
}
