import { isEmpty, type Json, type JsonObject } from '../../model/json.ts'
import { removedIn } from '../../model/part-removal.ts'
import type { Operation } from '../../model/plan.ts'

/** One field of an operation, by its JSON pointer. */
export interface FieldChange {
  pointer: string
  from: Json
  to: Json
  /** The key of a part that goes, with all that it holds in `from`. */
  part?: string
}

/** What an operation writes, field by field, however deep it stands; a field that is filled with an object is one. */
export function fieldsOf(operation: Shown): FieldChange[] {
  const { before, after, provenance } = operation
  const all = pointersOf(before, after, { base: '', isField: (pointer) => Object.hasOwn(provenance, pointer) })
  const removed = removedIn(operation).map(({ group, key }): FieldChange => {
    const held = (before?.[group] as JsonObject | undefined)?.[key] ?? null
    return { pointer: `${step(group)}${step(key)}`, from: held, to: null, part: key }
  })
  if (removed.length === 0) return all
  return [...all.filter(({ pointer }) => !removed.some((part) => pointer.startsWith(`${part.pointer}/`))), ...removed]
}

type Shown = Pick<Operation, 'before' | 'after' | 'provenance'> & { baseline?: Operation['baseline'] | undefined }

function step(name: string): string {
  return `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
}

/** The same of all that a resource holds. */
export function fieldsIn(held: JsonObject | null): FieldChange[] {
  return pointersOf(null, held ?? {}, { base: '', isField: () => false })
}

interface Place {
  base: string
  isField: (pointer: string) => boolean
}

function pointersOf(before: JsonObject | null, after: JsonObject, { base, isField }: Place): FieldChange[] {
  return Object.entries(after).flatMap(([name, to]) => {
    const pointer = `${base}${step(name)}`
    const from = before !== null && Object.hasOwn(before, name) ? (before[name] ?? null) : null
    const isWhole = from === null && isField(pointer)
    if (isObject(to) && !isWhole && (from === null || isObject(from)))
      return pointersOf(from, to, { base: pointer, isField })
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
