import type { Call, Domain } from '../domain.ts'
import { apiError } from '../errors.ts'
import { definitionOf } from '../metafields/table.ts'
import type { Documents, SearchDocument } from '../store/search-index.ts'
import type { Store } from '../store/store.ts'
import type { Filter } from './filters.ts'
import { matchesTerm, type Term, timeIn } from './match.ts'
import { parseQuery, type Query } from './parse.ts'

interface Wanted {
  /** Of one kind, or of several that are searched as one. */
  typenames: readonly string[]
  query: string | null | undefined
  /** The root field, for what is said about the search. */
  path: string
}

/** From which version on a filter by a metafield that is not enabled for it is an error; before it finds everything. */
const STRICT_METAFIELDS = '2026-10'

/**
 * Ids of what a query finds, which may be late; null: there is no query, and everything is there.
 * A filter that there is none of finds everything, and a warning says so. @throws for a time that is none
 */
export function searched(call: Call, { typenames, query, path }: Wanted): Set<string> | null {
  if (query === null || query === undefined || query.trim() === '') return null
  const filters = filtersOf(call, typenames)
  const parsed = parseQuery(query)
  const unknown = new Set<string>()
  const known = checked(call, parsed, { filters, unknown, ownerType: ownerTypeOf(typenames) })
  if (unknown.size > 0) note(call, { unknown, path, query })
  const found = new Set<string>()
  for (const typename of typenames) {
    for (const [id, document] of call.store.index.entries(typename)) {
      if (finds(document, known, filters)) found.add(id)
    }
  }
  return found
}

/** The rows of a table that a query finds. */
export function searchedIn<T extends { readonly id: string }>(
  call: Call,
  rows: Iterable<T>,
  wanted: Wanted,
): Iterable<T> {
  const ids = searched(call, wanted)
  return ids === null ? rows : [...rows].filter(({ id }) => ids.has(id))
}

function filtersOf({ world }: Call, typenames: readonly string[]): { [field: string]: Filter } {
  const known = world.domains.flatMap(({ filters = {} }) => typenames.map((typename) => filters[typename] ?? {}))
  return Object.assign({}, ...known)
}

function ownerTypeOf([typename = '']: readonly string[]): string {
  return typename === 'ProductVariant' ? 'PRODUCTVARIANT' : typename.toUpperCase()
}

interface Known {
  filters: { [field: string]: Filter }
  /** Filled. */
  unknown: Set<string>
  ownerType: string
}

const EVERYTHING: Query = { kind: 'and', of: [] }

/** The query without filters that there are none of: they find everything. */
function checked(call: Call, query: Query, known: Known): Query {
  if (query.kind === 'not') {
    const of = checked(call, query.of, known)
    return of === EVERYTHING ? EVERYTHING : { kind: 'not', of }
  }
  if (query.kind !== 'term') return { kind: query.kind, of: query.of.map((one) => checked(call, one, known)) }
  return checkedTerm(call, query, known)
}

function checkedTerm(call: Call, term: Term, { filters, unknown, ownerType }: Known): Query {
  const { field } = term
  if (field === null) return term
  if (field.startsWith('metafields.')) {
    if (isFilterable(call, field, ownerType)) return term
    if (call.version >= STRICT_METAFIELDS) {
      throw apiError('BAD_REQUEST', `The metafield of the filter \`${field}\` is not enabled for filtering.`)
    }
    return EVERYTHING
  }
  if (filters[field] === 'time' && term.value !== '*') timeIn(term.value, field)
  if (field in filters) return term
  unknown.add(field)
  return EVERYTHING
}

function isFilterable({ store }: Call, field: string, ownerType: string): boolean {
  const [, namespace = '', key = ''] = field.split('.')
  return definitionOf(store, { ownerType, namespace, key })?.adminFilterable ?? false
}

function note(call: Call, { unknown, path, query }: { unknown: Set<string>; path: string; query: string }): void {
  const warnings = [...unknown].map((field) => ({
    field,
    message: 'Invalid search field for this query.',
    code: 'invalid_field',
  }))
  call.searches.push({ path: [path], query, warnings })
}

/** Whether a document is found by a query whose filters are all known. */
export function finds(document: SearchDocument, query: Query, filters: { [field: string]: Filter }): boolean {
  switch (query.kind) {
    case 'and':
      return query.of.every((one) => finds(document, one, filters))
    case 'or':
      return query.of.some((one) => finds(document, one, filters))
    case 'not':
      return !finds(document, query.of, filters)
    default:
      return matchesTerm(document, query, filters)
  }
}

/** What searches know of each kind, from all domains that say something of it. */
export function documentsOf(domains: readonly Domain[]): Documents<Store> {
  const kinds = new Set(domains.flatMap(({ documents = {} }) => Object.keys(documents)))
  return Object.fromEntries(
    [...kinds].map((kind) => {
      const makers = domains.flatMap(({ documents = {} }) => documents[kind] ?? [])
      return [kind, (record: never, store: Store) => Object.assign({}, ...makers.map((make) => make(record, store)))]
    }),
  )
}
