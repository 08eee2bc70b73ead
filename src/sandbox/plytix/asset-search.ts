import type { SimResponse } from '../http.ts'
import { refuseSchema } from './answers.ts'
import { assetView, extensionOf } from './asset-view.ts'
import { bodyOf, type Call } from './call.ts'
import type { Asset } from './records.ts'
import { runSearch } from './search.ts'
import { pick } from './search-columns.ts'
import { type Fields, ownField } from './searchable.ts'
import type { Store } from './store.ts'

export function searchAssets(call: Call): SimResponse {
  const { store } = call
  if (bodyOf(call).filters === undefined) {
    refuseSchema({ field: 'filters', msg: 'Missing data for required field.' })
  }
  return runSearch(call, {
    table: store.assets,
    field: (name) => ownField(assetFields(store), name),
    hasColumn: (name) => COLUMNS.includes(name),
    maxPageSize: 100,
    row: (asset, columns) => pick(assetView(store, asset), ['id', 'filename'], columns),
  })
}

const COLUMNS = [
  'id',
  'filename',
  'extension',
  'content_type',
  'file_type',
  'file_size',
  'status',
  'assigned',
  'categories',
  'public',
  'n_products',
  'n_catalogs',
  'created',
  'modified',
  'file_modified',
  'thumbnail',
  'url',
]

/** What a search can filter and order by. */
export function assetFields(store: Store): Fields<Asset> {
  return {
    id: { type: 'id', value: ({ id }) => id },
    filename: { type: 'text', value: ({ filename }) => filename },
    extension: { type: 'text', value: ({ filename }) => extensionOf(filename) || undefined },
    file_type: { type: 'choice', value: (asset) => assetView(store, asset).file_type },
    assigned: { type: 'boolean', value: ({ id }) => store.index.useCount(id) > 0 },
    public: { type: 'boolean', value: () => true },
    created: { type: 'date', value: ({ created }) => created },
    modified: { type: 'date', value: ({ modified }) => modified },
  }
}
