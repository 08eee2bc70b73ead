import { parseAddress } from '../model/address.ts'
import { parseBaseline } from '../model/baseline.ts'
import { pathAt } from '../model/fields.ts'
import type { Digest, Json } from '../model/json.ts'
import type { LiveResource } from '../model/live.ts'
import { provenPart } from '../model/members.ts'
import type { Conflict, Drift } from '../model/plan.ts'
import type { WrittenValues } from '../model/state.ts'
import type { TargetTraits } from '../model/target.ts'
import { mainKind, partGroups } from '../model/target-kinds.ts'

export interface Recall {
  resources: LiveResource[]
  /** What was last written from here, by key. */
  written: (keys: string[]) => Promise<ReadonlyMap<string, WrittenValues>>
  traits: TargetTraits
  digest: Digest
}

/**
 * Adds former values to what a plan reports, where the fingerprint on the resource proves them. Nothing that is planned
 * depends on it.
 */
export async function recallLastWritten<T extends Drift | Conflict>(entries: T[], recall: Recall): Promise<T[]> {
  const { name } = mainKind(recall.traits)
  const isOf = ({ address }: T) => parseAddress(address).kind === name
  const unknown = entries.filter((entry) => entry.last_written === null && isOf(entry))
  if (unknown.length === 0) return entries
  const resources = new Map(recall.resources.map((live) => [live.key, live]))
  const written = await recall.written([...new Set(unknown.map(({ address }) => parseAddress(address).key))])
  return entries.map((entry) => {
    const live = resources.get(parseAddress(entry.address).key)
    if (entry.last_written !== null || !live || !isOf(entry)) return entry
    const value = provenValue(live, { field: entry.field, written: written.get(live.key) }, recall)
    return value === null ? entry : { ...entry, last_written: value }
  })
}

interface Former {
  field: string
  written: WrittenValues | undefined
}

function provenValue({ key, fields }: LiveResource, { field, written }: Former, { traits, digest }: Recall): Json {
  const kind = mainKind(traits)
  const path = pathAt(field, kind.groups, partGroups(traits))
  const baseline = parseBaseline(fields[traits.baseline.path], digest)
  const print = baseline?.sku === key ? baseline.fields[path] : undefined
  const value = written?.fields[path]
  if (print === undefined || value === undefined) return null
  return provenPart(value, { field: kind.field(path), print }, digest) ?? null
}
