import type { FieldTraits, KindTraits } from '../../../src/model/kinds.ts'
import type { TargetTraits } from '../../../src/model/target.ts'

const PLAIN: FieldTraits = { holds: 'text', merge: 'replace' }
const PRICE: FieldTraits = { holds: 'decimal', merge: 'replace' }
/** The most that a good or a size may be tagged with. */
export const MOST_TAGS = 6
const TAGS: FieldTraits = { holds: 'choices', merge: 'own-set', most: MOST_TAGS }
const FIELDS: { [path: string]: FieldTraits } = {
  price: PRICE,
  tags: TAGS,
  lines: { holds: 'list', merge: 'own-ordered' },
  checked: { holds: 'date', merge: 'replace' },
}
const COMMON = {
  parts: ['products'],
  verbs: { create: 'create', update: 'update', remove: 'delete' },
  can: ['create', 'update', 'delete', 'adopt'],
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

const POSTER: FieldTraits = { holds: 'assets', merge: 'own-ordered', refers: { kind: 'poster', lost: 'left-out' } }

const POSTERS: KindTraits = {
  ...COMMON,
  name: 'poster',
  noun: ['poster', 'posters'],
  madeOf: 'image',
  parts: ['images'],
  can: ['create', 'delete'],
  checked: false,
  groups: [],
  field: () => PLAIN,
}

/** The same where goods may have posters: in order, shared, and left out where they cannot be made. */
export function stallTraits({ posters }: { posters: boolean }): TargetTraits {
  if (!posters) return STALL
  const goods: KindTraits = {
    ...GOODS,
    images: { gallery: 'posters', main: null },
    field: (path) => (path === 'posters' ? POSTER : GOODS.field(path)),
  }
  return { ...STALL, kinds: [POSTERS, goods, SIZES], asked: { posters } }
}

/** Goods with their sizes in them; no definitions, pictures or relations, and no place for a baseline. */
export const STALL: TargetTraits = {
  name: 'stall',
  title: 'Stall',
  kinds: [GOODS, SIZES],
  baseline: { kind: 'good', path: 'baseline', kept: false },
  asked: {},
  series: () => [],
  declares: () => false,
  survey: () => ({ definitions: [], series: [], options: new Map() }),
}
