import { foreignId } from '../model/address.ts'
import type { Address, Operation } from '../model/plan.ts'
import type { OperationOutcome } from '../model/run.ts'

/** Which target ids the addresses of a plan stand for. */
export interface Ids {
  /** From this run, else as the plan knew it; `null` when the object is not there. Never guessed. */
  find(operation: Operation, address: Address): string | null
  /** From this run alone; `null` when the plan's word is all there is. */
  learnt(address: Address): string | null
  /** True when an operation of this run should have made it and did not. */
  lost(address: Address): boolean
  /** True when an operation of this run found it made already. */
  foundMade(address: Address): boolean
}

export interface LearningIds extends Ids {
  learn(operation: Operation, outcome: OperationOutcome): void
}

export function createIds(): LearningIds {
  const known = new Map<Address, string>()
  const lost = new Set<Address>()
  const found = new Set<Address>()
  return {
    find(operation, address) {
      const planned = Object.hasOwn(operation.refs, address) ? operation.refs[address] : null
      return foreignId(address) ?? known.get(address) ?? planned ?? null
    },
    learnt: (address) => known.get(address) ?? null,
    lost: (address) => lost.has(address),
    foundMade: (address) => found.has(address),
    learn({ address }, { outcome, target_id }) {
      if (outcome === 'adopted') found.add(address)
      if (outcome !== 'succeeded' && outcome !== 'adopted') lost.add(address)
      else if (target_id !== undefined) known.set(address, target_id)
    },
  }
}
