import { addressOf, parseAddress, parseLinkAddress } from '../model/address.ts'
import type { Address, Operation } from '../model/plan.ts'

/** What an operation says about which ids objects have. */
function claims(operation: Operation): [Address, string][] {
  const { address, target_id, refs } = operation
  const { kind } = parseAddress(address)
  const subject = kind === 'link' ? addressOf('product', parseLinkAddress(address).sku) : address
  return [...Object.entries(refs), ...(target_id === null ? [] : [[subject, target_id] as [Address, string]])]
}

/**
 * Operations that contradict the others about an id: one object under two ids, or two products under one. By operation,
 * what is wrong.
 */
export function conflictingIds(operations: Operation[]): Map<string, string> {
  const ids = new Map<Address, string>()
  const owners = new Map<string, Address>()
  const found = new Map<string, string>()
  for (const operation of operations) {
    for (const [address, id] of claims(operation)) {
      if (ids.has(address) && ids.get(address) !== id)
        found.set(operation.id, `gives ${address} another id than before`)
      ids.set(address, ids.get(address) ?? id)
      if (parseAddress(address).kind === 'asset') continue
      const owner = owners.get(id) ?? address
      if (owner !== address) found.set(operation.id, `gives ${address} the id of ${owner}`)
      owners.set(id, owner)
    }
  }
  return found
}
