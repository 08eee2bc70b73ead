import { parseAddress } from '../model/address.ts'
import { parseBaseline } from '../model/baseline.ts'
import { type Fields, parsePart, partPath } from '../model/fields.ts'
import type { LiveResource } from '../model/live.ts'
import { fieldsByPart, type PartPlace, underKeys } from '../model/marks.ts'
import type { Address, Operation } from '../model/plan.ts'
import type { Named, TargetTraits } from '../model/target.ts'
import { partPlace } from '../model/target-kinds.ts'
import { sameValue } from '../model/values.ts'
import type { Ownership } from './owner.ts'
import { type Flat, flat } from './resolution.ts'
import { givesKey } from './roles.ts'

/** What addresses are looked up by: what gets a key of ours may not carry it yet, and has its id. */
export function namesFor(operations: readonly Operation[], traits: TargetTraits): (address: Address) => Named {
  const ids = new Map(
    operations.flatMap((operation): [Address, string][] =>
      operation.target_id !== null && givesKey(operation, traits) ? [[operation.address, operation.target_id]] : [],
    ),
  )
  return (address) => {
    const id = ids.get(address)
    return { ...parseAddress(address), ...(id === undefined ? {} : { id }) }
  }
}

/** What is taken over, as it will be with the keys that it gets; or which of its parts cannot be told any more. */
export type Taken = { live: LiveResource } | { lost: string[] }

/** A part is the one that still holds what the plan saw of it, or that has its key by now. */
export function asTaken(operation: Operation, live: LiveResource, traits: TargetTraits): Taken {
  const given = flat(operation, traits)
  const place = partPlace(traits)
  if (!given || place === null) return { live }
  const there = fieldsByPart(live.fields, place.group)
  const parts = new Map<string, string>()
  const lost: string[] = []
  for (const [key, fields] of fieldsByPart(given.after, place.group)) {
    if (there.has(key)) continue
    const alike = [...there].filter(([, own]) => holdsSame(own, fields, { given, place }))
    const [only] = alike
    if (alike.length === 1 && only && !parts.has(only[0])) parts.set(only[0], key)
    else lost.push(key)
  }
  return lost.length > 0 ? { lost } : { live: underKeys(live, { key: operation.key, parts }, place) }
}

function holdsSame(live: Fields, wanted: Fields, { given, place }: { given: Flat; place: PartPlace }): boolean {
  const { group, keyField } = place
  const inside = (fields: Fields): Map<string, Fields[string]> =>
    new Map(Object.entries(fields).map(([path, value]) => [parsePart(path, [group])?.path ?? path, value]))
  const there = inside(live)
  return [...inside(wanted)].every(([path, value]) => {
    if (path === keyField) return true
    return sameValue(given.kind.field(partPath(group, '', path)).holds, there.get(path), value)
  })
}

/** Only what nobody marked as anyone's is taken over, or what is ours by now. */
export function isTakenByOthers(
  { key }: Operation,
  { fields }: LiveResource,
  { scope, baselinePath, digest }: Ownership,
): boolean {
  const baseline = parseBaseline(fields[baselinePath], digest)
  return baseline !== null && (baseline.sku !== key || baseline.scope !== scope)
}
