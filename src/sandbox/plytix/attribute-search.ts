import type { SimResponse } from '../http.ts'
import { attributeView } from './attribute-view.ts'
import type { Call } from './call.ts'
import type { Attribute } from './records.ts'
import { runSearch } from './search.ts'
import { pick } from './search-columns.ts'
import { type Fields, ownField } from './searchable.ts'

export function searchAttributes(call: Call): SimResponse {
  return runSearch(call, {
    table: call.store.attributes,
    field: (name) => ownField(FIELDS, name),
    hasColumn: (name) => COLUMNS.includes(name),
    maxPageSize: 1000,
    row: (attribute, columns) => pick(attributeView(call.store, attribute), ['id', 'filter_type'], columns),
  })
}

const COLUMNS = ['id', 'filter_type', 'name', 'label', 'type_class', 'options', 'groups', 'attributes', 'description']

const FIELDS: Fields<Attribute> = {
  id: { type: 'id', value: ({ id }) => id },
  name: { type: 'text', value: ({ name }) => name },
  label: { type: 'text', value: ({ label }) => label },
  description: { type: 'text', value: ({ description }) => description || undefined },
  type_class: { type: 'choice', value: ({ type }) => type },
}
