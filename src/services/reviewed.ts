import { stat } from 'node:fs/promises'
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
  const beside = await planAt(place.file)
  return beside?.plan_id === id ? reviewOf(beside) : remembered
}

/** More than that is not read just to say what differs. */
const MOST_BYTES = 64 * 1024 * 1024

/** Whatever else lies there under this name is none of anybody's business here. */
async function planAt(file: string): Promise<Plan | null> {
  const stats = await stat(file).catch(() => null)
  if (stats === null || stats.size > MOST_BYTES) return null
  return readPlan(file).catch(() => null)
}

/** Sources whose export is another one by now. */
export function exportedSince(reviewed: Pick<Plan, 'sources'>, now: Pick<Plan, 'sources'>): Plan['sources'] {
  const known = new Set(reviewed.sources.map(({ export_digest }) => export_digest))
  return now.sources.filter(({ export_digest }) => !known.has(export_digest))
}
