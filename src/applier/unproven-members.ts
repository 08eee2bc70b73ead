import { parseAddress } from '../model/address.ts'
import type { Address, Operation } from '../model/plan.ts'
import type { Execution } from './execution.ts'
import { isForeign } from './owner.ts'
import { claimedMembers } from './row-needs.ts'

/**
 * Members whose ids nothing but the plan vouches for. An empty look-up is no proof of absence where an earlier run has
 * written that very resource: the target's own answer then decides.
 */
export async function unprovenMembers(
  operation: Operation,
  { options, rows, check: context }: Execution,
): Promise<ReadonlySet<Address>> {
  const withheld = new Set<Address>()
  for (const [address, id] of Object.entries(claimedMembers(operation, context.ids, context.traits))) {
    const live = await rows.get(address)
    const proven = live
      ? live.id === id && !isForeign(live, context)
      : (await options.writtenBefore?.(id)) === parseAddress(address).key
    if (!proven) withheld.add(address)
  }
  return withheld
}
