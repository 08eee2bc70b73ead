import { addressOf, parseAddress } from '../model/address.ts'
import type { Address, Operation } from '../model/plan.ts'
import type { TargetTraits } from '../model/target.ts'
import { imageKind, kindNamed, subjectOf } from '../model/target-kinds.ts'

/** What an operation says about which ids objects have. */
function claims({ address, target_id, refs, kind: name, key }: Operation, traits: TargetTraits): [Address, string][] {
  const kind = kindNamed(traits, name)
  const touched = kind && subjectOf(kind, key)
  const subject = touched ? addressOf(touched.kind, touched.key) : address
  return [...Object.entries(refs), ...(target_id === null ? [] : [[subject, target_id] as [Address, string]])]
}

/**
 * Operations that contradict the others about an id: one object under two ids, or two products under one. By operation,
 * what is wrong.
 */
export function conflictingIds(operations: Operation[], traits: TargetTraits): Map<string, string> {
  const ids = new Map<Address, string>()
  const owners = new Map<string, Address>()
  const found = new Map<string, string>()
  const image = imageKind(traits)?.name
  for (const operation of operations) {
    for (const [address, id] of claims(operation, traits)) {
      if (ids.has(address) && ids.get(address) !== id)
        found.set(operation.id, `gives ${address} another id than before`)
      ids.set(address, ids.get(address) ?? id)
      if (parseAddress(address).kind === image) continue
      const owner = owners.get(id) ?? address
      if (owner !== address) found.set(operation.id, `gives ${address} the id of ${owner}`)
      owners.set(id, owner)
    }
  }
  return found
}
