import { isEmpty, type Json, type JsonObject } from '../../model/json.ts'

/** One field of an operation, by its JSON pointer. */
export interface FieldChange {
  pointer: string
  from: Json
  to: Json
}

/** What an operation writes, field by field, however deep it stands. */
export function pointersOf(before: JsonObject | null, after: JsonObject, base = ''): FieldChange[] {
  return Object.entries(after).flatMap(([name, to]) => {
    const pointer = `${base}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
    const from = before !== null && Object.hasOwn(before, name) ? (before[name] ?? null) : null
    if (isObject(to) && (from === null || isObject(from))) return pointersOf(from, to, pointer)
    return [{ pointer, from, to }]
  })
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isEmpty(value)
}

/** True for a list of other resources, such as a gallery: it is shown by what comes and what goes. */
export function isReferences(value: Json, kinds: ReadonlySet<string>): value is string[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((entry) => typeof entry === 'string' && kinds.has(entry.slice(0, entry.indexOf('.'))))
  )
}
