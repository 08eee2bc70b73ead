import { addressOf } from '../../model/address.ts'
import type { FieldTraits, KindTraits } from '../../model/kinds.ts'
import type { TargetWorkspace } from '../../model/provider.ts'
import type { AttributeSpec } from '../../model/settings.ts'
import type { Definition } from '../../model/target.ts'
import { TYPES } from './attribute-form.ts'
import { ATTRIBUTE, attributeName } from './names.ts'

const PAGE = 1_000
const MOST_OPTIONS = 10_000

const PLAIN: FieldTraits = { holds: 'text', merge: 'replace' }
/** What people call it is theirs once it is made. */
const ONCE: FieldTraits = { ...PLAIN, once: true }
const OPTIONS: FieldTraits = {
  holds: 'choices',
  merge: 'extend',
  most: MOST_OPTIONS,
  added: (members) => `adds ${members.length === 1 ? 'option' : 'options'} ${members.join(', ')}`,
}

/** Definitions of attributes: what they are called, what they hold, and which values a choice has. */
export function attributeKind(): KindTraits {
  return {
    name: ATTRIBUTE,
    noun: ['attribute', 'attributes'],
    madeOf: 'definition',
    parts: ['schema'],
    verbs: { create: 'create', update: 'update' },
    can: ['create', 'update'],
    keyField: 'label',
    groups: [],
    place: 'attribute_definitions',
    pathOf: (label) => label,
    field: (path) => (path === 'options' ? OPTIONS : path === 'name' ? ONCE : PLAIN),
    checked: false,
    page: PAGE,
    lists: 'patch',
    calls: () => 1,
  }
}

/** What the rules of the workspace write to needs a definition, whole. */
export function wantedDefinitions({ attributes }: Pick<TargetWorkspace, 'attributes'>): Definition[] {
  return attributes.flatMap((spec) => {
    const label = attributeName(spec.label)
    return label === null ? [] : [definition(label, spec)]
  })
}

function definition(label: string, spec: AttributeSpec): Definition {
  const type = holdsOf(spec)
  const { file, line } = spec.position
  const origin = { source: file, path: `${spec.label}:${line}` }
  const options = ['choice', 'choices'].includes(type) && spec.options.length > 0 ? { options: spec.options } : {}
  const fields = { name: spec.name === spec.label ? label : spec.name, type, ...options }
  return {
    kind: ATTRIBUTE,
    key: label,
    fields,
    origins: Object.fromEntries(Object.keys(fields).map((path) => [path, origin])),
  }
}

/** Without a type any JSON is held as it is. */
function holdsOf({ type }: Pick<AttributeSpec, 'type'>) {
  return (type === null ? undefined : TYPES[type]) ?? 'json'
}

/** A field of products that stands in their attributes. */
export function attributeField(label: string, spec: AttributeSpec | undefined): FieldTraits {
  const definedBy = addressOf(ATTRIBUTE, label)
  if (!spec) return { holds: 'json', merge: 'replace', definedBy }
  const holds = holdsOf(spec)
  const isChoice = holds === 'choice' || holds === 'choices'
  return {
    holds,
    merge: 'replace',
    definedBy,
    ...(isChoice && spec.options.length > 0 ? { options: new Set(spec.options) } : {}),
  }
}
