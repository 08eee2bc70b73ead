import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import type { Fields } from '../../src/model/fields.ts'
import { sqliteState } from '../../src/state/sqlite/index.ts'
import type { Ware } from './bazaar/facts.ts'
import { openDesk } from './desk.ts'
import { adoption, byHand, MARKED, shelved } from './marked.ts'
import type { Good } from './stall/depot.ts'
import { ACCOUNT, type Trial, ware } from './trial.ts'
import { wares } from './world.ts'

/** Wares that bear marks, and goods that people made which may bear the same. */
export interface MarkedWorld {
  wares: Ware[]
  goods: Good[]
}

const NUMBERS = ['1', '2', '3', '4', '5']
const STAMPS = ['a', 'b', 'c', 'd']

const bearing = (all: Ware[]): fc.Arbitrary<Ware[]> => fc.tuple(...all.map(withMarks)).map((marked) => marked as Ware[])

function withMarks(one: Ware): fc.Arbitrary<Ware> {
  const { sizes = [] } = one
  const [number, stamps] = [
    fc.option(fc.constantFrom(...NUMBERS)),
    fc.array(fc.option(fc.constantFrom(...STAMPS)), { minLength: sizes.length, maxLength: sizes.length }),
  ]
  return fc.tuple(number, stamps).map(([own, each]) => ({
    ...one,
    ...(own === null ? {} : { number: own }),
    ...(sizes.length > 0 && {
      sizes: sizes.map((size, place) => ({ ...size, ...(each[place] ? { stamp: each[place] } : {}) })),
    }),
  }))
}

const fields: fc.Arbitrary<Fields> = fc.record(
  { title: fc.constantFrom('Hat', 'By hand'), number: fc.constantFrom(...NUMBERS), price: fc.constant('1') },
  { requiredKeys: [] },
)
const size: fc.Arbitrary<Fields> = fc.record(
  { size: fc.constantFrom('S', 'M'), stamp: fc.constantFrom(...STAMPS), price: fc.constantFrom('1', '2') },
  { requiredKeys: [] },
)
const people = fc
  .uniqueArray(
    fc.record({
      code: fc.constantFrom('Old', 'New', 'a/b', 'north'),
      fields,
      sizes: fc.dictionary(fc.constantFrom('one', 'two', 'x/y'), size, { maxKeys: 2 }),
    }),
    { selector: ({ code }) => code, maxLength: 4 },
  )
  .map((all) => all.map(({ code, ...own }) => byHand(code, own)))

export const markedWorlds: fc.Arbitrary<MarkedWorld> = fc.record({ wares: wares.chain(bearing), goods: people })

/** As many goods that people made as wares are, some with sizes: all of them are taken over. */
export async function openOthersTrial(size: number): Promise<Trial> {
  const folder = mkdtempSync(join(tmpdir(), 'sync-others-'))
  const all = Array.from({ length: size }, (_, n) => {
    const sizes = [{ id: `w.${n}/1:a/s`, size: 'S', price: '1', stamp: `s${n}` }]
    return ware(n, { number: `${n}`, ...(n % 3 === 0 ? { sizes } : { stamp: `one ${n}` }) })
  })
  const { workspace, depot } = shelved(...all.map(handMade))
  const state = sqliteState(folder)
  const approved = await adoption(openDesk(all, { workspace, depot, state, account: ACCOUNT }))
  await state.close()
  const close = (): void => rmSync(folder, { recursive: true, force: true })
  return { folder, shelf: depot.load(), wares: all, workspace: MARKED, plan: approved, close }
}

function handMade({ name: title, tags = [], lines = [], price = '', number = '', stamp = '', ...ware }: Ware): Good {
  const [first] = ware.sizes ?? []
  const mine = first ? { size: first.size, price: first.price, stamp: first.stamp ?? '' } : { price, stamp }
  return byHand(`Ware by hand ${number}`, { fields: { title, tags, lines, price, number }, sizes: { mine } })
}
