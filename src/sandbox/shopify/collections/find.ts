import { type Connection, connectionOf, type PageArgs } from '../connection.ts'
import type { Call } from '../domain.ts'
import type { Filters } from '../search/filters.ts'
import { searchedIn } from '../search/index.ts'
import type { Product } from '../store/records.ts'
import type { Documents } from '../store/search-index.ts'
import { numberOf, type Store } from '../store/store.ts'
import { type Collection, collectionsOf } from './record.ts'

export interface CollectionsArgs extends PageArgs {
  query?: string | null
  sortKey?: string
}

const KEYS: { readonly [sortKey: string]: (row: Collection) => string } = {
  TITLE: ({ title }) => title.toLowerCase(),
  UPDATED_AT: ({ updatedAt }) => updatedAt,
}

/** Those of the rows that a query finds. */
export function collectionsPage(rows: Iterable<Collection>, args: CollectionsArgs, call: Call): Connection<Collection> {
  const sortedBy = KEYS[args.sortKey ?? '']
  const found = searchedIn(call, rows, { typenames: ['Collection'], query: args.query, path: 'collections' })
  return connectionOf(found, { args, call, ...(sortedBy && { sortedBy }) })
}

/** What searches know of a collection, and of a product by its collections. */
export const COLLECTION_DOCUMENTS: Documents<Store> = {
  Collection: ({ id, title, handle, rules, updatedAt }: Collection) => ({
    id: [String(numberOf(id))],
    title: [title],
    handle: [handle],
    collection_type: [rules === null ? 'custom' : 'smart'],
    updated_at: [updatedAt],
  }),
  Product: (product: Product, store) => ({
    collection_id: collectionsOf(store, product).map(({ id }) => String(numberOf(id))),
  }),
}

export const COLLECTION_FILTERS: Filters = {
  Collection: { id: 'id', title: 'text', handle: 'word', collection_type: 'word', updated_at: 'time' },
  Product: { collection_id: 'id' },
}
