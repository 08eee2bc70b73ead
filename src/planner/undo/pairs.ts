import { texts } from '../../model/fields.ts'
import type { Address } from '../../model/plan.ts'
import type { UndoContext } from './context.ts'
import type { Deed } from './deeds.ts'

/** Ids of what relations were given, by the address of the relation. */
export function pairsMade({ deeds, ids }: Pick<UndoContext, 'deeds' | 'ids'>): Map<Address, Set<string>> {
  return new Map(
    deeds.flatMap((deed): [Address, Set<string>][] =>
      isLinking(deed) ? [[deed.operation.address, new Set(membersAdded(deed, ids))]] : [],
    ),
  )
}

export function isLinking({ kind, operation }: Deed): boolean {
  return kind.owner !== undefined && operation.action !== kind.verbs.remove
}

/** What one operation added: what the run has noted, else what its plan wanted. */
export function membersAdded({ operation, before, after, outcome }: Deed, ids: UndoContext['ids']): string[] {
  if (outcome?.linked) return outcome.linked.targets
  const left = new Set(outcome?.left_out)
  return Object.keys(after).flatMap((path) => {
    const there = new Set(texts(before[path]))
    const added = texts(after[path]).filter((address) => !there.has(address) && !left.has(address))
    return added.flatMap((address) => ids.find(address) ?? operation.refs[address] ?? [])
  })
}

/** Addresses of what one operation took out. */
export function membersRemoved({ before, after }: Deed): Address[] {
  return Object.keys(before).flatMap((path) => {
    const kept = new Set(texts(after[path]))
    return texts(before[path]).filter((address) => !kept.has(address))
  })
}
