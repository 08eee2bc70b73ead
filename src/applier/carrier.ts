import { parseAddress } from '../model/address.ts'
import type { TargetTraits } from '../model/target.ts'
import { kindNamed, subjectOf } from '../model/target-kinds.ts'

/** The resource whose baseline an operation renews: itself, or the one that it writes a slice of; `null` for all others. */
export function carrierOf(id: string, traits: TargetTraits): { key: string; created: boolean } | null {
  const colon = id.indexOf(':')
  const { kind: name, key } = parseAddress(id.slice(colon + 1))
  const kind = kindNamed(traits, name)
  if (!kind) return null
  const subject = subjectOf(kind, key)
  if (subject.kind !== traits.baseline.kind) return null
  return { key: subject.key, created: kind.owner === undefined && id.slice(0, colon) === kind.verbs.create }
}
