import { addressOf, parseAddress } from '../../model/address.ts'
import { texts } from '../../model/fields.ts'
import type { Address } from '../../model/plan.ts'
import type { Definition, TargetTraits } from '../../model/target.ts'
import { kindNamed, mainKind } from '../../model/target-kinds.ts'

/**
 * What baselines need, and keys that are given: the definitions of their fields, and the places of these in whatever lists
 * such definitions. `keys`: paths of keys that are given.
 */
export function neededDefinitions(
  definitions: Definition[],
  { traits, keys }: { traits: TargetTraits; keys: readonly string[] },
): Definition[] {
  const main = mainKind(traits)
  const needed = new Set([traits.baseline.path, ...keys].flatMap((path) => main.field(path).definedBy ?? []))
  if (needed.size === 0) return []
  return definitions.flatMap((definition) => {
    if (needed.has(addressOf(definition.kind, definition.key))) return [definition]
    const fields = listsOf(definition, needed, traits)
    return fields.length === 0 ? [] : [{ ...definition, fields: Object.fromEntries(fields) }]
  })
}

function listsOf(
  { kind: name, fields }: Definition,
  needed: ReadonlySet<Address>,
  traits: TargetTraits,
): [string, string[]][] {
  const kind = kindNamed(traits, name)
  const wanted = [...needed].map(parseAddress)
  return Object.keys(fields).flatMap((path) => {
    const listed = kind?.field(path).refers?.kind
    if (listed === undefined || !Array.isArray(fields[path])) return []
    const there = new Set(texts(fields[path]))
    const keys = wanted.flatMap(({ kind: of, key }) => (of === listed && there.has(key) ? [key] : []))
    return keys.length > 0 ? [[path, keys] as [string, string[]]] : []
  })
}
