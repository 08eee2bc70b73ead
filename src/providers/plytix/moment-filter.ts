import type { JsonObject } from '../../model/json.ts'

/** A condition on a time. @param time Milliseconds by Plytix's clock, which searches take without a zone */
export function asFilter(
  field: 'created' | 'modified',
  operator: 'gt' | 'gte' | 'lt' | 'lte',
  time: number,
): JsonObject {
  return { field, operator, value: new Date(time).toISOString().slice(0, -1) }
}
