import { canonicalJson, type Json, type JsonObject } from '../model/json.ts'

/** Resource, group, part, group of the part, field. */
const DEEPEST = 5

/**
 * True when all that differs between two states of a resource is the keys that it and its parts get, each of which stands
 * in what it names: what is taken over keeps its values.
 */
export function givesKeysAlone(key: string, before: JsonObject | null, after: JsonObject): boolean {
  return isKeyOrSame({ before: before ?? undefined, after }, [key])
}

interface States {
  before: Json | undefined
  after: Json
}

function isKeyOrSame({ before, after }: States, names: readonly string[]): boolean {
  if (typeof after === 'string' && names.includes(after)) return true
  if (isObject(after) && names.length <= DEEPEST) {
    const was = isObject(before) ? before : {}
    return Object.entries(after).every(([name, value]) =>
      isKeyOrSame({ before: Object.hasOwn(was, name) ? was[name] : undefined, after: value }, [...names, name]),
    )
  }
  return before !== undefined && !isObject(after) && canonicalJson(after) === canonicalJson(before)
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
