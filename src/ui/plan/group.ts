import type { Action, Operation, Plan } from '../../model/plan.ts'
import type { FieldChange } from './fields.ts'
import { KNOWN_KINDS } from './nouns.ts'

/** Operations of one kind and action. */
export interface Group {
  action: Action
  kind: string
  group: Operation[]
  terms: Terms
}

/** What a plan's addresses are made of. */
export interface Terms {
  /** Kinds of the target, to tell references from texts. */
  kinds: ReadonlySet<string>
  /** What addresses by ids stand for. */
  names: { [address: string]: string }
}

export function termsOf({ summary, names }: Plan): Terms {
  return { kinds: new Set([...KNOWN_KINDS, ...Object.keys(summary.by_kind)]), names }
}

/** An update with what it changes for a reviewer; what changes with every update is told apart. */
export interface Update {
  operation: Operation
  changes: FieldChange[]
}
