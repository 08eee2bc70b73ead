import { addressOf, parseAddress } from '../../model/address.ts'
import { texts } from '../../model/fields.ts'
import type { Address } from '../../model/plan.ts'
import type { Definition, TargetTraits } from '../../model/target.ts'
import { kindNamed, mainKind } from '../../model/target-kinds.ts'

/** What baselines need: the definition of their field, and its place in whatever lists such definitions. */
export function baselineDefinitions(definitions: Definition[], traits: TargetTraits): Definition[] {
  const needed = mainKind(traits).field(traits.baseline.path).definedBy
  if (needed === undefined) return []
  return definitions.flatMap((definition) => {
    if (addressOf(definition.kind, definition.key) === needed) return [definition]
    const fields = listsOf(definition, needed, traits)
    return fields.length === 0 ? [] : [{ ...definition, fields: Object.fromEntries(fields) }]
  })
}

function listsOf({ kind: name, fields }: Definition, needed: Address, traits: TargetTraits): [string, string[]][] {
  const { kind: wanted, key } = parseAddress(needed)
  const kind = kindNamed(traits, name)
  return Object.keys(fields).flatMap((path) => {
    const lists = kind?.field(path).refers?.kind === wanted && Array.isArray(fields[path])
    return lists && texts(fields[path]).includes(key) ? [[path, [key]] as [string, string[]]] : []
  })
}
