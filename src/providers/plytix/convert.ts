import { type Fields, nest } from '../../model/fields.ts'
import { isEmpty, type Json, type JsonObject } from '../../model/json.ts'
import type { LiveResource } from '../../model/live.ts'
import { kindOfType, SINGLE_MEDIA } from './facts.ts'
import { attributeIn, attributePath, linksPath, VARIANTS } from './paths.ts'
import { asList, asMoment, asObject, asText, idsOf } from './raw.ts'
import type { PimAttribute, PimRelationship } from './records.ts'

/** The account's attributes by label. */
export type Attributes = ReadonlyMap<string, PimAttribute>

/** What of a product's record is wanted. */
export interface Wanted {
  attributes: Attributes
  /** Relationship labels. */
  relationships: string[]
}

export function toAttribute(record: JsonObject): PimAttribute {
  return {
    id: asText(record.id) ?? '',
    label: asText(record.label) ?? '',
    name: asText(record.name) ?? '',
    type: asText(record.type_class) ?? '',
    options: asList(record.options).map(String),
  }
}

export function toRelationship(record: JsonObject): PimRelationship {
  return { id: asText(record.id) ?? '', label: asText(record.label) ?? '', name: asText(record.name) ?? '' }
}

/** A product from a search row (v1, v2) or a product's own record (v1). */
export function toProduct(record: JsonObject, { attributes, relationships }: Wanted): LiveResource {
  const modified = asMoment(record.modified)
  return {
    kind: 'product',
    key: asText(record.sku) ?? '',
    id: asText(record.id) ?? '',
    fields: {
      ...ownValues(record),
      ...attributeValues(record, attributes),
      ...linkValues(record, relationships),
      // Search rows never hold it, so its absence says nothing.
      ...('product_family_id' in record ? { family: asText(record.product_family_id) ?? null } : {}),
    },
    ...(modified === undefined ? {} : { modified }),
  }
}

function ownValues(record: JsonObject): Fields {
  const fields: Fields = {}
  const put = (path: string, value: string | undefined) => {
    if (value !== undefined) fields[path] = value
  }
  put('label', asText(record.label))
  put('gtin', asText(record.gtin))
  put('status', asText(record.status))
  put('thumbnail', idsOf(record.thumbnail)[0])
  // Search rows hold it unasked; as a column that is asked for nothing documents it.
  const { num_variations: variants } = record
  if (typeof variants === 'number' && variants > 0) fields[VARIANTS] = variants
  return fields
}

function attributeValues(record: JsonObject, attributes: Attributes): Fields {
  const nested = asObject(record.attributes)
  const values: Fields = {}
  for (const { label, type } of attributes.values()) {
    const path = attributePath(label)
    const raw = nested[label] ?? record[path]
    const value = kindOfType(type) === 'assets' ? idsOf(raw) : raw
    if (!isEmpty(value)) values[path] = value as Json
  }
  return values
}

/** v1 lists `{relationship_label, related_products}`; search rows hold the related products by label. */
function linkValues(record: JsonObject, labels: string[]): Fields {
  const listed = asList(record.relationships).map(asObject)
  const links: Fields = {}
  for (const label of labels) {
    const entry = listed.find(({ relationship_label }) => relationship_label === label)
    const ids = relatedIds(entry ?? asObject(record.relationships)[label] ?? record[`relationships.${label}`])
    if (ids.length > 0) links[linksPath(label)] = ids
  }
  return links
}

/** The ids in `{related_products: […]}`, in a list of such, or in a plain list of references. */
export function relatedIds(value: Json | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap(relatedIds)
  const { related_products } = asObject(value)
  return related_products === undefined ? idsOf(value) : idsOf(related_products)
}

/** The body of a product write; a product's family is none of it. */
export function fromFields(fields: Fields, known: Attributes): JsonObject {
  const body: Fields = {}
  for (const [path, value] of Object.entries(fields)) {
    if (path === 'family') continue
    const label = attributeIn(path)
    if (label !== null) body[path] = fromValue(value, known.get(label)?.type)
    else body[path] = path === 'thumbnail' && value !== null ? { id: value } : value
  }
  return nest(body, ['attributes'])
}

const MIDNIGHT = /T00:00:00(?:\.0+)?$/

function fromValue(value: Json, type: string | undefined): Json {
  if (isEmpty(value)) return null
  const holds = kindOfType(type ?? '')
  // Searches say a day with midnight behind it, and no write takes that: what was read goes back as the day that it is.
  if (holds === 'date' && typeof value === 'string') return value.replace(MIDNIGHT, '')
  if (holds !== 'assets') return value
  const references = idsOf(value).map((id) => ({ id }))
  return type === SINGLE_MEDIA ? (references[0] ?? null) : references
}
