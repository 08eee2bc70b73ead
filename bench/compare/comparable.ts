import type { Json, JsonObject } from '../../src/model/json.ts'

/** Times of day, and names of runs and files that are made of them. */
const TIMES = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d+)?(Z| UTC)|\d{8}T\d{6,9}Z(-[0-9a-f]{4})?/g

/** A text without what changes from one minute to the next. */
export function withoutTimes(text: string): string {
  return text.replace(TIMES, '{time}')
}

type PlanDocument = JsonObject & {
  operations: JsonObject[]
  diagnostics: JsonObject[]
  selection: JsonObject
  target: JsonObject
}

/**
 * A plan without its times, without what is written twice (an operation's kind and key stand in its address), without keys
 * that earlier versions lack, and without the words of its remarks, which may get better.
 */
export function comparablePlan(plan: Json): Json {
  const {
    operations,
    diagnostics,
    selection,
    target,
    overwrites: _,
    names: __,
    ...rest
  } = timeless(plan) as PlanDocument
  const { left_out: ___, ...chosen } = selection
  const { name: ____, ...account } = target
  return {
    ...rest,
    selection: chosen,
    target: account,
    operations: operations.map(withoutTwice),
    diagnostics: diagnostics.map(({ message: _, hint: __, ...facts }) => facts),
  }
}

/** A document without times and without how long something took. Dates alone are values of products and stay. */
export function timeless(document: Json): Json {
  const text = JSON.stringify(document, (key, value) => {
    if (key === 'seconds') return undefined
    return typeof value === 'string' ? withoutTimes(value) : value
  })
  return JSON.parse(text) as Json
}

function withoutTwice(operation: JsonObject): JsonObject {
  const { kind, key, ...rest } = operation
  return `${kind}.${key}` === operation.address ? rest : operation
}
