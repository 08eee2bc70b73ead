import type { Action, Operation } from '../../model/plan.ts'
import type { FieldChange } from './fields.ts'

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

/** An update with what it changes for a reviewer; what changes with every update is told apart. */
export interface Update {
  operation: Operation
  changes: FieldChange[]
}
