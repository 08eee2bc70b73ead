import { type Connection, connectionOf, type PageArgs } from '../connection.ts'
import type { Call } from '../domain.ts'
import type { Filters } from '../search/filters.ts'
import { searchedIn } from '../search/index.ts'
import type { SearchDocument } from '../store/search-index.ts'
import { numberOf, type Store } from '../store/store.ts'
import type { ShopFile } from './record.ts'
import { filesIn, usersOf } from './shelf.ts'

/** What a search knows of a file: contract, §6. */
export function fileDocument(file: ShopFile, store: Store): SearchDocument {
  return {
    id: [String(numberOf(file.id))],
    filename: [file.name],
    media_type: [file.__typename === 'MediaImage' ? 'IMAGE' : 'GENERIC_FILE'],
    created_at: [file.createdAt],
    updated_at: [file.updatedAt],
    product_id: usersOf(store, file.id).map(({ id }) => String(numberOf(id))),
  }
}

const FILTERS: Filters[string] = {
  ...{ id: 'id', filename: 'text', media_type: 'word', product_id: 'id', created_at: 'time', updated_at: 'time' },
}

export const FILE_FILTERS: Filters = { MediaImage: FILTERS, GenericFile: FILTERS }

interface FilesArgs extends PageArgs {
  query?: string | null
  sortKey?: string
}

const KEYS: { readonly [sortKey: string]: (file: ShopFile) => string } = {
  CREATED_AT: ({ createdAt }) => createdAt,
  FILENAME: ({ name }) => name,
  UPDATED_AT: ({ updatedAt }) => updatedAt,
}

export function searchFiles(call: Call, args: FilesArgs): Connection<ShopFile> {
  const sortedBy = KEYS[args.sortKey ?? '']
  const typenames = ['MediaImage', 'GenericFile']
  const rows = searchedIn(call, filesIn(call.store), { typenames, query: args.query, path: 'files' })
  return connectionOf(rows, { args, call, ...(sortedBy && { sortedBy }) })
}
