import { parseAddress } from '../../model/address.ts'
import type { Diagnostic } from '../../model/diagnostic.ts'
import { type Address, KINDS, type Operation } from '../../model/plan.ts'

const RANK = new Map<string, number>(KINDS.map((kind, index) => [kind, index]))

/** The order of `byOrder`, kind by kind: most of what is sorted is in order already. */
export function inOrder(operations: Operation[]): Operation[] {
  const byKind = Map.groupBy(operations, ({ address }) => parseAddress(address).kind)
  return KINDS.flatMap((kind) =>
    (byKind.get(kind) ?? []).sort((a, b) => compare(a.address, b.address) || compare(a.id, b.id)),
  )
}

/** By kind in the order of dependency, then by address and action: the order of every list in a plan. */
export function byOrder(a: { address: Address; id: string }, b: { address: Address; id: string }): number {
  const rank = (address: Address) => RANK.get(parseAddress(address).kind) ?? KINDS.length
  return rank(a.address) - rank(b.address) || compare(a.address, b.address) || compare(a.id, b.id)
}

export function byText(a: Diagnostic, b: Diagnostic): number {
  return (
    compare(a.severity, b.severity) ||
    compare(a.code, b.code) ||
    compare(a.address ?? '', b.address ?? '') ||
    compare(a.message, b.message)
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
