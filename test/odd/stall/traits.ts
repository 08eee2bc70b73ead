import { type Fields, parsePart } from '../../../src/model/fields.ts'
import { canonicalJson } from '../../../src/model/json.ts'
import type { FieldTraits, GivenRule, KindTraits, Refusal } from '../../../src/model/kinds.ts'
import { fieldsByPart } from '../../../src/model/marks.ts'
import type { TargetTraits } from '../../../src/model/target.ts'
import { USUAL_OPTIONS } from '../../../src/model/usual-options.ts'
import { coinsFor } from './coins.ts'
import { BARE, type Fittings, fittedKinds, seriesOf, surveyStall, TAG_SIGN, TAG_WORDS } from './fittings.ts'

const PLAIN: FieldTraits = { holds: 'text', merge: 'replace' }
const PRICE: FieldTraits = { holds: 'decimal', merge: 'replace' }
/** Orders in one request at most. */
export const MOST_ORDERS = 7
/** The most that a good or a size may be tagged with. */
export const MOST_TAGS = 6
const TAGS: FieldTraits = { holds: 'choices', merge: 'own-set', most: MOST_TAGS }
const DEFINED_TAGS: FieldTraits = { ...TAGS, definedBy: TAG_SIGN }
const FIELDS: { [path: string]: FieldTraits } = {
  price: PRICE,
  tags: TAGS,
  lines: { holds: 'list', merge: 'own-ordered' },
  checked: { holds: 'date', merge: 'replace' },
  options: { holds: 'json', merge: 'replace' },
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
  named: 'title',
  refuses: refusalOf,
  together: { create: MOST_ORDERS, update: MOST_ORDERS, delete: MOST_ORDERS },
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

/**
 * Goods with their sizes in them, and no place for a baseline; in a fitted stall with posters in order, which are left out
 * where they cannot be made, with tags that are defined, and with rings of goods around goods.
 */
export function stallTraits(given: Partial<Fittings> = {}): TargetTraits {
  const fittings = { ...BARE, ...given }
  const [before, after] = fittedKinds(fittings)
  const goods = withFields(GOODS, fittings)
  return {
    name: 'stall',
    title: 'Stall',
    kinds: [...before, ...(fittings.posters ? [POSTERS] : []), goods, withFields(SIZES, fittings), ...after],
    baseline: { kinds: ['good'], path: 'baseline', kept: false },
    ...(fittings.coins === null ? {} : { weigh: coinsFor }),
    asked: { ...fittings },
    series: () => seriesOf(fittings),
    declares: ({ kind, key }) => kind === 'words' && key === TAG_WORDS,
    survey: (live) => surveyStall(fittings, live),
  }
}

/** The most sizes of one good. */
export const MOST_SIZES = 6

/** The number of a good and the stamps of its sizes, whoever wrote them. */
function marksOf(fields: Fields): string[] {
  return Object.entries(fields).flatMap(([path, value]) => {
    const part = parsePart(path, ['sizes'])
    const known = part ? part.path === 'stamp' : path === 'number'
    return known && typeof value === 'string' ? [`${part ? 'stamp' : 'number'} ${value.trim()}`] : []
  })
}

function refusalOf(fields: Fields): Refusal | null {
  const sizes = fieldsByPart(fields, 'sizes').size
  return sizes > MOST_SIZES ? { why: `It would have ${sizes} sizes, and a good holds ${MOST_SIZES}.` } : null
}

/** Sizes with the options of one before them. */
function misfitsOf(fields: Fields): Map<string, string> {
  const misfits = new Map<string, string>()
  const seen = new Map<string, string>()
  for (const [path, value] of Object.entries(fields)) {
    const part = parsePart(path, ['sizes'])
    if (part?.path !== 'options') continue
    const other = seen.get(canonicalJson(value))
    if (other === undefined) seen.set(canonicalJson(value), part.key)
    else misfits.set(part.key, `the same options as ${other}`)
  }
  return misfits
}

/** As one of them tells it, who knows which field is in the way. */
function distinctRefusalOf(fields: Fields): Refusal | null {
  const [misfit] = misfitsOf(fields)
  return misfit ? { why: `Its size ${misfit[0]} has ${misfit[1]}.`, field: 'options' } : refusalOf(fields)
}

function withFields(kind: KindTraits, fittings: Fittings): KindTraits {
  const { posters, ofSizes, words, marks, distinct } = fittings
  const isShown = posters && kind === GOODS
  return {
    ...kind,
    ...(marks && kind === GOODS ? { marks: marksOf } : {}),
    ...(distinct && kind === GOODS ? { misfits: misfitsOf, refuses: distinctRefusalOf } : {}),
    given: kind === GOODS ? givenToGoods(fittings) : givenToSizes(fittings),
    ...(isShown ? { images: { gallery: 'posters', main: null, ...(ofSizes && { ofParts: true as const }) } } : {}),
    field(path) {
      if (isShown && path === 'posters') return POSTER
      const field = kind.field(path)
      return words && field === TAGS ? DEFINED_TAGS : field
    },
  }
}

function givenToGoods({ offer }: Fittings): GivenRule[] {
  return offer === null ? [] : [{ label: 'offer', value: offer, origin: 'target.stall.offer', write: 'if-new' }]
}

function givenToSizes({ options }: Fittings): GivenRule[] {
  return options ? [{ label: 'options', from: USUAL_OPTIONS, write: 'always' }] : []
}

export const STALL: TargetTraits = stallTraits()
