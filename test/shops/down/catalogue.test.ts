import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Crash, MOMENTS } from '../../crash/mortal.ts'
import { openMachine } from '../../support/world-desk.ts'
import { beyondBound, problems } from '../sweep.ts'
import { type Catalogue, EMPTY, openCatalogue } from './catalogue.ts'
import { contentsOf } from './contents.ts'
import { carryOut, type DownDesk, plan, settle } from './desk.ts'
import { CHANGES, type Change, lives } from './goods.ts'
import { read } from './reading.ts'
import { atDesk, type Settled, settleOnce } from './settled.ts'
import { openFirstLoad, openLaterLoad } from './trial.ts'
import { truthOf } from './truth.ts'
import { sweepWrites, undisturbed } from './write-sweep.ts'

/** A shop into a catalogue, with fewer crashes than `npm run test:crash` has. */

let catalogue: Catalogue
let settled: Settled

beforeAll(async () => {
  catalogue = await openCatalogue()
  settled = await settleOnce(catalogue)
})

afterAll(async () => {
  settled.close()
  await catalogue.close()
})

const operations = async (desk: DownDesk): Promise<string[]> => (await plan(desk)).operations.map(({ id }) => id)

describe('a first load', () => {
  test('is what the shop itself holds, row by row, and needs nothing the second time', () =>
    atDesk(settled, async (desk, shop) => {
      expect(await contentsOf(catalogue)).toEqual(truthOf(shop))
      expect(await operations(desk)).toEqual([])
    }))

  test('of a shop that lived is what the shop holds then', () =>
    atDesk(settled, async (desk, shop) => {
      shop.people(lives)
      shop.rest()
      await catalogue.restore(EMPTY)

      expect(await settle({ ...desk, state: openMachine() }, shop)).toMatchObject({ status: 'complete' })

      expect(await contentsOf(catalogue)).toEqual(truthOf(shop))
    }))
})

const HAT = 'shopify/sandbox/1000004/1000005'
const BOOT = 'M-shopify-sandbox-1000019'

/** What each change in the shop writes; what it has no more waits for a second read, a day later. */
const WRITES: { [what in Change]: string[] } = {
  'a title': ['update:product.HAT'],
  'a title of a product in sizes': [`update:product.${BOOT}`],
  'a text': ['update:product.HAT'],
  'a brand': ['update:product.HAT'],
  'a tag more': ['update:product.HAT'],
  'a price': [`update:mapping.${HAT}`],
  'a list price': ['update:product.HAT', 'update:variant.HAT'],
  'a price of one of three variants': ['update:variant.Boot-10', 'update:mapping.shopify/sandbox/1000019/1000022'],
  'the lowest price of three variants': [
    `update:product.${BOOT}`,
    'update:variant.Boot-9',
    'update:mapping.shopify/sandbox/1000019/1000020',
  ],
  'a weight': ['update:product.HAT', 'update:variant.HAT'],
  'a code': ['update:variant.Boot-10'],
  // A variant is known by its listing, and keeps the key that it was given.
  'a SKU': [],
  'a status': [`update:mapping.${HAT}`],
  stock: ['update:product.HAT', 'update:variant.HAT'],
  'a variant more': ['create:variant.Boot-12', 'create:mapping.shopify/sandbox/1000019/ID'],
  'a variant less': [],
  'pictures in another order': [`update:product.${BOOT}`],
  'a product more': [
    'upload:asset.ID.jpg',
    'create:product.SCARF',
    'create:variant.SCARF',
    'create:mapping.shopify/sandbox/ID/ID',
  ],
  'a product less': [],
  'nothing at all': [],
}

/** The newest ids are those of what has just been made. */
const unnumbered = (operation: string): string => operation.replace(/\b10000[67]\d\b/g, 'ID')

const changesAfter = (last: string) =>
  catalogue.sql<{ id: string; operation: string }>(
    'SELECT id::text AS id, operation FROM catalog_changes WHERE id > $1::bigint ORDER BY catalog_changes.id',
    [last],
  )

