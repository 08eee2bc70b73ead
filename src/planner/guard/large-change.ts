import { texts } from '../../model/fields.ts'
import { isEmpty } from '../../model/json.ts'
import type { Guard } from '../../model/plan.ts'
import type { Draft } from '../diff/draft.ts'
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
function rewriting({ kind, action, before, after, baseline }: Draft): Rewriting {
  if (action !== 'update' || baseline === undefined) return { changes: false, clears: 0 }
  const compared = new Set(baseline.fields)
  let changes = false
  let clears = 0
  for (const path in after) {
    const [old, value] = [before?.[path], after[path]]
    if (isEmpty(old)) continue
    if (path === kind.images?.gallery) changes ||= texts(old).some((entry) => !texts(value).includes(entry))
    else if (isEmpty(value)) clears += 1
    else changes ||= compared.has(path)
  }
  return { changes: changes || clears > 0, clears }
}

/** A plan that rewrites much of what is there: more often a slip in a mapping than what the source says. */
export function largeChange(drafts: Draft[], owned: number, input: PlanInput): Guard[] {
  const most = input.settings.policy.max_change_percent
  const rewritten = drafts.map(rewriting).filter(({ changes }) => changes)
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
export function withRisk(drafts: Draft[], guards: Guard[]): Draft[] {
  const large = guards.some(({ code }) => code === 'large-change')
  return drafts.map((draft) => {
    const { changes, clears } = rewriting(draft)
    return clears > 0 || (large && changes) ? { ...draft, risk: 'high' } : draft
  })
}
