import { canonicalJson, type Json, type JsonObject } from '../../model/json.ts'
import type { SimResponse } from '../http.ts'
import { seededRandom, shuffled } from '../random.ts'
import { isObject, refuse, refuseSchema } from './answers.ts'
import { bodyOf, type Call } from './call.ts'
import { compileTest, type FieldType, OPERATORS, type Test } from './operators.ts'
import { type Condition, readSearch, refuseFilter, type SearchQuery } from './search-body.ts'
import type { Table } from './table.ts'

/** A field that can be filtered and ordered by; an empty value is `undefined`, times are milliseconds. */
export interface Field<T> {
  type: FieldType
  value: (row: T) => Json | undefined
}

export type Fields<T> = { [name: string]: Field<T> }

export function ownField<T>(fields: Fields<T>, name: string): Field<T> | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined
}

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

export function runSearch<T extends { readonly id: string }>(call: Call, searchable: Searchable<T>): SimResponse {
  const body = bodyOf(call)
  const query = readSearch(body, searchable.maxPageSize)
  checkColumns(query, searchable)
  const keep = compileGroups(query, searchable)
  const compare = compileOrder(query, searchable)
  const narrowed = searchable.narrow?.(query) ?? null
  const key = canonicalJson([
    searchable.key ?? '',
    body.filters ?? null,
    body.relationship_filters ?? null,
    query.order,
  ])
  const select = (rows: readonly T[]) => {
    const matches = rows.filter((row) => keep(row) && (searchable.also?.(row) ?? true))
    return compare ? matches.sort(compare) : matches
  }
  const matches = narrowed ? select(narrowed) : searchable.table.find(key, select)
  if (query.order !== null && matches.length > call.settings.orderedCap) {
    refuse(428, `Ordered searches are limited to ${call.settings.orderedCap} results: remove the order or filter more`)
  }
  const rows =
    query.order === null && call.settings.unstableOrder
      ? shuffled(matches, seededRandom(call.store.nextShuffle()))
      : matches
  const start = (query.page - 1) * query.pageSize
  const data = rows.slice(start, start + query.pageSize).map((row) => searchable.row(row, query.columns))
  const { page, pageSize: page_size, order } = query
  const pagination = { page, page_size, order, count: matches.length, total_count: searchable.table.size }
  return { status: 200, body: { data, pagination } }
}

/** Rows of a search over records whose view holds every column under its own name. */
export function pick(view: JsonObject, always: string[], columns: string[]): JsonObject {
  const row: JsonObject = {}
  for (const column of new Set([...always, ...columns])) {
    const value = view[column]
    if (value !== undefined && value !== null && value !== '') row[column] = value
  }
  return row
}

function checkColumns<T extends { readonly id: string }>(query: SearchQuery, searchable: Searchable<T>): void {
  const counted = query.columns.filter((column) => column !== 'id' && column !== 'sku')
  const cap = searchable.maxColumns ?? Number.POSITIVE_INFINITY
  if (counted.length > cap) {
    refuseSchema({ field: 'schema', msg: `columns limit exceeded, current limit is ${cap}` })
  }
  const unknown = query.columns.filter((column) => !searchable.hasColumn(column))
  if (unknown.length > 0) refuseSchema(...unknown.map((field) => ({ field, msg: 'unknown field' })))
}

function compileGroups<T extends { readonly id: string }>(
  query: SearchQuery,
  searchable: Searchable<T>,
): (row: T) => boolean {
  if (query.groups.length === 0) return () => true
  const groups = query.groups.map((group) => group.map((condition) => compileCondition(condition, searchable)))
  return (row) => groups.some((tests) => tests.every((test) => test(row)))
}

function compileCondition<T extends { readonly id: string }>(
  condition: Condition,
  searchable: Searchable<T>,
): (row: T) => boolean {
  if (condition.operator === 'text_search') return compileTextSearch(condition, searchable)
  const field = fieldNamed(condition.field, searchable)
  if (!OPERATORS[field.type].includes(condition.operator)) {
    const allowed = OPERATORS[field.type].join(', ')
    refuseFilter(String(condition.field), `operator ${condition.operator} is not allowed, use one of: ${allowed}`)
  }
  const test: Test | string = compileTest(field.type, condition.operator, condition.value)
  if (typeof test === 'string') refuseFilter(String(condition.field), test)
  return (row) => test(field.value(row))
}

function compileTextSearch<T extends { readonly id: string }>(
  { field, value }: Condition,
  searchable: Searchable<T>,
): (row: T) => boolean {
  if (!Array.isArray(field) || field.length === 0) refuseFilter('text_search', 'field must be a list of fields')
  const fields = field.map((name) => fieldNamed(name, searchable))
  const test = compileTest('text', 'like', value)
  if (typeof test === 'string') refuseFilter('text_search', test)
  return (row) => fields.some(({ value: read }) => test(read(row)))
}

function fieldNamed<T extends { readonly id: string }>(name: Json | undefined, searchable: Searchable<T>): Field<T> {
  const known = typeof name === 'string' ? searchable.field(name) : undefined
  return known ?? refuseFilter(String(isObject(name) ? 'field' : name), `Field '${name}' doesn't exist`)
}

function compileOrder<T extends { readonly id: string }>(
  { order }: SearchQuery,
  searchable: Searchable<T>,
): ((one: T, other: T) => number) | null {
  if (order === null) return null
  const descending = order.startsWith('-')
  const name = descending ? order.slice(1) : order
  const field = searchable.field(name) ?? refuseSchema({ field: 'order', msg: `Field '${name}' doesn't exist` })
  const sign = descending ? -1 : 1
  return (one, other) => sign * compareValues(field.value(one), field.value(other))
}

function compareValues(one: Json | undefined, other: Json | undefined): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other
  const texts = [one, other].map((value) => (value === undefined ? '' : String(value).toLowerCase()))
  const [left = '', right = ''] = texts
  return left < right ? -1 : left > right ? 1 : 0
}
