import { parseAddress } from '../model/address.ts'
import { parseBaseline } from '../model/baseline.ts'
import { type Fields, pathAt } from '../model/fields.ts'
import type { Digest, Json } from '../model/json.ts'
import type { LiveResource } from '../model/live.ts'
import type { Conflict, Drift } from '../model/plan.ts'
import type { TargetTraits } from '../model/target.ts'
import { mainKind, partGroups } from '../model/target-kinds.ts'
import { fingerprint } from '../model/values.ts'

export interface Recall {
  resources: LiveResource[]
  /** The values that were last written to a key from here, by path. */
  written: (key: string) => Fields | null
  traits: TargetTraits
  digest: Digest
}

/**
 * Adds former values to what a plan reports, where the fingerprint on the resource proves them. Nothing that is planned
 * depends on it.
 */
export function recallLastWritten<T extends Drift | Conflict>(entries: T[], recall: Recall): T[] {
  const unknown = entries.filter(({ last_written }) => last_written === null)
  if (unknown.length === 0) return entries
  const resources = new Map(recall.resources.map((live) => [live.key, live]))
  return entries.map((entry) => {
    const live = resources.get(parseAddress(entry.address).key)
    if (entry.last_written !== null || !live) return entry
    const value = provenValue(live, entry.field, recall)
    return value === null ? entry : { ...entry, last_written: value }
  })
}

function provenValue({ key, fields }: LiveResource, field: string, { written, traits, digest }: Recall): Json {
  const kind = mainKind(traits)
  const path = pathAt(field, kind.groups, partGroups(traits))
  const baseline = parseBaseline(fields[traits.baseline.path], digest)
  const print = baseline?.sku === key ? baseline.fields[path] : undefined
  const value = print === undefined ? undefined : written(key)?.[path]
  return value !== undefined && fingerprint(kind.field(path).holds, value, digest) === print ? value : null
}
