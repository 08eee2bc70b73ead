import { canonicalJson } from '../../model/json.ts'
import type { SimResponse } from '../http.ts'
import { seededRandom, shuffled } from '../random.ts'
import { refuse } from './answers.ts'
import { bodyOf, type Call } from './call.ts'
import { readSearch } from './search-body.ts'
import { checkColumns } from './search-columns.ts'
import { compileGroups } from './search-conditions.ts'
import { compileOrder } from './search-order.ts'
import type { Searchable } from './searchable.ts'

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
