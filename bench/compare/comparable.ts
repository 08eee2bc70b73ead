import type { Json, JsonObject } from '../../src/model/json.ts'

/** Times of day, and names of runs and files that are made of them. */
const TIMES = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d+)?(Z| UTC)|\d{8}T\d{6,9}Z(-[0-9a-f]{4})?/g

/** A text without what changes from one minute to the next. */
export function withoutTimes(text: string): string {
  return text.replace(TIMES, '{time}')
}

type PlanDocument = JsonObject & { operations: JsonObject[] }

/**
 * A plan without its times, without what is written twice (an operation's kind and key stand in its address), without keys
 * that earlier versions lack, and without the words of its remarks, which may get better.
 */
export function comparablePlan(plan: Json): Json {
  const whole = timeless(plan) as PlanDocument
  return {
    ...without(whole, ['overwrites', 'names']),
    selection: without(whole.selection, ['left_out']),
    target: without(whole.target, ['name']),
    operations: whole.operations.map(withoutTwice),
    diagnostics: ((whole.diagnostics ?? []) as JsonObject[]).map((entry) => without(entry, ['message', 'hint'])),
  }
}

function without(document: Json | undefined, keys: string[]): JsonObject {
  return Object.fromEntries(Object.entries((document ?? {}) as JsonObject).filter(([key]) => !keys.includes(key)))
}

/** What is measured while something is done. */
const MEASURED: ReadonlySet<string> = new Set([
  ...['seconds', 'items_per_second', 'operations_per_second'],
  ...['systems', 'endpoints', 'windows', 'process', 'pace'],
])

/** A document without times and without how long something took. Dates alone are values of products and stay. */
export function timeless(document: Json): Json {
  const text = JSON.stringify(document, (key, value) => {
    if (MEASURED.has(key)) return undefined
    return typeof value === 'string' ? withoutTimes(value) : value
  })
  return JSON.parse(text) as Json
}

function withoutTwice(operation: JsonObject): JsonObject {
  const { kind, key, ...rest } = operation
  return `${kind}.${key}` === operation.address ? rest : operation
}
