import { addressOf } from '../../model/address.ts'
import type { FieldTraits } from '../../model/kinds.ts'
import { PLAIN } from './common-traits.ts'
import type { Dialect } from './dialect.ts'
import { attributeIn } from './paths.ts'

/** Fields that every product has, by their paths. */
export function ownFields({ statuses, objection }: Dialect): [string, FieldTraits][] {
  const picture: FieldTraits = { holds: 'other', merge: 'replace', refers: { kind: 'asset', lost: 'left-out' } }
  const family: FieldTraits = { ...PLAIN, refers: { kind: 'family', byKey: true, lost: 'skipped' }, apart: true }
  const status: FieldTraits = { holds: 'choice', merge: 'replace', options: new Set(statuses) }
  return [
    ['thumbnail', picture],
    ['family', family],
    ['status', { ...status, objection: (value) => objection('status', value) }],
    ...['label', 'gtin'].map((own): [string, FieldTraits] => [
      own,
      { ...PLAIN, objection: (value) => objection(own, value) },
    ]),
  ]
}

/** A field that is there once its attribute is. */
export function definedField(label: string): FieldTraits {
  return { ...PLAIN, definedBy: addressOf('attribute', label) }
}

/** The attribute that holds the images. */
export function galleryField(label: string, { limits }: Dialect): FieldTraits {
  return {
    ...definedField(label),
    holds: 'assets',
    merge: 'own-ordered',
    most: limits.assets,
    refers: { kind: 'asset', lost: 'left-out' },
  }
}

interface Values {
  types: ReadonlyMap<string, string | null>
  dialect: Dialect
}

/** Any other attribute, by the type that the workspace says it has. */
export function valueField(path: string, { types, dialect }: Values): FieldTraits {
  const label = attributeIn(path)
  if (label === null) return PLAIN
  const type = types.get(label) ?? null
  if (type === null) return definedField(label)
  const objection: FieldTraits['objection'] = (value) => dialect.objection(type, value)
  return { ...definedField(label), holds: dialect.types[type] ?? 'other', objection }
}
