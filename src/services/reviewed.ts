import type { Plan } from '../model/plan.ts'
import { readPlan } from '../state/plan-file.ts'
import { loadReviewed, type ReviewedPlan, reviewOf } from '../state/reviewed.ts'

/**
 * What is known of a plan that was reviewed: what this state remembers of it, else the plan in a file that lies at hand.
 * `null`: nothing.
 */
export async function findReviewed(id: string, place: { folder: string; file: string }): Promise<ReviewedPlan | null> {
  const remembered = await loadReviewed(place.folder, id)
  if (remembered?.operations) return remembered
  const beside = await readPlan(place.file).catch(() => null)
  return beside?.plan_id === id ? reviewOf(beside) : remembered
}

/** Sources whose export is another one by now. */
export function exportedSince(reviewed: Pick<Plan, 'sources'>, now: Pick<Plan, 'sources'>): Plan['sources'] {
  const known = new Set(reviewed.sources.map(({ export_digest }) => export_digest))
  return now.sources.filter(({ export_digest }) => !known.has(export_digest))
}
