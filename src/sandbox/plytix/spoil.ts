import type { JsonObject } from '../../model/json.ts'
import { parseJsonBody, type SimRequest, type SimResponse } from '../http.ts'
import { isObject } from './answers.ts'
import type { PlytixFault } from './fault-options.ts'

/** What an answer becomes by a fault that leaves it a success. */
export function spoil(answer: SimResponse, fault: PlytixFault, request: SimRequest): SimResponse {
  const { body } = answer
  if (!isObject(body) || !Array.isArray(body.data)) return answer
  const rows = body.data as unknown[]
  const pagination = isObject(body.pagination) ? body.pagination : {}
  switch (fault.effect) {
    case 'no-list':
      return { ...answer, body: withoutList(body) }
    case 'no-id':
      return { ...answer, body: { ...body, data: rows.map(withoutId) } }
    case 'count':
      return { ...answer, body: { ...body, pagination: { ...pagination, count: fault.count ?? null } } }
    case 'repeat':
      return { ...answer, body: { ...body, data: filled(rows, pageSizeOf(request)) } }
    default:
      return answer
  }
}

/** The same search for its first page. */
export function firstPageOf(request: SimRequest): SimRequest {
  const body = searchOf(request)
  const pagination = isObject(body.pagination) ? body.pagination : {}
  return { ...request, body: JSON.stringify({ ...body, pagination: { ...pagination, page: 1 } }) }
}

function withoutList({ data: _data, ...rest }: JsonObject): JsonObject {
  return rest
}

function withoutId(row: unknown): unknown {
  if (!isObject(row)) return row
  const { id: _id, ...rest } = row
  return rest
}

function filled(rows: unknown[], size: number): unknown[] {
  return rows.length === 0 ? rows : Array.from({ length: size }, (_, index) => rows[index % rows.length])
}

function pageSizeOf(request: SimRequest): number {
  const { pagination } = searchOf(request)
  return isObject(pagination) && typeof pagination.page_size === 'number' ? pagination.page_size : 25
}

function searchOf({ body }: SimRequest): JsonObject {
  const parsed = parseJsonBody(body)
  return 'value' in parsed && isObject(parsed.value) ? parsed.value : {}
}
