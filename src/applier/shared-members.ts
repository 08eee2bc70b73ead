import type { Json } from '../model/json.ts'
import type { FieldTraits } from '../model/kinds.ts'
import { mergeMembers } from '../model/members.ts'
import type { Resolving } from './references.ts'
import { additions, type Flat } from './resolution.ts'

interface Shared {
  field: FieldTraits
  path: string
}

/** The list as it is now, with what the plan takes out and puts in: what others did to it meanwhile stays. */
export function sharedMembers(
  { operation, before, after }: Flat,
  { field, path }: Shared,
  { context }: Resolving,
): Json {
  const ours = field.merge === 'own-ordered' ? operation.baseline?.members?.[path] : undefined
  const merged = mergeMembers({
    field,
    there: context.live?.fields[path],
    dropped: additions(after[path], before[path]),
    wanted: ours ?? additions(before[path], after[path]),
  })
  return merged.length > 0 ? merged : null
}
