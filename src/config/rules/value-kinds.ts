import type { ValueKind } from '../../model/kinds.ts'
import type { AttributeForm } from '../../model/scaffold.ts'
import type { AttributeSpec } from '../../model/settings.ts'
import type { Draft } from './rule.ts'

/** Without a target nothing is known, and nothing is complained of. */
const NO_FORM: AttributeForm = {
  types: {},
  refused: {},
  whole: [],
  own: {},
  slug: (name) => name,
  baseline: { label: '', name: '' },
  reserved: () => ({}),
}

/** What the target lets specs/attributes.yaml say. */
export function formOf({ entries }: Pick<Draft, 'entries'>): AttributeForm {
  return entries.target?.side.attributes ?? NO_FORM
}

/** What the attribute holds; the product's own fields are texts. Where no type is said only the plan knows. */
export function kindOf(
  { label, type }: Pick<AttributeSpec, 'label' | 'type'>,
  { types, own, untyped }: Pick<AttributeForm, 'types' | 'own' | 'untyped'>,
): ValueKind {
  if (type === null) return untyped && !Object.hasOwn(own, label) ? 'json' : 'text'
  return types[type] ?? 'text'
}

/** The values that are allowed; none: any. */
export function optionsOf({ label, type, options }: AttributeSpec, form: AttributeForm): readonly string[] {
  const own = Object.hasOwn(form.own, label) ? form.own[label] : undefined
  if (own !== undefined) return own
  const kind = kindOf({ label, type }, form)
  return kind === 'choice' || kind === 'choices' ? options : []
}
