import { addressOf } from '../model/address.ts'
import type { KindTraits } from '../model/kinds.ts'
import type { Address, Operation } from '../model/plan.ts'
import type { TargetTraits } from '../model/target.ts'
import { kindNamed, subjectOf as touched } from '../model/target-kinds.ts'
import type { Ids } from './ids.ts'
import { additions, flat } from './resolution.ts'
import { isRemoval } from './roles.ts'

/** What an operation is checked against before it is written, and the id that the plan gives it. */
export interface Subject {
  address: Address
  /** `null`: this run has found the resource itself. */
  id: string | null
}

/**
 * `null`: nothing is there to be checked, or the target's own refusal is the answer. A resource that the plan wanted to
 * make and that was there already may have relations as well, on another machine or after a crash; one whose lists are
 * written whole is read even if this run has made it, since others may have written it since.
 */
export function subjectOf(operation: Operation, ids: Ids, traits: TargetTraits): Subject | null {
  const { target_id, refs, key } = operation
  const kind = kindNamed(traits, operation.kind)
  if (!kind?.checked) return null
  const subject = touched(kind, key)
  const address = addressOf(subject.kind, subject.key)
  if (target_id !== null) return { address, id: target_id }
  if (!kind.owner) return null
  if (ids.learnt(address) !== null) return ids.foundMade(address) || isWhole(kind) ? { address, id: null } : null
  const id = Object.hasOwn(refs, address) ? refs[address] : undefined
  return id === undefined ? null : { address, id }
}

/** True where a write says all of a list, and so has to know what is there. */
export function isWhole({ lists }: KindTraits): boolean {
  return lists === 'whole'
}

/** Members to be added or removed of which only the plan says which ids they have, by address. */
export function claimedMembers(operation: Operation, ids: Ids, traits: TargetTraits): { [address: Address]: string } {
  const given = flat(operation, traits)
  if (!given) return {}
  const { kind, before, after } = given
  const proven = Object.keys(after).filter((path) => kind.field(path).refers?.proven)
  const removal = isRemoval(operation, kind)
  const claimed = proven
    .flatMap((path) => (removal ? additions(after[path], before[path]) : additions(before[path], after[path])))
    .filter((address) => ids.learnt(address) === null && Object.hasOwn(operation.refs, address))
  return Object.fromEntries(claimed.map((address) => [address, operation.refs[address] as string]))
}

/** The addresses of all resources whose rows an operation needs. */
export function neededRows(operation: Operation, ids: Ids, traits: TargetTraits): Address[] {
  const subject = subjectOf(operation, ids, traits)
  const members = Object.keys(claimedMembers(operation, ids, traits))
  return subject === null ? members : [subject.address, ...members]
}
