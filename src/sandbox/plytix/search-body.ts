import type { Json, JsonObject } from '../../model/json.ts'
import { isObject, refuseSchema } from './answers.ts'

export interface Condition {
  field: Json | undefined
  operator: string
  value: Json | undefined
}

export interface SearchQuery {
  columns: string[]
  /** Any of the groups, all conditions of a group; no groups: everything. */
  groups: Condition[][]
  page: number
  pageSize: number
  /** `-` in front: descending. */
  order: string | null
}

const UNDECODABLE = { field: 'filters', msg: 'Unable to decode filters properly' }

export function refuseFilter(field: string, msg: string): never {
  refuseSchema({ field, msg }, UNDECODABLE)
}

export function readSearch(body: JsonObject, maxPageSize: number): SearchQuery {
  const pagination = body.pagination ?? {}
  if (!isObject(pagination)) refuseSchema({ field: 'pagination', msg: 'Invalid input type.' })
  return {
    columns: readColumns(body.attributes ?? []),
    groups: readGroups(body.filters ?? []),
    page: readNumber(pagination, 'page', { fallback: 1, max: Number.MAX_SAFE_INTEGER }),
    pageSize: readNumber(pagination, 'page_size', { fallback: 25, max: maxPageSize }),
    order: readOrder(pagination.order ?? null),
  }
}

/** The nested lists of a filter, each item an object. */
export function readNested(value: Json): JsonObject[][] {
  if (!Array.isArray(value)) refuseSchema(UNDECODABLE)
  return value.map((group) => {
    if (!Array.isArray(group)) refuseSchema(UNDECODABLE)
    return group.map((item) => (isObject(item) ? item : refuseSchema(UNDECODABLE)))
  })
}

function readGroups(value: Json): Condition[][] {
  return readNested(value).map((group) =>
    group.map(({ field, operator, value: operand }) => {
      if (typeof operator !== 'string') refuseFilter('operator', 'Missing data for required field.')
      return { field, operator, value: operand }
    }),
  )
}

function readColumns(value: Json): string[] {
  if (!Array.isArray(value)) refuseSchema({ field: 'attributes', msg: 'Not a valid list.' })
  return value.map((column) =>
    typeof column === 'string' ? column : refuseSchema({ field: 'attributes', msg: 'Not a valid string.' }),
  )
}

function readNumber(from: JsonObject, field: string, { fallback, max }: { fallback: number; max: number }): number {
  const value = from[field] ?? fallback
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= max) return value
  refuseSchema({ field, msg: `Must be between 1 and ${max}.` })
}

function readOrder(order: Json): string | null {
  if (order === null || typeof order === 'string') return order || null
  refuseSchema({ field: 'order', msg: 'Not a valid string.' })
}
