import { isEmpty, type Json, type JsonObject } from '../../model/json.ts'
import type { LiveAttribute, LiveProduct, LiveRelationship } from '../../model/live.ts'
import type { ProductFields } from '../../model/target.ts'
import { asList, asMoment, asObject, asText, idsOf } from './raw.ts'
import { kindOfType, SINGLE_MEDIA } from './traits.ts'

/** The account's attributes by label. */
export type Attributes = ReadonlyMap<string, LiveAttribute>

/** What of a product's record is wanted. */
export interface Wanted {
  attributes: Attributes
  /** Relationship labels. */
  relationships: string[]
}

export function toAttribute(record: JsonObject): LiveAttribute {
  return {
    id: asText(record.id) ?? '',
    label: asText(record.label) ?? '',
    name: asText(record.name) ?? '',
    type: asText(record.type_class) ?? '',
    options: asList(record.options).map(String),
  }
}

export function toRelationship(record: JsonObject): LiveRelationship {
  return { id: asText(record.id) ?? '', label: asText(record.label) ?? '', name: asText(record.name) ?? '' }
}

/** A product from a search row (v1, v2) or a product's own record (v1). */
export function toProduct(record: JsonObject, { attributes, relationships }: Wanted): LiveProduct {
  const thumbnail = idsOf(record.thumbnail)[0]
  return {
    id: asText(record.id) ?? '',
    sku: asText(record.sku) ?? '',
    ...texts(record),
    ...(thumbnail === undefined ? {} : { thumbnail }),
    attributes: toValues(record, attributes),
    links: toLinks(record, relationships),
    ...('product_family_id' in record ? { family: asText(record.product_family_id) ?? null } : {}),
  }
}

function texts(record: JsonObject): Partial<LiveProduct> {
  const { label, gtin, status } = record
  const fields = {
    label: asText(label),
    gtin: asText(gtin),
    status: asText(status),
    modified: asMoment(record.modified),
  }
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

function toValues(record: JsonObject, attributes: Attributes): JsonObject {
  const nested = asObject(record.attributes)
  const values: JsonObject = {}
  for (const { label, type } of attributes.values()) {
    const raw = nested[label] ?? record[`attributes.${label}`]
    const value = kindOfType(type) === 'assets' ? idsOf(raw) : raw
    if (!isEmpty(value)) values[label] = value as Json
  }
  return values
}

/** v1 lists `{relationship_label, related_products}`; search rows hold the related products by label. */
function toLinks(record: JsonObject, labels: string[]): { [label: string]: string[] } {
  const listed = asList(record.relationships).map(asObject)
  const links: { [label: string]: string[] } = {}
  for (const label of labels) {
    const entry = listed.find(({ relationship_label }) => relationship_label === label)
    const ids = relatedIds(entry ?? asObject(record.relationships)[label] ?? record[`relationships.${label}`])
    if (ids.length > 0) links[label] = ids
  }
  return links
}

/** The ids in `{related_products: […]}`, in a list of such, or in a plain list of references. */
export function relatedIds(value: Json | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap(relatedIds)
  const { related_products } = asObject(value)
  return related_products === undefined ? idsOf(value) : idsOf(related_products)
}

/** The body of a product write. */
export function fromFields({ attributes: values, thumbnail, ...fields }: ProductFields, known: Attributes): JsonObject {
  const attributes = Object.entries(values).map(([label, value]) => [label, fromValue(value, known.get(label)?.type)])
  return {
    ...fields,
    ...(thumbnail === undefined ? {} : { thumbnail: thumbnail === null ? null : { id: thumbnail } }),
    ...(attributes.length === 0 ? {} : { attributes: Object.fromEntries(attributes) as JsonObject }),
  }
}

function fromValue(value: Json, type: string | undefined): Json {
  if (isEmpty(value)) return null
  if (kindOfType(type ?? '') !== 'assets') return value
  const references = idsOf(value).map((id) => ({ id }))
  return type === SINGLE_MEDIA ? (references[0] ?? null) : references
}
