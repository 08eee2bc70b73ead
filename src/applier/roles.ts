import { valueAt } from '../model/fields.ts'
import type { KindTraits } from '../model/kinds.ts'
import type { Operation } from '../model/plan.ts'
import type { TargetTraits } from '../model/target.ts'
import { kindNamed } from '../model/target-kinds.ts'

/** True for an operation that takes away: a resource, or members of a slice. */
export function isRemoval({ action }: Pick<Operation, 'action'>, { verbs }: KindTraits): boolean {
  return verbs.remove !== undefined && action === verbs.remove
}

/** True for an operation on a resource that may carry a baseline already. */
export function meetsBaseline({ action }: Operation, kind: KindTraits, { baseline }: TargetTraits): boolean {
  return baseline.kinds.includes(kind.name) && kind.owner === undefined && action !== kind.verbs.create
}

/** True for an operation that takes over what others made: from then on it is found by the key of the operation. */
export function givesKey({ action, after, kind: name }: Operation, traits: TargetTraits): boolean {
  const kind = action === 'adopt' ? kindNamed(traits, name) : null
  return kind?.keyField !== undefined && valueAt(after, kind.keyField, kind.groups) !== undefined
}

/** The baseline alone, or word for word: then it counts as well whether it is there already. */
export function isAboutBaseline({ action, baseline }: Operation): boolean {
  return action === 'adopt' || baseline?.text !== undefined
}
