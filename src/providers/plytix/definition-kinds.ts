import type { FieldTraits, KindTraits } from '../../model/kinds.ts'
import { COMMON, PLAIN, VERBS } from './common-traits.ts'
import type { Dialect } from './dialect.ts'

/** Attributes, relationships and families. */
export function definitionKinds(dialect: Dialect): KindTraits[] {
  const common = { ...COMMON, madeOf: 'definition', verbs: VERBS, page: dialect.page } as const
  return [
    {
      ...common,
      name: 'attribute',
      noun: ['attribute', 'attributes'],
      parts: ['schema'],
      can: ['create', 'update'],
      keyField: 'label',
      place: dialect.places.attribute ?? '',
      field: (path) => attributeField(path, dialect),
    },
    {
      ...common,
      name: 'relationship',
      noun: ['relationship', 'relationships'],
      parts: ['schema', 'hierarchy', 'listings'],
      can: ['create'],
      keyField: 'label',
      place: dialect.places.relationship ?? '',
      field: () => ({ ...PLAIN, once: true }),
    },
    {
      ...common,
      name: 'family',
      noun: ['family', 'families'],
      parts: ['schema'],
      can: ['update'],
      place: dialect.places.family ?? '',
      field: (path) => (path === 'attributes' ? FAMILY_MEMBERS : PLAIN),
    },
  ]
}

function attributeField(path: string, { limits }: Dialect): FieldTraits {
  if (path === 'options') {
    const added = (members: string[]) => `adds ${members.length === 1 ? 'option' : 'options'} ${members.join(', ')}`
    return { holds: 'choices', merge: 'extend', most: limits.options, added }
  }
  if (path === 'family') return { ...PLAIN, refers: { kind: 'family', byKey: true, lost: 'skipped' } }
  return path === 'name' ? { ...PLAIN, once: true } : PLAIN
}

const FAMILY_MEMBERS: FieldTraits = {
  holds: 'choices',
  merge: 'own-set',
  refers: { kind: 'attribute', byKey: true, sentByKey: true, lost: 'skipped' },
  added: ({ length }) => `adds ${length} managed ${length === 1 ? 'attribute' : 'attributes'} to the family`,
}
