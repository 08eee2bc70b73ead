import type { JsonObject } from '../../model/json.ts'

/** What lets pass whatever has a later time there, or none later. @param time Milliseconds by Plytix's clock, which searches take without a zone */
export function asFilter(field: 'created' | 'modified', operator: 'gt' | 'lte', time: number): JsonObject {
  return { field, operator, value: new Date(time).toISOString().slice(0, -1) }
}