describe('one change in the shop is one write of each row that says it:', () => {
  test.each(Object.keys(CHANGES) as Change[])('%s', (what) =>
    atDesk(settled, async (desk, shop) => {
      const last = (await changesAfter('0')).at(-1)?.id ?? '0'
      shop.people(CHANGES[what])
      shop.rest()

      expect(await settle(desk, shop)).toMatchObject({ status: 'complete' })

      const written = (await changesAfter(last)).map(({ operation }) => unnumbered(operation))
      expect(written).toEqual(WRITES[what])
      expect(await operations(desk)).toEqual([])
    }),
  )
})

describe('an edit of a person in the catalogue', () => {
  const NAMES = "SELECT name, brand FROM master_products WHERE master_sku = 'HAT'"

  test('is drift, spared by whatever else is written, and stands', () =>
    atDesk(settled, async (desk, shop) => {
      await catalogue.sql("UPDATE master_products SET brand = 'By hand' WHERE master_sku = 'HAT'")
      await catalogue.sql("UPDATE master_product_variants SET price = 99 WHERE variant_sku = 'Boot-10'")
      await catalogue.sql(`UPDATE platform_mappings SET price = 98 WHERE platform_variant_id = '1000020'`)
      const spared = [
        { address: 'product.HAT', field: '/brand', live: 'By hand', decision: 'spared' },
        { address: 'variant.Boot-10', field: '/price', live: '99', decision: 'spared' },
        { address: 'mapping.shopify/sandbox/1000019/1000020', field: '/price', live: '98', decision: 'spared' },
      ]

      expect(await plan(desk)).toMatchObject({ operations: [], drift: spared })
      shop.people(CHANGES['a title'])
      shop.people(CHANGES['a code'])
      shop.rest()
      expect(await settle(desk, shop)).toMatchObject({ status: 'complete', operations: { succeeded: 2 } })

      expect(await catalogue.sql(NAMES)).toEqual([{ name: 'Felt hat', brand: 'By hand' }])
      expect(await plan(desk)).toMatchObject({ operations: [], drift: spared })
    }))

  test('that comes between plan and apply is a conflict, and not written over', () =>
    atDesk(settled, async (desk, shop) => {
      shop.people(CHANGES['a title'])
      shop.people(CHANGES['a price of one of three variants'])
      shop.rest()
      await read({ ...desk, shop })
      const approved = await plan(desk)
      await catalogue.sql("UPDATE master_products SET name = 'By hand' WHERE master_sku = 'HAT'")
      await catalogue.sql("UPDATE master_product_variants SET price = 99 WHERE variant_sku = 'Boot-10'")

      const { operations, failures } = await carryOut(desk, { plan: approved })

      expect(operations).toMatchObject({ conflict: 2, failed: 0, succeeded: approved.operations.length - 2 })
      expect(failures.map(({ address }) => address).sort()).toEqual(['product.HAT', 'variant.Boot-10'])
      expect(await catalogue.sql(NAMES)).toEqual([{ name: 'By hand', brand: 'Prairie' }])
    }))
})

/** Of the statements of an apply, one in so many is died at, each at another moment than those beside it. */
const EVERY = 7

function someCrashes(calls: number): Crash[] {
  const numbers = Array.from({ length: Math.ceil(calls / EVERY) }, (_, index) => 1 + index * EVERY)
  return numbers.map((call, index) => ({ call, moment: MOMENTS[index % MOMENTS.length] ?? 'unsent' }))
}

describe.each([
  ['a first load', openFirstLoad],
  ['a shop that lived, and lost a product', openLaterLoad],
] as const)('an apply of %s that is killed', (_, open) => {
  test('at any statement comes to the same rows, by a resume and by a new plan', async () => {
    const trial = await open(catalogue)
    const goal = await undisturbed(trial, 8)
    const given = { trial, goal, concurrency: 8 }
    const crashes = someCrashes(goal.calls)

    const resumed = await sweepWrites(crashes, { ...given, recovery: 'resume', again: 1 })
    const planned = await sweepWrites(crashes.slice(1, -1), { ...given, recovery: 'replan' })
    trial.close()

    expect(crashes.length).toBeGreaterThan(5)
    expect(problems([...resumed, ...planned])).toEqual([])
    expect(beyondBound([...resumed, ...planned])).toEqual([])
  })
})
