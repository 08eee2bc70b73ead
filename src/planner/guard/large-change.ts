import { isEmpty, type Json, type JsonObject } from '../../model/json.ts'
import type { Guard, Operation } from '../../model/plan.ts'
import type { PlanInput } from '../types.ts'

/** Below so many owned products every share is large. */
const FROM = 20

/** What an update does to values that are there already. First fills are neither. */
export interface Rewriting {
  changes: boolean
  /** Fields that had a value and get none. */
  clears: number
}

/** Counts only what is compared: values that merely go along with others, such as dates, are left out. */
function rewriting({ action, before, after, baseline }: Operation): Rewriting {
  if (action !== 'update' || baseline === undefined) return { changes: false, clears: 0 }
  const compared = new Set(baseline.fields)
  let changes = false
  let clears = 0
  for (const [path, old, value] of touched(before ?? {}, after)) {
    if (isEmpty(old)) continue
    const images = Array.isArray(old) && Array.isArray(value) && !compared.has(path)
    if (images) changes ||= old.some((entry) => !value.includes(entry))
    else if (isEmpty(value)) clears += 1
    else changes ||= compared.has(path)
  }
  return { changes: changes || clears > 0, clears }
}

function* touched(before: JsonObject, after: JsonObject): Generator<[string, Json | undefined, Json | undefined]> {
  for (const [field, value] of Object.entries(after)) {
    if (field === 'attributes') continue
    yield [field, before[field], value]
  }
  const old = new Map(Object.entries((before.attributes ?? {}) as JsonObject))
  for (const [label, value] of Object.entries((after.attributes ?? {}) as JsonObject))
    yield [`attributes.${label}`, old.get(label), value]
}

/** A plan that rewrites much of what is there: more often a slip in a mapping than what the source says. */
export function largeChange(operations: Operation[], owned: number, input: PlanInput): Guard[] {
  const most = input.settings.policy.max_change_percent
  const rewritten = operations.map(rewriting).filter(({ changes }) => changes)
  const percent = (rewritten.length / owned) * 100
  if (owned < FROM || percent <= most) return []
  const clears = rewritten.reduce((total, one) => total + one.clears, 0)
  const emptied = clears === 0 ? '' : `; ${clears} ${clears === 1 ? 'value is' : 'values are'} emptied`
  return [
    {
      code: 'large-change',
      message: `The plan changes values of ${rewritten.length} of our ${owned} products (${Math.round(percent)} %; policy.max_change_percent is ${most})${emptied}.`,
      hint: 'Look at what changes: a slip in specs/attributes.yaml changes everything at once. If it is meant, plan with --allow-large-change.',
      allowed: input.allow.has('large-change'),
    },
  ]
}

/** Operations that empty values are risky, and where much is rewritten all that do so are. */
export function withRisk(operations: Operation[], guards: Guard[]): Operation[] {
  const large = guards.some(({ code }) => code === 'large-change')
  return operations.map((operation) => {
    const { changes, clears } = rewriting(operation)
    return clears > 0 || (large && changes) ? { ...operation, risk: 'high' } : operation
  })
}
