import type { ValueKind } from '../../model/live.ts'
import type { AttributeSpec, Settings } from '../../model/settings.ts'
import type { TargetTraits } from '../../model/target.ts'
import { pathOf } from '../project/desired-fields.ts'
import type { KindOf } from '../types.ts'

interface Schema {
  settings: Settings
  attributes: AttributeSpec[]
  traits: TargetTraits
}

/** What every managed field holds: the product's own fields, the attributes of the spec, gallery and baseline. */
export function fieldKinds({ settings, attributes, traits }: Schema): KindOf {
  const kinds = new Map<string, ValueKind>(Object.entries(traits.fields))
  for (const { label, type } of attributes) {
    if (type !== null) kinds.set(pathOf(label), traits.types[type] ?? 'other')
  }
  kinds.set(pathOf(traits.baseline.label), traits.types[traits.baseline.type] ?? 'other')
  kinds.set(pathOf(settings.target.gallery), 'assets')
  return (path) => kinds.get(path) ?? 'text'
}
