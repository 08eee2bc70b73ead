import { addressOf } from '../../model/address.ts'
import type { KindTraits } from '../../model/kinds.ts'
import { liveOf } from '../../model/live.ts'
import type { Address, Provenance } from '../../model/plan.ts'
import { policyOrigin } from '../../model/provenance.ts'
import type { Owned, PlanInput } from '../types.ts'
import type { Write } from './write.ts'

/** A field that holds the same on all resources, such as the family that they are in. */
export interface ConstantValue {
  path: string
  /** As plans show it. */
  value: string
  address: Address
  id: string
  provenance: Provenance
}

/** What all new resources hold. */
export interface Constants {
  values: readonly ConstantValue[]
  refs: Write['refs']
}

export function constantsOfNew(context: Lacking): Constants {
  const values = constantsFor(null, context)
  return { values, refs: Object.freeze(Object.fromEntries(values.map(({ address, id }) => [address, id]))) }
}

interface Lacking {
  kind: KindTraits
  input: PlanInput
  parts: ReadonlySet<string>
}

/** What a resource lacks of them; another value is a person's choice and stays. */
export function constantsFor(owned: Owned | null, { kind, input, parts }: Lacking): ConstantValue[] {
  if (!kind.constants || !parts.has('products')) return []
  return kind.constants.flatMap(({ path, origin }) => {
    const { refers } = kind.field(path)
    const [there] = refers ? liveOf(input.live, refers.kind) : []
    // Absent means that it was not read: only what is known to be empty is filled.
    if (!there || (owned && owned.live.fields[path] !== null)) return []
    return [
      {
        path,
        value: there.key,
        address: addressOf(there.kind, there.key),
        id: there.id,
        provenance: policyOrigin(origin),
      },
    ]
  })
}
