import { addressOf } from '../../model/address.ts'
import { setOf } from '../../model/grouping.ts'
import type { Digest, Json } from '../../model/json.ts'
import { isShared, memberForm, membersOf, mergeMembers, ownMembers } from '../../model/members.ts'
import { sameValue } from '../../model/values.ts'
import type { FieldRule } from '../project/rules.ts'
import type { Owned } from '../types.ts'
import type { DiffContext } from './context.ts'

export interface FieldValues {
  rule: FieldRule
  owned: Owned
  live: Json
  value: Json
  /** An override says so. */
  overridden?: boolean
  /** A default stands in, or what is said cannot be written: neither counts against a value that is there. */
  yields?: boolean
}

/** True when nothing has to be written; of a list that others add to as well only our part counts. */
export function isSame(values: FieldValues, digest: Digest): boolean {
  const { rule, live, value } = values
  if (!isShared(rule.field)) return sameValue(rule.field.holds, live, value)
  const formed = (list: Json): string[] => membersOf(list).map((member) => memberForm(rule.field, member))
  const wanted = formed(value)
  const there = formed(live).filter((member) => setOf(wanted).has(member))
  const inPlace = rule.field.merge === 'own-set' || there.every((member, place) => member === wanted[place])
  return there.length === wanted.length && inPlace && staleMembers(values, digest).length === 0
}

/** Members of ours that are there and no longer wanted. */
function staleMembers({ rule, owned, live, value }: FieldValues, digest: Digest): string[] {
  const { field } = rule
  const wanted = new Set(membersOf(value).map((member) => memberForm(field, member)))
  const print = owned.baseline?.fields[rule.path] ?? ''
  if (print === '') return []
  return ownMembers(live, { field, print }, digest).filter((member) => !wanted.has(memberForm(field, member)))
}

/** Ours among those of others; `undefined` where that would be more than the set holds, which is said. */
export function withOurMembers(values: FieldValues, { input, found }: DiffContext): Json | undefined {
  const { rule, owned, live, value } = values
  const dropped = staleMembers(values, input.digest)
  const merged = mergeMembers({ field: rule.field, there: live, dropped, wanted: membersOf(value) })
  const { most = Number.POSITIVE_INFINITY } = rule.field
  if (merged.length <= most || merged.length <= membersOf(live).length) return merged.length > 0 ? merged : null
  const address = addressOf(owned.live.kind, owned.live.key)
  const { label } = rule.spec
  found.blocked.push({
    id: `update:${address}`,
    address,
    action: 'update',
    code: 'limit',
    message: `${label} would hold ${merged.length} members with those of others; ${input.traits.title} takes ${most}.`,
    hint: `Remove some of them there, or let ${label} say fewer.`,
  })
  return undefined
}
