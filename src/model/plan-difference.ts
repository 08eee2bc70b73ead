import { canonicalJson, isEmpty, type Json, type JsonObject } from './json.ts'
import type { Operation } from './plan.ts'

/** One field of an operation that was reviewed with another value; `undefined` where a side does not have it. */
export interface FieldDifference {
  /** JSON pointer from the operation on, such as `/after/attributes/color`. */
  field: string
  reviewed: Json | undefined
  now: Json | undefined
}

export interface OperationDifference {
  operation: Operation
  /** None: only the order of its parts is another. */
  fields: FieldDifference[]
}

/** How a plan differs from the one that was reviewed. */
export interface PlanDifference {
  added: Operation[]
  gone: Operation[]
  changed: OperationDifference[]
}

/** Operation by operation, and field by field where both plans have it. */
export function differenceOf(reviewed: Operation[], now: Operation[]): PlanDifference {
  const before = new Map(reviewed.map((operation) => [operation.id, operation]))
  const after = new Set(now.map(({ id }) => id))
  return {
    added: now.filter(({ id }) => !before.has(id)),
    gone: reviewed.filter(({ id }) => !after.has(id)),
    changed: now.flatMap((operation) => {
      const earlier = before.get(operation.id)
      if (earlier === undefined || JSON.stringify(earlier) === JSON.stringify(operation)) return []
      return [{ operation, fields: fieldsThatDiffer(earlier, operation) }]
    }),
  }
}

/** What people read first: the values, then what else is to be done. All other parts only say the same in other words. */
const READ = [
  ['after', 'before'],
  ['target_id', 'depends_on', 'reason', 'risk', 'refs'],
]

function fieldsThatDiffer(reviewed: Operation, now: Operation): FieldDifference[] {
  const [before, after] = [leavesOf(reviewed), leavesOf(now)]
  const names = [...new Set([...before.keys(), ...after.keys()])]
  const fields = names
    .map((field) => ({ field, reviewed: before.get(field), now: after.get(field) }))
    .filter((side) => !isSame(side.reviewed, side.now))
  const partOf = ({ field }: FieldDifference) => field.split('/')[1] ?? ''
  const sorts = READ.map((parts) => parts.flatMap((part) => fields.filter((field) => partOf(field) === part)))
  return sorts.find(({ length }) => length > 0) ?? fields
}

function isSame(a: Json | undefined, b: Json | undefined): boolean {
  return (isEmpty(a) && isEmpty(b)) || canonicalJson(a) === canonicalJson(b)
}

/** Every value that is no object, by its pointer. */
function leavesOf(operation: Operation): Map<string, Json> {
  const leaves = new Map<string, Json>()
  const walk = (value: Json | undefined, pointer: string): void => {
    if (isObject(value)) {
      for (const [key, part] of Object.entries(value)) {
        walk(part, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`)
      }
    } else if (value !== undefined) leaves.set(pointer, value)
  }
  walk(operation as unknown as JsonObject, '')
  return leaves
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
