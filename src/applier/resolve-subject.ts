import { addressOf } from '../model/address.ts'
import type { Address } from '../model/plan.ts'
import type { Change } from '../model/target.ts'
import type { Ids } from './ids.ts'
import type { Flat } from './resolution.ts'

type Subject = Pick<Change, 'id' | 'needs'> | { unknown: Address }

/** What is written to, the owner of a slice for the slice; its id is `null` when it is to be made. */
export function findSubject({ operation, kind }: Flat, ids: Ids): Subject {
  const owner = kind.owner?.(operation.key)
  const isCreate = operation.action === kind.verbs.create && owner === undefined
  const address = owner ? addressOf(owner.kind, owner.key) : operation.address
  const id = isCreate ? null : (operation.target_id ?? ids.find(operation, address))
  if (!isCreate && id === null) return { unknown: address }
  if (!owner) return { id, needs: {} }
  const definition = addressOf(owner.definition.kind, owner.definition.key)
  const needed = ids.find(operation, definition)
  return needed === null ? { unknown: definition } : { id, needs: { [definition]: needed } }
}
