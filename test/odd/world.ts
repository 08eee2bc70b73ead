import fc from 'fast-check'
import type { Fields } from '../../src/model/fields.ts'
import type { Settings } from '../../src/model/settings.ts'
import type { Ware } from './bazaar/facts.ts'
import type { Good, Shelf } from './stall/depot.ts'

/** Any wares, and any stall that people have worked in. */
export interface OddWorld {
  wares: Ware[]
  shelf: Shelf
  policy: Partial<Settings['policy']>
}

const SHOPS = ['north', 'south']
const IDS = ['hat', 'hat.9', 'hat.9/1', 'hat.9/1:felt', 'hat.9/1:felt.', 'a/b/c', 'a:b', 's..1']
const SIZES = ['s', 'm', 'l.1', 'x/l']

const tags = fc.uniqueArray(fc.constantFrom('felt', 'winter', 'sale'), { maxLength: 3 })
const lines = fc.uniqueArray(fc.constantFrom('Warm.', 'Soft.', 'Dry.'), { maxLength: 3 })
const price = fc.constantFrom('1', '1.0', '01.00', '20.10', '20.1', '9007199254740993.01')
const name = fc.constantFrom('Hat', 'Felt hat', 'Hat  &amp; scarf', 'Hat & scarf')

const color = fc.constantFrom('Red', 'Blue')
const pictures = fc
  .uniqueArray(fc.constantFrom('a.png', 'e.png#MAIN', 'f.png#MAIN', 'f.png#BACK'), { maxLength: 2 })
  .map((names) => names.map((name) => `https://posters.example/${name}`))

const sizes = fc.uniqueArray(
  fc.record(
    { id: fc.constantFrom(...SIZES), size: fc.constantFrom('S', 'M'), price, tags, color, pictures },
    { requiredKeys: ['id', 'size', 'price', 'tags'] },
  ),
  { selector: ({ id }) => id, maxLength: 3 },
)

export const wares: fc.Arbitrary<Ware[]> = fc
  .uniqueArray(
    fc.record(
      { shop: fc.constantFrom(...SHOPS), id: fc.constantFrom(...IDS), name, tags, lines, price, sizes },
      { requiredKeys: ['shop', 'id', 'name'] },
    ),
    { selector: ({ shop, id }) => `${shop}/${id}`, minLength: 1, maxLength: 7 },
  )
  // No size has the id of a ware.
  .map((all) =>
    all.map((ware) => ({
      ...ware,
      ...(ware.sizes && { sizes: ware.sizes.map((one) => ({ ...one, id: `${ware.id}//${one.id}` })) }),
    })),
  )

const theirTags = fc.uniqueArray(fc.constantFrom('felt', 'winter', 'mine', 'new'), { maxLength: 3 })
const theirLines = fc.uniqueArray(fc.constantFrom('Warm.', 'Ask us!', 'Soft.'), { maxLength: 3 })

const fields: fc.Arbitrary<Fields> = fc
  .record(
    { title: fc.constantFrom('Hat', 'By hand'), price, tags: theirTags, lines: theirLines, note: fc.constant('mine') },
    { requiredKeys: [] },
  )
  .map((own) => Object.fromEntries(Object.entries(own).filter(([, value]) => value.length > 0)))

/** Goods that people made: where ours are to stand, and elsewhere. */
const shelves: fc.Arbitrary<Shelf> = fc
  .uniqueArray(
    fc.record({
      code: fc.tuple(fc.constantFrom(...SHOPS, 'elsewhere'), fc.constantFrom(...IDS)).map((parts) => parts.join('/')),
      fields,
      sizes: fc.dictionary(fc.constantFrom('own', 'north/hat', 'north/hat//s'), fields, { maxKeys: 2 }),
    }),
    { selector: ({ code }) => code, maxLength: 4 },
  )
  .map((made) => {
    const goods = made.map(
      (one, index): Good => ({ ...one, id: String(9007199254740993n + BigInt(index)), revision: 1 }),
    )
    return { last: '9007199254741993', goods }
  })

const policy = fc.record({
  on_unadopted: fc.constantFrom('keep' as const, 'overwrite' as const),
  on_drift: fc.constantFrom('report' as const, 'overwrite' as const),
  prune: fc.boolean().map((variants) => ({ images: variants, links: false, products: false, variants })),
})

export const oddWorlds: fc.Arbitrary<OddWorld> = fc.record({ wares, shelf: shelves, policy })

/** What a person may do to a good; the numbers choose what of it is meant. */
export const EDITS: { [name: string]: (good: Good) => void } = {
  retitles: ({ fields: own }) => {
    own.title = 'A title of mine'
  },
  untitles: ({ fields: own }) => {
    delete own.title
  },
  tags: ({ fields: own }) => {
    own.tags = ['mine', ...((own.tags as string[] | undefined) ?? []).filter((tag) => tag !== 'mine').slice(0, 4)]
  },
  untags: ({ fields: own }) => {
    delete own.tags
  },
  adds: ({ fields: own }) => {
    own.lines = ['Ask us!', ...((own.lines as string[] | undefined) ?? []).filter((line) => line !== 'Ask us!')]
  },
  turns: ({ fields: own }) => {
    own.lines = [...((own.lines as string[] | undefined) ?? ['Ask us!'])].reverse()
  },
  prices: ({ sizes: own }) => {
    for (const size of Object.values(own)) size.price = '5.00'
  },
  removes: (good) => {
    good.sizes = Object.fromEntries(Object.entries(good.sizes).slice(1))
  },
  brings: ({ sizes: own }) => {
    own['mine/1'] = { size: 'mine', tags: ['mine'] }
  },
}

export interface Edit {
  /** Which good, counted round. */
  place: number
  what: string
}

export const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.record({ place: fc.nat(9), what: fc.constantFrom(...Object.keys(EDITS)) }),
  { minLength: 1, maxLength: 5 },
)
