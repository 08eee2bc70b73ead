import type { Plan } from '../../model/plan.ts'
import { counted } from './nouns.ts'
import { openPoints } from './open-points.ts'
import { NOTHING } from './purpose.ts'

/** What holds when there is nothing to write: account and source agree, or what they differ in. */
export function verdictOf(plan: Plan): string {
  const { blocked, purpose, selection, summary } = plan
  const points = openPoints(plan)
  const deleted = blocked.filter(({ code }) => code === 'deleted').length
  const said = deleted === 0 ? points : [...points, `of which ${counted('product', deleted)} that someone deleted`]
  const unchanged = summary.unchanged > 0 ? ` ${counted('product', summary.unchanged)} unchanged.` : ''
  const nothing = purpose === undefined ? 'Nothing to write.' : NOTHING[purpose.command]
  if (points.length > 0) return `${nothing} ${sentence(said)}${unchanged}`
  if (purpose !== undefined) return `${nothing}${unchanged}`
  if (!selection.complete) return `Nothing to write in what this plan covers.${unchanged}`
  return `No changes. The account and the source agree.${unchanged}`
}

function sentence(parts: string[]): string {
  return `${parts.join(', ')}.`
}
