import { createHash } from 'node:crypto'
import { type Fields, flatten, nest, withoutEmpty } from '../../model/fields.ts'
import { isEmpty, type Json, type JsonObject } from '../../model/json.ts'
import type { LiveResource } from '../../model/live.ts'
import { BASELINE, KEY } from './attribute-form.ts'

type Groups = readonly string[]

/** A row as the program sees it. */
export function liveRow(
  key: string,
  row: { text: string; baseline: string | undefined },
  groups: Groups,
): LiveResource {
  const { text, baseline } = row
  const { [KEY]: _, ...own } = JSON.parse(text) as JsonObject
  const fields = withoutEmpty(flatten(own, groups))
  return {
    kind: 'product',
    key,
    id: key,
    fields: { ...fields, ...(baseline === undefined ? {} : { [BASELINE]: baseline }) },
    revision: revisionOf(row),
  }
}

/** Changes with every change of the row, whoever makes it. */
export function revisionOf({ text, baseline = '' }: { text: string; baseline: string | undefined }): string {
  return createHash('sha256').update(`${text}\n${baseline}`).digest('hex').slice(0, 16)
}

/** The line of a new row. */
export function newRow(key: string, fields: Fields, groups: Groups): string {
  return JSON.stringify({ [KEY]: key, ...nest(withoutEmpty(fields), groups) })
}

/** The same line with other values; what else stands in it stays as it is. */
export function changedRow(text: string, fields: Fields, groups: Groups): string {
  const row = parseExactly(text)
  for (const [path, value] of Object.entries(fields)) {
    const [name = '', inner] = namesOf(path, groups)
    if (inner === undefined) put(row, name, value)
    else {
      const held = row[name]
      const group: JsonObject = typeof held === 'object' && held !== null && !Array.isArray(held) ? held : {}
      put(group, inner, value)
      put(row, name, Object.keys(group).length === 0 ? null : group)
    }
  }
  return JSON.stringify(row)
}

function namesOf(path: string, groups: Groups): string[] {
  const dot = path.indexOf('.')
  return groups.includes(path.slice(0, Math.max(dot, 0))) ? [path.slice(0, dot), path.slice(dot + 1)] : [path]
}

function put(holder: JsonObject, name: string, value: Json): void {
  if (isEmpty(value)) delete holder[name]
  else holder[name] = value
}

/** Numbers that would lose digits are kept as they are written: they may belong to somebody else. */
function parseExactly(text: string): JsonObject {
  const { rawJSON } = JSON as unknown as { rawJSON(source: string): Json }
  const exact = (_key: string, value: unknown, { source = '' }: { source?: string }): unknown =>
    typeof value === 'number' && String(value) !== source ? rawJSON(source) : value
  return JSON.parse(text, exact as Parameters<typeof JSON.parse>[1]) as JsonObject
}
