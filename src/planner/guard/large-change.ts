import type { Guard } from '../../model/plan.ts'
import { mainKind } from '../../model/target-kinds.ts'
import { type Draft, redraft } from '../diff/draft.ts'
import type { PlanInput } from '../types.ts'

/** Below so many owned products every share is large. */
const FROM = 20

/** A plan that rewrites much of what is there: more often a slip in a mapping than what the source says. */
export function largeChange(drafts: Draft[], owned: number, input: PlanInput): Guard[] {
  const most = input.settings.policy.max_change_percent
  const [, many] = mainKind(input.traits).noun
  const rewritten = drafts.flatMap(({ kind, rewrites }) =>
    rewrites.changes && kind.belongs === undefined ? rewrites : [],
  )
  const percent = (rewritten.length / owned) * 100
  if (owned < FROM || percent <= most) return []
  const clears = rewritten.reduce((total, one) => total + one.clears, 0)
  const emptied = clears === 0 ? '' : `; ${clears} ${clears === 1 ? 'value is' : 'values are'} emptied`
  return [
    {
      code: 'large-change',
      message: `The plan changes values of ${rewritten.length} of our ${owned} ${many} (${Math.round(percent)} %; policy.max_change_percent is ${most})${emptied}.`,
      hint: 'Look at what changes: a slip in specs/attributes.yaml changes everything at once. If it is meant, plan with --allow-large-change.',
      allowed: input.allow.has('large-change'),
    },
  ]
}

/** Where much is rewritten, all operations that do so are risky. */
export function withRisk(drafts: Draft[], guards: Guard[]): Draft[] {
  if (!guards.some(({ code }) => code === 'large-change')) return drafts
  return drafts.map((draft) => (draft.rewrites.changes ? redraft(draft, { risk: 'high' }) : draft))
}
