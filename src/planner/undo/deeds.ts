import { type Fields, flatten } from '../../model/fields.ts'
import type { JsonObject } from '../../model/json.ts'
import type { KindTraits } from '../../model/kinds.ts'
import { lostPaths, type PartWrite } from '../../model/part-removal.ts'
import type { Operation } from '../../model/plan.ts'
import { comparedPaths } from '../../model/precondition.ts'
import type { OperationOutcome } from '../../model/run.ts'
import { kindNamed, partGroups } from '../../model/target-kinds.ts'
import type { UndoInput } from './types.ts'

/** An operation that was carried out, with its fields by path. */
export interface Deed {
  operation: Operation
  kind: KindTraits
  before: Fields
  after: Fields
  /** `null` where only the plan is known. */
  outcome: OperationOutcome | null
}

/**
 * What was written, as far as it is known. What was in place already, failed, met a conflict, was skipped or not reached
 * has written nothing; relations that were refused in part were written in part.
 */
export function deedsOf({
  operations,
  outcomes,
  traits,
}: Pick<UndoInput, 'operations' | 'outcomes' | 'traits'>): Deed[] {
  const parts = partGroups(traits)
  return operations.flatMap((operation) => {
    const kind = kindNamed(traits, operation.kind)
    const outcome = outcomes === null ? null : outcomes.get(operation.id)
    if (!kind || outcome === undefined || (outcome !== null && !hasWritten(outcome))) return []
    const fields = (nested: JsonObject | null): Fields => flatten(nested ?? {}, kind.groups, parts)
    return { operation, kind, before: fields(operation.before), after: fields(operation.after), outcome }
  })
}

/** What was written, as far as it tells what became of parts. */
export function writeOf({ before, after, operation: { baseline } }: Deed): PartWrite {
  return { before, after, baseline }
}

/** Paths that were compared before they were written, and all that went with parts. */
export function comparedIn(deed: Deed): string[] {
  const { after, operation, kind } = deed
  return [...new Set([...comparedPaths(after, operation.baseline, kind), ...lostPaths(writeOf(deed))])]
}

function hasWritten({ outcome, linked }: OperationOutcome): boolean {
  return outcome === 'succeeded' || (outcome === 'failed' && (linked?.targets.length ?? 0) > 0)
}
