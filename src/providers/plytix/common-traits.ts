import type { JsonObject } from '../../model/json.ts'
import type { FieldTraits } from '../../model/kinds.ts'
import type { Action } from '../../model/plan.ts'

/** A field that is a text, and replaced as a whole. */
export const PLAIN: FieldTraits = { holds: 'text', merge: 'replace' }
/** How most kinds are written. */
export const VERBS = { create: 'create', update: 'update' } as const
/** What is deleted is looked at by its id right before. */
export function deletesAfterRead(_after: JsonObject, action?: Action): number {
  return action === 'delete' ? 2 : 1
}

/** What most kinds have in common. */
export const COMMON = {
  groups: [],
  checked: false,
  lists: 'patch',
  pathOf: (label: string) => label,
  calls: () => 1,
} as const
