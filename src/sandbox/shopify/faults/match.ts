import { type DocumentNode, parse } from 'graphql'
import { parseJsonBody, type SimRequest } from '../../http.ts'
import type { ShopifyCallKind, ShopifyFault } from './options.ts'

/** A call as faults see it, before anything is checked. */
export interface Strikable {
  kind: ShopifyCallKind
  /** Names of the root fields; none when the document cannot be read. */
  fields: string[]
}

/** Whether a fault is about a call; one that says neither what nor which kind is about none but those of the API. */
export function matches({ kind, field }: ShopifyFault, call: Strikable): boolean {
  if (field !== undefined && !call.fields.includes(field)) return false
  if (kind !== undefined) return kind === call.kind
  return call.kind === 'query' || call.kind === 'mutation'
}

/** What is called, by the address and the document; `null`: nothing that faults are about. */
export function strikable(request: SimRequest): Strikable | null {
  const { path } = request
  if (path === '/admin/oauth/access_token') return { kind: 'token', fields: [] }
  if (path.startsWith('/bulk/')) return { kind: 'download', fields: [] }
  if (path.startsWith('/staged')) return { kind: 'upload', fields: [] }
  return path.endsWith('/graphql.json') ? apiCall(request) : null
}

function apiCall({ body }: SimRequest): Strikable {
  const parsed = parseJsonBody(body)
  const sent = 'value' in parsed ? (parsed.value as { query?: unknown; operationName?: unknown } | null) : null
  const document = documentOf(sent?.query)
  const operations = (document?.definitions ?? []).filter((one) => one.kind === 'OperationDefinition')
  const operation = operations.find(({ name }) => name?.value === sent?.operationName) ?? operations[0]
  const selections = operation?.selectionSet.selections ?? []
  const fields = selections.flatMap((one) => (one.kind === 'Field' ? [one.name.value] : []))
  return { kind: operation?.operation === 'mutation' ? 'mutation' : 'query', fields }
}

function documentOf(query: unknown): DocumentNode | null {
  if (typeof query !== 'string') return null
  try {
    return parse(query, { noLocation: true })
  } catch {
    // What cannot be read is refused by the service itself.
    return null
  }
}
