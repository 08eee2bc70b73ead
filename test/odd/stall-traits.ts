import type { FieldTraits, KindTraits } from '../../src/model/kinds.ts'
import type { TargetTraits } from '../../src/model/target.ts'

const PLAIN: FieldTraits = { holds: 'text', merge: 'replace' }
const FIELDS: { [path: string]: FieldTraits } = {
  price: { holds: 'decimal', merge: 'replace' },
  tags: { holds: 'list', merge: 'replace' },
}
const COMMON = {
  parts: ['products'],
  verbs: { create: 'create', update: 'update' },
  can: ['create', 'update'],
  checked: true,
  page: 5,
  lists: 'whole',
  place: 'Stall > Goods',
  pathOf: (label: string) => label,
  calls: () => 1,
} as const

const GOODS: KindTraits = {
  ...COMMON,
  name: 'good',
  noun: ['good', 'goods'],
  madeOf: 'group',
  keyField: 'code',
  groups: ['sizes'],
  field: (path) => FIELDS[path.slice(path.lastIndexOf('/') + 1)] ?? PLAIN,
}

const SIZES: KindTraits = {
  ...COMMON,
  name: 'size',
  noun: ['size', 'sizes'],
  madeOf: 'item',
  within: { kind: 'good', group: 'sizes' },
  keyField: 'code',
  groups: [],
  field: (path) => FIELDS[path] ?? PLAIN,
}

/** Goods with their sizes in them; no definitions, pictures or relations, and a baseline among its fields. */
export const STALL: TargetTraits = {
  name: 'stall',
  title: 'Stall',
  kinds: [GOODS, SIZES],
  baseline: { kind: 'good', path: 'baseline', kept: true },
  asked: {},
  series: () => [],
  declares: () => false,
  survey: () => ({ definitions: [], series: [], options: new Map() }),
}
