import { type Connection, connectionOf, type PageArgs } from '../connection.ts'
import type { Call } from '../domain.ts'
import type { Filter } from '../search/filters.ts'
import { finds } from '../search/index.ts'
import { parseQuery } from '../search/parse.ts'
import { numberOf } from '../store/store.ts'
import { operationsIn } from './operations.ts'
import { type BulkView, view } from './view.ts'

const FILTERS: { [field: string]: Filter } = {
  id: 'id',
  status: 'word',
  operation_type: 'word',
  created_at: 'time',
}

/** Operations of the app as they are now: no search is late here. */
export function searchOperations(call: Call, args: PageArgs & { query?: string | null }): Connection<BulkView> {
  const rows = [...operationsIn(call.store).values()].map((operation) => view(operation, call.world))
  const { query } = args
  if (!query?.trim()) return connectionOf(rows, { args, call })
  const parsed = parseQuery(query)
  return connectionOf(
    rows.filter((row) => finds(documentOf(row), parsed, FILTERS)),
    { args, call },
  )
}

function documentOf({ id, status, type, createdAt }: BulkView): { [field: string]: readonly string[] } {
  return { id: [String(numberOf(id))], status: [status], operation_type: [type], created_at: [createdAt] }
}
