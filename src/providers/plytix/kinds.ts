import { addressOf } from '../../model/address.ts'
import type { FieldTraits, KindTraits } from '../../model/kinds.ts'
import type { AttributeSpec, Settings } from '../../model/settings.ts'
import type { Dialect } from './dialect.ts'

/** What of a workspace decides what the target holds. */
export interface PimWorkspace {
  settings: Pick<Settings, 'target' | 'relationships' | 'policy'>
  attributes: AttributeSpec[]
}

const ATTRIBUTES = 'attributes'
const OWN_FIELDS = ['label', 'gtin', 'status']

export function attributePath(label: string): string {
  return `${ATTRIBUTES}.${label}`
}

/** The attribute that a path stands for, `null` for own fields. */
export function attributeIn(path: string): string | null {
  return path.startsWith(`${ATTRIBUTES}.`) ? path.slice(ATTRIBUTES.length + 1) : null
}

/** Where a product holds the ids of those that it is related to. */
export function linksPath(relationship: string): string {
  return `links.${relationship}`
}

const PLAIN: FieldTraits = { holds: 'text', merge: 'replace' }
const VERBS = { create: 'create', update: 'update' } as const
const COMMON = {
  groups: [],
  checked: false,
  lists: 'patch',
  pathOf: (label: string) => label,
  calls: () => 1,
} as const

/** Attributes, relationships, families, assets, products and links: in the order in which they are made. */
export function pimKinds(dialect: Dialect, workspace: PimWorkspace): KindTraits[] {
  return [...definitionKinds(dialect), assetKind(dialect), productKind(dialect, workspace), linkKind(dialect)]
}

function definitionKinds(dialect: Dialect): KindTraits[] {
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

function assetKind({ places, page }: Dialect): KindTraits {
  return {
    ...COMMON,
    name: 'asset',
    noun: ['asset', 'assets'],
    madeOf: 'image',
    parts: ['images'],
    verbs: { create: 'upload', update: 'update' },
    can: ['upload'],
    keyField: 'filename',
    place: places.asset ?? '',
    page,
    field: () => PLAIN,
  }
}

function linkKind({ places, page, limits }: Dialect): KindTraits {
  return {
    ...COMMON,
    name: 'link',
    noun: ['source', 'sources'],
    madeOf: 'relation',
    parts: ['hierarchy', 'listings'],
    verbs: { create: 'link', update: 'link' },
    can: ['link'],
    groups: ['targets'],
    place: places.link ?? '',
    page,
    checked: true,
    field: () => ({
      holds: 'json',
      merge: 'own-set',
      most: limits.links,
      refers: { kind: 'product', lost: 'partial', proven: true },
    }),
    owner: ownerOfLink,
  }
}

/** `RELATIONSHIP.SKU`: SKUs may hold dots, labels of relationships never do. */
function ownerOfLink(key: string) {
  const dot = key.indexOf('.')
  const label = key.slice(0, dot)
  const definition = { kind: 'relationship', key: label }
  return { kind: 'product', key: key.slice(dot + 1), path: linksPath(label), series: label, definition }
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

function productKind(dialect: Dialect, { settings, attributes }: PimWorkspace): KindTraits {
  const gallery = attributePath(settings.target.gallery)
  const types = new Map(attributes.map(({ label, type }) => [label, type]))
  const known = new Map<string, FieldTraits>([
    ...ownFields(dialect),
    [gallery, galleryField(settings.target.gallery, dialect)],
    [attributePath(dialect.baseline.label), { ...definedField(dialect.baseline.label), holds: 'multiline' }],
  ])
  return {
    name: 'product',
    noun: ['product', 'products'],
    madeOf: 'item',
    parts: ['products'],
    verbs: VERBS,
    can: ['create', 'update'],
    keyField: 'sku',
    groups: [ATTRIBUTES],
    place: dialect.places.product ?? '',
    images: { gallery, main: 'thumbnail' },
    ...(settings.target.family === null
      ? {}
      : { constants: [{ path: 'family', origin: `target.${settings.target.provider}.family` }] }),
    pathOf: (label) => (OWN_FIELDS.includes(label) ? label : attributePath(label)),
    field(path) {
      const found = known.get(path) ?? valueField(path, { types, dialect })
      known.set(path, found)
      return found
    },
    checked: true,
    page: dialect.page,
    lists: 'patch',
    calls: ({ family }) => (typeof family === 'string' ? 2 : 1),
  }
}

function ownFields({ statuses, objection }: Dialect): [string, FieldTraits][] {
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

function definedField(label: string): FieldTraits {
  return { ...PLAIN, definedBy: addressOf('attribute', label) }
}

function galleryField(label: string, { limits }: Dialect): FieldTraits {
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

function valueField(path: string, { types, dialect }: Values): FieldTraits {
  const label = attributeIn(path)
  if (label === null) return PLAIN
  const type = types.get(label) ?? null
  if (type === null) return definedField(label)
  const objection: FieldTraits['objection'] = (value) => dialect.objection(type, value)
  return { ...definedField(label), holds: dialect.types[type] ?? 'other', objection }
}
