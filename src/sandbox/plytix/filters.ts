import type { JsonObject } from '../../model/json.ts'
import type { SimResponse } from '../http.ts'
import { answer } from './answers.ts'
import { assetFields } from './asset-search.ts'
import type { Call } from './call.ts'
import { type FieldType, fieldType, OPERATORS } from './operators.ts'
import { STATUSES } from './product-body.ts'
import { systemFields } from './product-fields.ts'
import { RELATIONSHIP_FIELDS } from './relationships.ts'
import { FILTER_TYPES } from './values.ts'

const TYPE_NAMES: { readonly [type in FieldType]: string } = {
  id: 'TextAttribute',
  text: 'TextAttribute',
  sku: 'TextAttribute',
  status: 'StatusAttribute',
  number: 'IntAttribute',
  date: 'DateAttribute',
  choice: 'DropdownAttribute',
  choices: 'MultiSelectAttribute',
  media: 'MediaAttribute',
  boolean: 'BooleanAttribute',
  categories: 'CategoriesAttribute',
  static: 'StaticListsAttribute',
}

/** Also the cheapest list of attributes there is: labels, types and options in one call. */
export function productFilters(call: Call): SimResponse {
  const attributes = [...call.store.attributes.values()].map(({ label, type, options }) => ({
    key: `attributes.${label}`,
    filter_type: FILTER_TYPES[type],
    operators: OPERATORS[fieldType(type)],
    ...(options.length > 0 ? { options } : {}),
  }))
  return answer([{ attributes, properties: properties(systemFields(call)) }])
}

export function assetFilters(call: Call): SimResponse {
  return answer([{ attributes: [], properties: properties(assetFields(call.store)) }])
}

export function relationshipFilters(): SimResponse {
  return answer([{ attributes: [], properties: properties(RELATIONSHIP_FIELDS) }])
}

function properties(fields: { [name: string]: { type: FieldType } }): JsonObject[] {
  return Object.entries(fields).map(([key, { type }]) => ({
    key,
    filter_type: TYPE_NAMES[type],
    operators: [...OPERATORS[type]],
    ...(type === 'status' ? { options: STATUSES } : {}),
  }))
}
