import { texts } from '../model/fields.ts'
import type { FieldTraits } from '../model/kinds.ts'
import type { Resolving } from './references.ts'
import type { Flat } from './resolution.ts'

interface NewMembers {
  field: FieldTraits
  path: string
  added: string[]
}

/** Members that are not there yet; those whose resource is not there either are left out. */
export function newMembers(
  { kind, operation }: Flat,
  { field, path, added }: NewMembers,
  { references, context, ids }: Resolving,
): string[] {
  const { live, withheld } = context
  const owner = kind.owner?.(operation.key)
  const there = texts(live?.fields[owner?.path ?? path])
  const { refers } = field
  if (!refers || refers.sentByKey) return kind.lists === 'whole' ? [...new Set([...there, ...added])] : added
  const members: string[] = []
  for (const address of added) {
    const id = ids.find(operation, address)
    if (id === null || withheld?.has(address)) references.leftOut.add(address)
    else if (!there.includes(id)) members.push(id)
  }
  return kind.lists === 'whole' && members.length > 0 ? [...there, ...members] : members
}
