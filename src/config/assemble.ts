import type { JsonSchema, Provider, SourceSide, TargetSide } from '../model/provider.ts'
import type { AttributeForm } from '../model/scaffold.ts'
import type { SourceWords } from '../model/source-words.ts'
import { ATTRIBUTES } from './base/attributes.ts'
import { OVERRIDES } from './base/overrides.ts'
import { SYNC } from './base/sync.ts'
import { oneOf } from './words.ts'

const ACCOUNT = {
  description: 'Prefix of the environment variables of this entry, such as OTHER.',
  type: 'string',
  pattern: '^[A-Za-z0-9_-]{1,40}$',
  'x-expected': 'a prefix of variables: letters, digits, - and _',
}

const ref = (name: string): JsonSchema => ({ $ref: `#/$defs/${name}` })

/** One entry, or a list of them where a source has several shops. */
const entry = (name: string): JsonSchema => ({
  type: ['object', 'array'],
  if: { type: 'object' },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: ref(name),
  items: ref(name),
  minItems: 1,
  'x-entry': true,
  'x-expected': 'a mapping, or a list of mappings',
})

/** Names of the providers that a `sync.yaml` has under a key; `null`: nobody knows, so that all of them may be there. */
export interface Named {
  source: readonly string[] | null
  target: readonly string[] | null
}

/**
 * The schema of `sync.yaml` for these providers. Those that the file does not name are known by their names alone: what
 * nobody configures need not be compiled.
 */
export function syncSchema(
  providers: Iterable<Provider>,
  { source: sources, target: targets }: Named = { source: null, target: null },
): JsonSchema {
  const defs: { [name: string]: JsonSchema } = {}
  const properties = { source: {} as { [name: string]: JsonSchema }, target: {} as { [name: string]: JsonSchema } }
  for (const { name, source, target } of providers) {
    const define = (side: string, settings: JsonSchema): string => {
      const { $defs, ...own } = settings
      Object.assign(defs, { [`${side}-${name}`]: own }, $defs)
      return `${side}-${name}`
    }
    if (source) {
      properties.source[name] = isNamed(sources, name) ? entry(define('source', withAccount(source))) : {}
    }
    if (target) properties.target[name] = isNamed(targets, name) ? ref(define('target', target.settings)) : {}
  }
  const { source, target } = SYNC.properties
  const closed = { additionalProperties: false, minProperties: 1 }
  return {
    ...SYNC,
    properties: {
      ...SYNC.properties,
      source: { ...source, ...closed, properties: properties.source },
      target: { ...target, ...closed, maxProperties: 1, properties: properties.target },
    },
    $defs: { ...defs, ...SYNC.$defs },
  }
}

function isNamed(names: readonly string[] | null, name: string): boolean {
  return names === null || names.includes(name)
}

function withAccount({ settings }: SourceSide): JsonSchema {
  return { ...settings, properties: { ...(settings.properties as object), account: ACCOUNT } }
}

/** The schema of `specs/attributes.yaml` for these targets: what one of them takes is taken. */
export function attributesSchema(targets: readonly Pick<TargetSide, 'attributes'>[]): JsonSchema {
  const forms = targets.map(({ attributes }) => attributes)
  const own = [...new Set(forms.flatMap((form) => Object.keys(form.own)))]
  const { attribute, ownField } = ATTRIBUTES.$defs
  const { variants, ...plain } = ATTRIBUTES.properties
  return {
    ...ATTRIBUTES,
    properties: {
      ...plain,
      attributes: { ...plain.attributes, properties: Object.fromEntries(own.map((field) => [field, ref('ownField')])) },
      ...(forms.some((form) => form.variants) ? { variants } : {}),
    },
    $defs: {
      ...ATTRIBUTES.$defs,
      ownField: {
        ...ownField,
        ...(own.length > 0 && {
          'x-unknown': `${oneOf(own, 'and')} are the product's own fields and take neither name nor type nor options`,
        }),
      },
      attribute: {
        ...attribute,
        required: forms.some(({ untyped }) => untyped) ? attribute.required : ['name', 'type', ...attribute.required],
        properties: {
          ...attribute.properties,
          type: typeSchema(forms),
          options: {
            ...attribute.properties.options,
            description: `Allowed values of a ${oneOf([...new Set(forms.flatMap(choiceTypes))])}.`,
          },
        },
      },
    },
  }
}

function typeSchema(forms: AttributeForm[]): JsonSchema {
  const { type } = ATTRIBUTES.$defs.attribute.properties
  const { type: _, ...described } = type
  const types = [...new Set(forms.flatMap((form) => Object.keys(form.types)))]
  if (types.length === 0) return type
  const refused = Object.assign({}, ...forms.map((form) => form.refused))
  return { ...described, 'x-refused': refused, enum: types }
}

/** Types that have options. */
export function choiceTypes({ types }: Pick<AttributeForm, 'types'>): string[] {
  return Object.entries(types).flatMap(([type, holds]) => (holds === 'choice' || holds === 'choices' ? [type] : []))
}

/** The schema of `specs/overrides/*.yaml` for items of these sources. */
export function overridesSchema(sources: readonly SourceWords[]): JsonSchema {
  const { override, slot } = OVERRIDES.$defs
  const ids = sources.map(({ id }) => id.pattern)
  const nouns = [...new Set(sources.map(({ id }) => `${id.noun} (${id.form})`))]
  return {
    ...OVERRIDES,
    $defs: {
      ...OVERRIDES.$defs,
      override: {
        ...override,
        properties: {
          ...override.properties,
          parent: {
            ...override.properties.parent,
            pattern: `^(${[...new Set(ids), 'none'].join('|')})$`,
            'x-expected': oneOf([...nouns, 'none']),
          },
        },
      },
      slot: {
        ...slot,
        pattern: `^(${[...new Set(sources.map((words) => words.slot.pattern))].join('|')})$`,
        'x-expected': oneOf([...new Set(sources.map((words) => words.slot.form))]),
      },
    },
  }
}
