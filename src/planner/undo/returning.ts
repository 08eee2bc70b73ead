import { addressOf, foreignId } from '../../model/address.ts'
import { liveOf } from '../../model/live.ts'
import type { Address } from '../../model/plan.ts'
import { tiersOf } from '../../model/target-kinds.ts'
import type { DeletedOwner, UndoContext } from './context.ts'
import { deedsOf } from './deeds.ts'
import type { UndoInput } from './types.ts'

/** What a write refers to, gathered as its values are put into addresses. */
export interface References {
  refs: { [address: Address]: string }
  /** Operations that make again what it refers to: pictures, and what it belongs to. */
  makers: Set<string>
  /** Something that it refers to has another id than it had. */
  renewed: boolean
}

/** A picture as plans show it: one that was deleted in the run comes again, under its name and another id. */
export function pictureOf(
  address: Address,
  { kind, references }: { kind: string; references: References },
  context: UndoContext,
): Address {
  const owner = context.deletedOwners.get(address)
  if (owner !== undefined) {
    references.renewed = true
    if (owner.id === null) references.makers.add(owner.maker)
    else references.refs[address] = owner.id
    return address
  }
  const id = context.ids.find(address)
  const deleted = id === null ? undefined : deletedAs(id, context)
  if (deleted !== undefined) {
    references.renewed = true
    references.makers.add(deleted.upload)
    return deleted.address
  }
  const name = id === null ? address : context.ids.nameOf(kind, id)
  if (id !== null && foreignId(name) === null) references.refs[name] = id
  return name
}

/** By address. */
export function deletedOwners(input: UndoInput): Map<Address, DeletedOwner> {
  const tiers = tiersOf(input.traits)
  if (tiers.length < 2) return new Map()
  const deleted = deedsOf(input).filter(
    ({ kind, operation }) => tiers.includes(kind) && operation.action === kind.verbs.remove,
  )
  const rows = new Map(
    tiers.flatMap(({ name }) => liveOf(input.live, name).map((row) => [addressOf(name, row.key), row])),
  )
  return new Map(
    deleted.map(({ kind, operation: { address } }) => {
      const maker = `${kind.verbs.create}:${address}`
      return [address, { id: rows.get(address)?.id ?? null, maker }]
    }),
  )
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
