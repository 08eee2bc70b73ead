import { parseAddress } from '../model/address.ts'
import type { Operation } from '../model/plan.ts'
import type { OperationOutcome } from '../model/run.ts'
import { texts } from './resolution.ts'

export interface Dependency {
  operation: Operation
  outcome: OperationOutcome
}

/** The first dependency whose failure keeps the operation from running, `null` when it may run. */
export function hindrance(operation: Operation, dependencies: Dependency[]): Operation | null {
  const isOptional = optionalFor(operation)
  const cause = dependencies.find(
    ({ operation: dependency, outcome: { outcome } }) =>
      outcome !== 'succeeded' && outcome !== 'adopted' && !isOptional(dependency),
  )
  return cause?.operation ?? null
}

/** A product goes without a picture that failed, a set of links without a product that failed. */
function optionalFor({ address, after }: Operation): (dependency: Operation) => boolean {
  const { kind } = parseAddress(address)
  if (kind === 'product') return (dependency) => parseAddress(dependency.address).kind === 'asset'
  const targets = new Set(kind === 'link' ? texts(after.targets) : [])
  return (dependency) => targets.has(dependency.address)
}
