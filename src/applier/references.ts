import type { Address, Operation } from '../model/plan.ts'
import type { Ids } from './ids.ts'
import type { ResolveContext } from './resolution.ts'

/** References of one operation: the id, or nothing for what failed; what was never known is remembered. */
export interface References {
  find(address: Address, optional: boolean): string[]
  unknown: Address[]
  leftOut: Set<Address>
}

/** Nothing is looked up yet. */
export function createReferences(operation: Operation, ids: Ids): References {
  const unknown: Address[] = []
  const leftOut = new Set<Address>()
  return {
    find(address, optional) {
      const id = ids.find(operation, address)
      if (id !== null) return [id]
      if (optional && ids.lost(address)) leftOut.add(address)
      else unknown.push(address)
      return []
    },
    unknown,
    leftOut,
  }
}

/** What resolving a field needs beside the operation. */
export interface Resolving {
  references: References
  context: ResolveContext
  ids: Ids
}
