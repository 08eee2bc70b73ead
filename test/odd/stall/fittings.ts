import { addressOf } from '../../../src/model/address.ts'
import type { FieldTraits, KindTraits, Owner } from '../../../src/model/kinds.ts'
import type { LiveState } from '../../../src/model/live.ts'
import type { Definition, Series, Survey } from '../../../src/model/target.ts'
import type { Sign } from './depot.ts'
import { MOST_SEATS } from './signs.ts'

/** What a stall has beside goods; a plain one has none of it. */
export interface Fittings {
  posters: boolean
  /** Goods show the posters of their sizes as well. */
  ofSizes: boolean
  /** Sizes have options, and are colours and sizes by themselves. */
  options: boolean
  /** What goods are on offer as when they are new; `null`: nothing says. */
  offer: string | null
  /** The rings that goods stand in: around the set that they belong to, or around what they are made like. */
  rings: ('sets' | 'makes')[]
  /** What tags may be; `null`: anything. */
  words: string[] | null
  /** Goods of others are known by their numbers, and sizes by their stamps. */
  marks: boolean
  /** No two sizes of a good have the same options. */
  distinct: boolean
  /** Coins that come in a minute, with which all that is written is paid; `null`: it costs nothing. */
  coins: number | null
}

export const BARE: Fittings = {
  posters: false,
  ofSizes: false,
  options: false,
  offer: null,
  rings: [],
  words: null,
  marks: false,
  distinct: false,
  coins: null,
}

/** The label of the sign that says what goods may be tagged with, and its address. */
export const TAG_WORDS = 'good.tags/1:a'
export const TAG_SIGN = addressOf('words', TAG_WORDS)

/** Labels hold no dot, since keys of relations are told apart by the first; everything else they may hold. */
const RINGS: { [ring in Fittings['rings'][number]]: Pick<Series, 'label' | 'madeOf' | 'part'> } = {
  sets: { label: 'set:of/1', madeOf: 'parentage', part: 'hierarchy' },
  makes: { label: 'made:like/~2', madeOf: 'match', part: 'listings' },
}
export const SETS = RINGS.sets.label
export const MAKES = RINGS.makes.label

/** Where a good shows who stands around it. */
export const ringPath = (label: string): string => `around ${label}`

const PLAIN: FieldTraits = { holds: 'text', merge: 'replace' }
const SAYS: FieldTraits = {
  holds: 'choices',
  merge: 'extend',
  most: 40,
  added: (members) => `adds ${members.join(', ')}`,
}
const MEMBERS: FieldTraits = {
  holds: 'json',
  merge: 'own-set',
  most: MOST_SEATS,
  refers: { kind: 'good', lost: 'partial', proven: true },
}

const COMMON = {
  groups: [],
  checked: true,
  page: 5,
  lists: 'whole',
  pathOf: (label: string) => label,
  calls: () => 1,
} as const

const WORDS: KindTraits = {
  ...COMMON,
  name: 'words',
  noun: ['list of words', 'lists of words'],
  madeOf: 'definition',
  parts: ['schema'],
  verbs: { create: 'create', update: 'update' },
  can: ['create', 'update'],
  place: 'Stall > Signs',
  field: (path) => (path === 'says' ? SAYS : PLAIN),
}

const RING: KindTraits = {
  ...WORDS,
  name: 'ring',
  noun: ['ring', 'rings'],
  parts: ['schema', 'hierarchy', 'listings'],
  can: ['create'],
  field: () => PLAIN,
}

/** All who stand in one ring around one good; they are written together. */
const SEATS: KindTraits = {
  ...COMMON,
  name: 'seats',
  noun: ['source', 'sources'],
  madeOf: 'relation',
  parts: ['hierarchy', 'listings'],
  verbs: { create: 'link', update: 'link', remove: 'unlink' },
  can: ['link', 'unlink'],
  groups: ['targets'],
  place: 'Stall > Rings',
  field: () => MEMBERS,
  owner: ownerOf,
}

function ownerOf(key: string): Owner {
  const dot = key.indexOf('.')
  const label = key.slice(0, dot)
  const definition = { kind: 'ring', key: label }
  return { kind: 'good', key: key.slice(dot + 1), path: ringPath(label), series: label, definition }
}

/** Kinds before goods and after them. */
export function fittedKinds({ rings, words }: Fittings): [before: KindTraits[], after: KindTraits[]] {
  const related = rings.length > 0
  return [[...(words ? [WORDS] : []), ...(related ? [RING] : [])], related ? [SEATS] : []]
}

export function seriesOf({ rings }: Fittings): Series[] {
  return rings.map((name) => {
    const { label, ...ring } = RINGS[name]
    return { ...ring, name: label, label, kind: 'seats', definition: { kind: 'ring', key: label } }
  })
}

/** What the stall has to have, and what tags may be once it has it. */
export function surveyStall(fittings: Fittings, { resources }: LiveState): Survey {
  const { rings, words } = fittings
  const origin = { source: 'sync.yaml', path: 'target.stall' }
  const signs: Definition[] = rings.map((name) => ({
    ...{ kind: 'ring', key: RINGS[name].label },
    fields: { of: RINGS[name].madeOf },
    origins: { of: origin },
  }))
  if (!words) return { definitions: signs, series: seriesOf(fittings), options: new Map() }
  const there = (resources.words ?? []).find(({ key }) => key === TAG_WORDS)?.fields.says
  const all = new Set([...words, ...(Array.isArray(there) ? there.map(String) : [])])
  return {
    definitions: [{ kind: 'words', key: TAG_WORDS, fields: { says: words }, origins: { says: origin } }, ...signs],
    series: seriesOf(fittings),
    options: new Map([['tags', all]]),
  }
}

/** What a sign says, by the paths of its kind: lists of words are lists, rings say one thing. */
export function saidBy({ kind, says }: Pick<Sign, 'kind' | 'says'>): { [path: string]: string | string[] } {
  return kind === 'words' ? { says } : { of: says[0] ?? '' }
}
