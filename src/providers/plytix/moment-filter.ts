import type { JsonObject } from '../../model/json.ts'

/** A condition on a time. @param time Milliseconds by Plytix's clock, which searches take without a zone */
export function asFilter(
  field: 'created' | 'modified',
  operator: 'gt' | 'gte' | 'lt' | 'lte',
  time: number,
): JsonObject {
  return { field, operator, value: new Date(time).toISOString().slice(0, -1) }
}

/** Milliseconds: as long as a search may lag behind a write, and clocks may differ. */
const OVERLAP_MS = 15 * 60_000

/** What was changed before then, by Plytix's clock, is in a read that began at that time. */
export function coveredUntil(at: number): number {
  return at - OVERLAP_MS
}
