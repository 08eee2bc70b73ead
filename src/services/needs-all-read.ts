import type { Operation } from '../model/plan.ts'
import type { PlanContents, PlanInput } from '../planner/types.ts'

const REMOVALS: ReadonlySet<string> = new Set(['delete', 'unlink'])

/** What is forgotten and becomes empty is a part that goes. */
function removesParts({ action, risk, baseline }: Operation): boolean {
  return action === 'update' && risk === 'high' && Object.values(baseline?.prints ?? {}).includes(null)
}

/**
 * True when something is to be removed on the word of a read that was built on an earlier one: then everything is read
 * first. Values, and pictures that others replace, are looked at once more when they are written.
 */
export function needsAllRead({ live, settings, selection }: PlanInput, contents: PlanContents): boolean {
  if (!live.built) return false
  const { operations, gone, summary } = contents
  const prunesImages = settings.policy.prune.images || selection.prune.includes('images')
  return (
    operations.some(({ action }) => REMOVALS.has(action)) ||
    (gone.length > 0 && settings.policy.on_gone !== 'report') ||
    (prunesImages && summary.detach > 0) ||
    operations.some(removesParts)
  )
}
