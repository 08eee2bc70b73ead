import { addressOf, parseAddress } from '../model/address.ts'
import type { TargetTraits } from '../model/target.ts'
import { kindNamed, subjectOf } from '../model/target-kinds.ts'

/** A resource that carries baselines, as an operation found or left it. */
interface Carrier {
  /** What it is remembered by: of the first kind that carries baselines its key, of others the address. */
  key: string
  created: boolean
  removed?: true
}

/** The resource whose baseline an operation renews: itself, or the one that it writes a slice of; `null` for all others. */
export function carrierOf(id: string, traits: TargetTraits): Carrier | null {
  const colon = id.indexOf(':')
  const { kind: name, key } = parseAddress(id.slice(colon + 1))
  const kind = kindNamed(traits, name)
  if (!kind) return null
  const subject = subjectOf(kind, key)
  if (!traits.baseline.kinds.includes(subject.kind)) return null
  const action = id.slice(0, colon)
  const whole = kind.owner === undefined
  const removed = whole && kind.verbs.remove !== undefined && action === kind.verbs.remove
  const isFirst = traits.baseline.kinds[0] === subject.kind
  // Kinds may have equal keys.
  return {
    key: isFirst ? subject.key : addressOf(subject.kind, subject.key),
    created: whole && action === kind.verbs.create,
    ...(removed ? { removed } : {}),
  }
}
