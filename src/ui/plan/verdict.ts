import type { Plan } from '../../model/plan.ts'
import { countedAt, unchangedIn } from './nouns.ts'
import { openPoints } from './open-points.ts'
import { NOTHING } from './purpose.ts'

/** What holds when there is nothing to write: account and source agree, or what they differ in. */
export function verdictOf(plan: Plan): string {
  const { blocked, purpose, selection, summary } = plan
  const points = openPoints(plan)
  const deleted = blocked.flatMap(({ code, address }) => (code === 'deleted' ? address : []))
  const said = deleted.length === 0 ? points : [...points, `of which ${countedAt(deleted)} that someone deleted`]
  const same = unchangedIn(summary)
  const unchanged = same === '' ? '' : ` ${same}.`
  const nothing = purpose === undefined ? 'Nothing to write.' : NOTHING[purpose.command]
  if (points.length > 0) return `${nothing} ${sentence(said)}${unchanged}`
  if (purpose !== undefined) return `${nothing}${unchanged}`
  if (!selection.complete) return `Nothing to write in what this plan covers.${unchanged}`
  return `No changes. The account and the source agree.${unchanged}`
}

function sentence(parts: string[]): string {
  return `${parts.join(', ')}.`
}
