import { addressOf } from '../../model/address.ts'
import { liveOf } from '../../model/live.ts'
import type { Address } from '../../model/plan.ts'
import type { Owned } from '../types.ts'
import type { DiffContext } from './context.ts'

/** A field that holds the same on all resources, such as the family that they are in. */
export interface ConstantValue {
  path: string
  /** As plans show it. */
  value: string
  address: Address
  id: string
  origin: string
}

/** What a resource lacks of them; another value is a person's choice and stays. */
export function constantsFor(owned: Owned | null, { kind, input, parts }: DiffContext): ConstantValue[] {
  if (!kind.constants || !parts.has('products')) return []
  return kind.constants.flatMap(({ path, origin }) => {
    const { refers } = kind.field(path)
    const [there] = refers ? liveOf(input.live, refers.kind) : []
    // Absent means that it was not read: only what is known to be empty is filled.
    if (!there || (owned && owned.live.fields[path] !== null)) return []
    return [{ path, value: there.key, address: addressOf(there.kind, there.key), id: there.id, origin }]
  })
}
