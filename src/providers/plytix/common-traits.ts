import type { FieldTraits } from '../../model/kinds.ts'

/** A field that is a text, and replaced as a whole. */
export const PLAIN: FieldTraits = { holds: 'text', merge: 'replace' }
/** How most kinds are written. */
export const VERBS = { create: 'create', update: 'update' } as const
/** What most kinds have in common. */
export const COMMON = {
  groups: [],
  checked: false,
  lists: 'patch',
  pathOf: (label: string) => label,
  calls: () => 1,
} as const
