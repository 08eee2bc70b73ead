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
  const users = usersOf(store, file.id)
  return {
    id: [String(numberOf(file.id))],
    filename: [file.name],
    media_type: [file.__typename === 'MediaImage' ? 'IMAGE' : 'GENERIC_FILE'],
    created_at: [file.createdAt],
    updated_at: [file.updatedAt],
    product_id: users.map(({ id }) => String(numberOf(id))),
    used_in: [users.length > 0 ? 'product' : 'none'],
  }
}

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
  const { query } = args
  const wanted = { typenames: ['MediaImage', 'GenericFile'], query, path: 'files' }
  const sortedBy = KEYS[args.sortKey ?? '']
  return connectionOf(searchedIn(call, filesIn(call.store), wanted), { args, call, ...(sortedBy && { sortedBy }) })
}

const FILTERS = {
  id: 'id',
  filename: 'text',
  media_type: 'word',
  created_at: 'time',
  updated_at: 'time',
  product_id: 'id',
  used_in: 'word',
} as const

/** A name is looked for by its words, so that others are found beside it: contract, §6. */
export const FILE_FILTERS: Filters = { MediaImage: FILTERS, GenericFile: FILTERS }
