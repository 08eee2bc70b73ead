import type { Change, TargetTraits } from '../../src/model/target.ts'
import { describeTarget } from '../contract/target-suite.ts'
import type { Vocabulary } from '../contract/vocabulary.ts'
import { steppingClock } from '../support/world-desk.ts'
import { memoryDepot } from './stall/depot.ts'
import { MAKES, SETS, TAG_WORDS } from './stall/fittings.ts'
import { directLine } from './stall/line.ts'
import { createStall } from './stall/target.ts'
import { STALL, stallTraits } from './stall/traits.ts'

const key = (name: string) => `north/hat.9/1:${name}`

const WORDS: Vocabulary = {
  traits: STALL,
  key,
  owns: (code) => code.startsWith('north/'),
  resembling: (name) => [key(name).toUpperCase(), `${key(name)}/1`, key(name).replace('/1', '~11'), `x${key(name)}`],
  given: () => ({}),
  text: { path: 'title', one: 'Felt hat', other: 'Straw hat' },
  second: { path: 'price', one: '20.10', other: '9007199254740993.01' },
  passing: { path: 'checked', one: '2026-11-21', other: '2026-11-22' },
  refused: [
    { fields: { price: 'cheap' } },
    { fields: { tags: ['felt', 'felt'] } },
    { fields: { tags: ['1', '2', '3', '4', '5', '6', '7'] } },
  ],
  nobody: '9007199254741999',
  parts: {
    key: (name) => `north/hat.9/1:${name}`,
    text: { path: 'size', one: 'S', other: 'S/M' },
    second: { path: 'price', one: '20.10', other: '21' },
  },
}

function stallWith(traits: TargetTraits, words: Vocabulary) {
  return async () => {
    const line = directLine(memoryDepot())
    const target = createStall({ line, clock: steppingClock(), account: 'stall-1', traits })
    await target.connect(new AbortController().signal)
    return { target, words, close: async () => undefined }
  }
}

describeTarget('stall', STALL, stallWith(STALL, WORDS))

const POSTERS = stallTraits({ posters: true })
const POSTER_WORDS: Vocabulary = {
  ...WORDS,
  traits: POSTERS,
  refused: [{ fields: { posters: [WORDS.nobody] } }],
  pictures: { url: (file) => `https://posters.example/${file}` },
}

describeTarget('stall with posters', POSTERS, stallWith(POSTERS, POSTER_WORDS))

const FITTED = stallTraits({ posters: true, rings: ['sets', 'makes'], words: ['felt'] })

function sign(kind: 'ring' | 'words', label: string, fields: Change['fields']): Change {
  return { action: 'create', kind, key: label, id: null, fields, parts: [], volatile: [], needs: {} }
}

const TAGS = sign('words', TAG_WORDS, { says: ['felt', 'winter'] })
const RING = sign('ring', SETS, { of: 'parentage' })

describeTarget(
  'stall with posters, words and rings',
  FITTED,
  stallWith(FITTED, {
    ...POSTER_WORDS,
    traits: FITTED,
    refused: [...POSTER_WORDS.refused, { fields: { tags: ['unheard of'] }, first: [TAGS] }],
    definitions: {
      made: [RING, { ...RING, key: MAKES }],
      found: [],
      contradicting: { first: RING, second: { ...RING, fields: { of: 'match' } } },
      growing: [
        {
          title: 'words',
          first: [TAGS],
          named: { kind: 'words', key: TAG_WORDS },
          path: 'says',
          members: ['felt', 'spring'],
        },
      ],
    },
    relations: { defined: RING, foreign: 'By hand' },
  }),
)
