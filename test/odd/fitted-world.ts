import fc from 'fast-check'
import type { Ware } from './bazaar/facts.ts'
import type { Good, Shelf, Sign } from './stall/depot.ts'
import { type Fittings, MAKES, SETS, TAG_WORDS } from './stall/fittings.ts'
import { type OddWorld, oddWorlds } from './world.ts'

/** A world whose stall has posters, words and rings, and whose wares are in sets, are made like others, and have pictures. */
export interface FittedWorld extends OddWorld {
  fittings: Fittings
}

const EANS = ['4006381333931', '9780201379624', '5901234123457']
const WORDS = ['felt', 'winter', 'sale', 'mine', 'new']

const fittings: fc.Arbitrary<Fittings> = fc.record({
  posters: fc.boolean(),
  ofSizes: fc.boolean(),
  options: fc.boolean(),
  offer: fc.option(fc.constantFrom('new', '{today} only')),
  rings: fc.shuffledSubarray(['sets' as const, 'makes' as const], { minLength: 1 }),
  words: fc.option(fc.shuffledSubarray(WORDS, { minLength: 1 })),
  marks: fc.constant(false),
  distinct: fc.constant(false),
  coins: fc.option(fc.constantFrom(1, 60)),
})

/** Which ware it is in a set with, counted round, if any; what it is made like; what shows it. */
const more = fc.record(
  {
    set: fc.nat(9),
    ean: fc.constantFrom(...EANS),
    pictures: fc
      .uniqueArray(fc.constantFrom('a.png', 'b.png', 'c/d.png'), { maxLength: 3 })
      .map((names) => names.map((name) => `https://posters.example/${name}`)),
  },
  { requiredKeys: [] },
)

/** A set of another shop, or of none, is missing in this one. */
const fitted = (wares: Ware[]): fc.Arbitrary<Ware[]> =>
  fc.array(more, { minLength: wares.length, maxLength: wares.length }).map((all) =>
    wares.map((ware, place) => {
      const { set, ...own } = all[place] ?? {}
      const whole = { ...ware, ...own }
      return set === undefined ? whole : { ...whole, set: wares[set % wares.length]?.id ?? 'nowhere' }
    }),
  )

/** Goods that wares are made like, and rings and words that people made: among them some that the program needs. */
const people = fc.record({
  masters: fc.uniqueArray(fc.constantFrom(...EANS, ''), { maxLength: 3 }),
  around: fc.array(fc.record({ owner: fc.nat(9), ring: fc.constantFrom(SETS, MAKES), member: fc.nat(9) }), {
    maxLength: 4,
  }),
  words: fc.option(fc.shuffledSubarray(WORDS)),
})

export const fittedWorlds: fc.Arbitrary<FittedWorld> = fc
  .tuple(oddWorlds, fittings, people)
  .chain(([world, own, theirs]) =>
    fitted(world.wares).map((wares) => {
      // Nobody makes a sign for tags where the workspace knows of none.
      const words = own.words && theirs.words
      return { ...world, wares, fittings: own, shelf: shelfOf(world.shelf, { ...theirs, words }) }
    }),
  )

interface People {
  masters: string[]
  around: { owner: number; ring: string; member: number }[]
  words: string[] | null
}

function shelfOf(shelf: Shelf, { masters, around, words }: People): Shelf {
  const goods = [
    ...shelf.goods,
    ...masters.map((ean, n): Good => ({ id: `${n}`, code: `Master ${n}`, revision: 1, fields: { ean }, sizes: {} })),
  ]
  const signs: Sign[] = [
    ...[SETS, MAKES].map((label, n): Sign => ({ ...ring(label, n), says: [n === 0 ? 'parentage' : 'match'] })),
    ...(words === null ? [] : [{ id: '12', label: TAG_WORDS, revision: 1, kind: 'words' as const, says: words }]),
  ]
  const related = goods.map((good, place): Good => {
    const own = around.filter(({ owner }) => owner % goods.length === place)
    const rings = Map.groupBy(own, (one) => one.ring)
    const ids = (all: typeof own) => [...new Set(all.map(({ member }) => goods[member % goods.length]?.id ?? ''))]
    return { ...good, rings: Object.fromEntries([...rings].map(([label, all]) => [label, ids(all)])) }
  })
  return { ...shelf, goods: related, signs: around.length > 0 ? signs : signs.slice(2) }
}

const ring = (label: string, n: number) => ({ id: `${10 + n}`, label, revision: 1, kind: 'ring' as const })

/** What a person may do to the rings around a good; `other` is any good's id. */
export const RING_EDITS: { [name: string]: (good: Good, other: string) => void } = {
  brings: (good, other) => {
    good.rings = { ...good.rings, [SETS]: [other, ...(good.rings?.[SETS] ?? []).filter((id) => id !== other)] }
  },
  empties: (good) => {
    good.rings = {}
  },
  clears: (good) => {
    const { [MAKES]: _gone, ...rings } = good.rings ?? {}
    good.rings = rings
  },
}

export const ringEdits = fc.array(
  fc.record({ place: fc.nat(9), other: fc.nat(9), what: fc.constantFrom(...Object.keys(RING_EDITS)) }),
  { minLength: 1, maxLength: 5 },
)
export type RingEdit = { place: number; other: number; what: string }

export { fitted as fittedWares }
