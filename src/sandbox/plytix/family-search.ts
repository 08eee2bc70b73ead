import type { SimResponse } from '../http.ts'
import type { Call } from './call.ts'
import { familyView } from './family-view.ts'
import type { Family } from './records.ts'
import { runSearch } from './search.ts'
import { pick } from './search-columns.ts'
import { type Fields, ownField } from './searchable.ts'

export function searchFamilies(call: Call): SimResponse {
  return runSearch(call, {
    table: call.store.families,
    field: (name) => ownField(FIELDS, name),
    hasColumn: (name) => COLUMNS.includes(name),
    maxPageSize: 100,
    row: (family, columns) => pick(familyView(call, family), ['id'], columns),
  })
}

const COLUMNS = ['id', 'name', 'created', 'modified', 'total_attributes', 'total_models', 'total_products']

const FIELDS: Fields<Family> = {
  id: { type: 'id', value: ({ id }) => id },
  name: { type: 'text', value: ({ name }) => name },
  created: { type: 'date', value: ({ created }) => created },
  modified: { type: 'date', value: ({ modified }) => modified },
}
