import type { Json, JsonObject } from '../../model/json.ts'

// Plytix's answers change shape between versions and without notice: nothing is taken for granted here.

export function asObject(value: Json | undefined): JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {}
}

export function asList(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : []
}

export function asText(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function asNumber(value: Json | undefined): number {
  return typeof value === 'number' ? value : 0
}

/** A number of things, `null` for anything that cannot be one. */
export function asCount(value: Json | undefined): number | null {
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : null
}

/** Why records cannot be told apart, or are none at all; `null` when nothing is wrong with them. */
export function oddityOf(records: JsonObject[] | null): string | null {
  if (records === null) return 'without the list that was asked for'
  const known = records.every(({ id, relationship_id }) => asText(id) ?? asText(relationship_id))
  return known ? null : 'with an entry that has no id'
}

/** The records of a `{data: […]}` body, or `null` when the body is something else. */
export function recordsOf(body: Json | undefined): JsonObject[] | null {
  const { data } = asObject(body)
  return Array.isArray(data) ? data.map(asObject) : null
}

/** The id in a reference: `"id"`, `{id}` or `{product_id}`. */
function idOf(reference: Json | undefined): string | undefined {
  const { id, product_id } = asObject(reference)
  return asText(reference) ?? asText(id) ?? asText(product_id)
}

/** The ids in one reference or a list of them, in order. */
export function idsOf(references: Json | undefined): string[] {
  const list = Array.isArray(references) ? references : [references]
  return list.map(idOf).filter((id) => id !== undefined)
}

export function isId(text: string): boolean {
  return /^[0-9a-f]{24}$/i.test(text)
}

/** A moment in ISO 8601, UTC, in milliseconds: v1 writes an offset, v2 none. */
export function asMoment(value: Json | undefined): string | undefined {
  const text = asText(value)
  if (text === undefined) return undefined
  const time = Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`)
  return Number.isNaN(time) ? undefined : new Date(time).toISOString()
}
