import { addressOf } from '../../model/address.ts'
import { texts } from '../../model/fields.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import { liveOf } from '../../model/live.ts'
import type { Address } from '../../model/plan.ts'
import { kindNamed, mainKind } from '../../model/target-kinds.ts'
import type { Differences } from '../diff/index.ts'

/** Something that was found at an address; of a relation with what it holds. */
export interface Found {
  address: Address
  kind: string
  key: string
  after?: JsonObject
  before?: JsonObject | null
}

/** The resources of the main kind that something is about; none where it is about no resource, such as a definition. */
export type HomeOf = (found: Found) => Address[]

/** @param known Addresses of the resources of the main kind that a status is given to */
export function homes(differences: Differences, known: ReadonlySet<Address>): HomeOf {
  const { traits } = differences.context.input
  const below = belowOf(differences)
  return ({ address, kind, key, after, before }) => {
    if (known.has(address)) return [address]
    const above = below.get(address)
    if (above !== undefined) return known.has(above) ? [above] : []
    const owner = kindNamed(traits, kind)?.owner?.(key)
    if (!owner) return []
    const owning = addressOf(owner.kind, owner.key)
    if (known.has(owning)) return [owning]
    return [...new Set([...referred(after), ...referred(before)])].filter((one) => known.has(one))
  }
}

function referred(fields: JsonObject | null | undefined): string[] {
  return Object.values(fields ?? {}).flatMap((value: Json) => texts(value))
}

/** The resource of the main kind by the address of what belongs to it: as it should be, else as it is. */
function belowOf({ context, below }: Differences): Map<Address, Address> {
  const { name: main } = mainKind(context.input.traits)
  const ids = new Map(liveOf(context.input.live, main).map(({ id, key }) => [id, addressOf(main, key)]))
  const found = new Map<Address, Address>()
  for (const { context: own, processed } of below) {
    const { kind, input } = own
    const path = kind.belongs?.master
    if (path === undefined) continue
    for (const { key, fields } of liveOf(input.live, kind.name)) {
      const above = ids.get(String(fields[path] ?? ''))
      if (above !== undefined) found.set(addressOf(kind.name, key), above)
    }
    for (const { listing } of processed) {
      const above = listing.belongs?.[path]
      if (above !== undefined) found.set(listing.address, above)
    }
  }
  return found
}
