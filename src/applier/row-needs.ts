import { addressOf, parseAddress, parseLinkAddress } from '../model/address.ts'
import type { Operation } from '../model/plan.ts'
import type { Ids } from './ids.ts'
import { additions } from './resolution.ts'

/** The product that an operation is checked against before it is written, and the id that the plan gives it. */
interface Subject {
  sku: string
  /** `null`: this run has found the product itself. */
  id: string | null
}

/**
 * `null`: nothing is there to be checked, or the target's own refusal is the answer. A product that the plan wanted to
 * make and that was there already may have links as well, on another machine or after a crash.
 */
export function subjectOf(operation: Operation, ids: Ids): Subject | null {
  const { address, target_id, refs } = operation
  const { kind, key } = parseAddress(address)
  if (kind === 'product') return target_id === null ? null : { sku: key, id: target_id }
  if (kind !== 'link') return null
  const { sku } = parseLinkAddress(address)
  const source = addressOf('product', sku)
  if (target_id !== null) return { sku, id: target_id }
  if (ids.learnt(source) !== null) return ids.foundMade(source) ? { sku, id: null } : null
  const id = Object.hasOwn(refs, source) ? refs[source] : undefined
  return id === undefined ? null : { sku, id }
}

/** Products to be linked of which only the plan says which ids they have, by address. */
export function claimedTargets(operation: Operation, ids: Ids): { [address: string]: string } {
  if (parseAddress(operation.address).kind !== 'link') return {}
  const claimed = additions(operation, 'targets').filter(
    (address) => ids.learnt(address) === null && Object.hasOwn(operation.refs, address),
  )
  return Object.fromEntries(claimed.map((address) => [address, operation.refs[address] as string]))
}

/** The SKUs of all products whose rows an operation needs. */
export function neededRows(operation: Operation, ids: Ids): string[] {
  const subject = subjectOf(operation, ids)
  const targets = Object.keys(claimedTargets(operation, ids)).map((address) => parseAddress(address).key)
  return subject === null ? targets : [subject.sku, ...targets]
}
