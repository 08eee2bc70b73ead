import { foreignId } from '../../model/address.ts'
import type { Address } from '../../model/plan.ts'
import type { UndoContext } from './context.ts'

/** What a write refers to, gathered as its values are put into addresses. */
export interface References {
  refs: { [address: Address]: string }
  /** Operations that upload pictures again. */
  uploads: Set<string>
}

/** A picture as plans show it: one that was deleted in the run comes again, under its name and another id. */
export function pictureOf(
  address: Address,
  { kind, references }: { kind: string; references: References },
  context: UndoContext,
): Address {
  const id = context.ids.find(address)
  const deleted = id === null ? undefined : deletedAs(id, context)
  if (deleted !== undefined) {
    references.uploads.add(deleted.upload)
    return deleted.address
  }
  const name = id === null ? address : context.ids.nameOf(kind, id)
  if (id !== null && foreignId(name) === null) references.refs[name] = id
  return name
}

/** The picture that was deleted under this id, and the operation that uploads it again. */
function deletedAs(id: string, { deeds, image }: UndoContext): { address: Address; upload: string } | undefined {
  const gone = deeds.find(
    ({ kind, operation }) =>
      kind.name === image?.name && operation.action === kind.verbs.remove && operation.target_id === id,
  )
  if (!gone) return undefined
  const { address } = gone.operation
  return { address, upload: `${gone.kind.verbs.create}:${address}` }
}
