import type { Address, Operation } from '../model/plan.ts'
import type { OperationOutcome } from '../model/run.ts'
import type { TargetTraits } from '../model/target.ts'
import { flat, referencesIn } from './resolution.ts'

export interface Dependency {
  operation: Operation
  outcome: OperationOutcome
}

/** The first dependency whose failure keeps the operation from running, `null` when it may run. */
export function hindrance(operation: Operation, dependencies: Dependency[], traits: TargetTraits): Operation | null {
  const failed = dependencies.filter(({ outcome: { outcome } }) => outcome !== 'succeeded' && outcome !== 'adopted')
  if (failed.length === 0) return null
  const optional = optionalFor(operation, traits)
  return failed.find(({ operation: { address } }) => !optional.has(address))?.operation ?? null
}

/** A product goes without a picture that failed, a set of relations without a member that failed. */
function optionalFor(operation: Operation, traits: TargetTraits): ReadonlySet<Address> {
  const given = flat(operation, traits)
  if (!given) return new Set()
  const { kind, after } = given
  return new Set(
    Object.entries(after).flatMap(([path, value]) => {
      const field = kind.field(path)
      return field.refers && field.refers.lost !== 'skipped' ? referencesIn(value, { field }) : []
    }),
  )
}
