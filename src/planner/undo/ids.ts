import { addressOf, foreignAddress, foreignId } from '../../model/address.ts'
import { parseBaseline } from '../../model/baseline.ts'
import type { Fields } from '../../model/fields.ts'
import type { Json } from '../../model/json.ts'
import type { FieldTraits } from '../../model/kinds.ts'
import { type LiveResource, liveOf } from '../../model/live.ts'
import type { Address } from '../../model/plan.ts'
import { imageKind, mainKind } from '../../model/target-kinds.ts'
import type { Deed } from './deeds.ts'
import type { UndoInput } from './types.ts'

/** Which ids the addresses of the plan stood for when it had been carried out, and the other way round. */
export interface PastIds {
  find(address: Address): string | null
  /** The address that plans show for an id; what nobody named is shown by its id. */
  nameOf(kind: string, id: string): Address
  /** A value as the target holds it: ids in place of addresses. */
  stored(field: FieldTraits, value: Json | undefined): Json
}

export function pastIds(deeds: readonly Deed[], input: UndoInput): PastIds {
  const ids = new Map<Address, string>()
  for (const one of liveOf(input.live, mainKind(input.traits).name)) ids.set(addressOf(one.kind, one.key), one.id)
  for (const { operation } of deeds) for (const [address, id] of Object.entries(operation.refs)) ids.set(address, id)
  for (const [address, id] of shownPictures(deeds, input)) ids.set(address, id)
  for (const { operation, kind, outcome } of deeds) {
    const id = outcome?.target_id ?? operation.target_id
    if (!kind.owner && id !== null) ids.set(operation.address, id)
  }
  const names = new Map([...ids].map(([address, id]) => [id, address]))
  const find = (address: Address): string | null => foreignId(address) ?? ids.get(address) ?? null
  return {
    find,
    nameOf: (kind, id) => names.get(id) ?? foreignAddress(kind, id),
    stored({ refers }, value) {
      if (!refers || refers.byKey || value === null || value === undefined) return value ?? null
      const idOf = (address: Json): string => find(String(address)) ?? String(address)
      return Array.isArray(value) ? value.map(idOf) : idOf(value)
    },
  }
}

/** Pictures that were uploaded with a plan of which nothing else is known: the baselines say which ids they have got. */
function* shownPictures(deeds: readonly Deed[], { traits, live, digest }: UndoInput): Iterable<[Address, string]> {
  const main = mainKind(traits)
  if (!imageKind(traits)) return
  const rows = new Map(liveOf(live, main.name).map((one) => [one.key, one]))
  for (const { operation } of deeds) {
    if (operation.kind !== main.name || !operation.baseline?.images) continue
    const there = new Map(baselineImages(rows.get(operation.key), { path: traits.baseline.path, digest }))
    for (const { image, asset } of operation.baseline.images) {
      const id = there.get(image)
      if (id !== undefined && foreignId(asset) === null) yield [asset, id]
    }
  }
}

function baselineImages(
  live: LiveResource | undefined,
  { path, digest }: { path: string; digest: UndoInput['digest'] },
): [string, string][] {
  const fields: Fields = live?.fields ?? {}
  return (parseBaseline(fields[path], digest)?.images ?? []).map(({ image, asset }) => [image, asset])
}
