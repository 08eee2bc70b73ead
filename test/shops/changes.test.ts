import { afterEach, describe, expect, test } from 'vitest'
import { openMachine } from '../support/world-desk.ts'
import { carryOut, plan, type ShopDesk, settle } from './desk.ts'
import { openPlainShop, type Shop } from './shop.ts'
import type { Size, Thing } from './things.ts'
import { type SourceName, shopWorkspace } from './workspace.ts'

let shop: Shop | null = null

afterEach(async () => {
  await shop?.close()
  shop = null
})

const HAT: Thing = {
  n: 1,
  title: 'Hat',
  tags: ['felt', 'winter'],
  pictures: ['a', 'b'],
  sku: 'HAT',
  price: '10.00',
  finish: 'matt',
}
const SIZES: Size[] = ['S', 'M'].map((size, place) => ({ n: 20 + place, size, sku: `BOOT-${size}`, price: '20.00' }))
const BOOT: Thing = { n: 2, title: 'Boot', pictures: ['a'], sizes: SIZES }

const sizes = (change: (size: Size) => Partial<Size>): Thing => ({
  ...BOOT,
  sizes: SIZES.map((size) => ({ ...size, ...change(size) })),
})

/** A shop that has both, and a desk from which nothing else is to be done. */
async function opened(source: SourceName = 'postgres'): Promise<ShopDesk & { shop: Shop }> {
  const made = await openPlainShop()
  shop = made
  const workspace = shopWorkspace(source, { prune: { variants: true, images: true } })
  const desk = { source, workspace, shop: made, state: openMachine(), concurrency: 8 } as const
  await settle({ ...desk, things: [HAT, BOOT] })
  made.rest()
  made.resetCalls()
  return { ...desk, things: [HAT, BOOT] }
}

const READ = 'bulkOperationRunQuery'

/** What a change takes: the mutations of one call, the baseline last unless the product's own mutation carries it. */
const CHANGES: { [what: string]: { things: Thing[]; mutations: string[] } } = {
  'a title': { things: [{ ...HAT, title: 'Felt hat' }, BOOT], mutations: ['productUpdate'] },
  'a brand': { things: [{ ...HAT, brand: 'Acme' }, BOOT], mutations: ['productUpdate'] },
  'a tag more': {
    things: [{ ...HAT, tags: ['felt', 'winter', 'new'] }, BOOT],
    mutations: ['tagsAdd', 'metafieldsSet'],
  },
  'a tag less': { things: [{ ...HAT, tags: ['felt'] }, BOOT], mutations: ['tagsRemove', 'metafieldsSet'] },
  'a metafield': { things: [{ ...HAT, model: 'M1' }, BOOT], mutations: ['metafieldsSet'] },
  'a price': {
    things: [{ ...HAT, price: '11.00' }, BOOT],
    mutations: ['productVariantsBulkUpdate', 'metafieldsSet'],
  },
  'a metafield of a variant': {
    things: [{ ...HAT, finish: 'gloss' }, BOOT],
    mutations: ['productVariantsBulkUpdate', 'metafieldsSet'],
  },
  stock: { things: [{ ...HAT, stock: 9 }, BOOT], mutations: ['inventorySetQuantities', 'metafieldsSet'] },
  'prices of all variants': {
    things: [HAT, sizes(() => ({ price: '21.00' }))],
    mutations: ['productVariantsBulkUpdate', 'metafieldsSet'],
  },
  'a variant more': {
    things: [HAT, { ...BOOT, sizes: [...SIZES, { n: 22, size: 'L', sku: 'BOOT-L', price: '20.00' }] }],
    mutations: ['productVariantsBulkCreate', 'metafieldsSet'],
  },
  'a variant less': {
    things: [HAT, { ...BOOT, sizes: SIZES.slice(0, 1) }],
    mutations: ['productVariantsBulkDelete', 'metafieldsSet'],
  },
  'a value of an option': {
    things: [HAT, sizes(({ size }) => (size === 'M' ? { size: 'Medium' } : {}))],
    mutations: ['productVariantsBulkUpdate', 'metafieldsSet'],
  },
  'a further option': {
    things: [HAT, sizes(() => ({ color: 'Red' }))],
    mutations: ['productSet', 'metafieldsSet'],
  },
  'a picture less': { things: [{ ...HAT, pictures: ['a'] }, BOOT], mutations: ['fileUpdate', 'metafieldsSet'] },
  'pictures in another order': {
    things: [{ ...HAT, pictures: ['b', 'a'] }, BOOT],
    mutations: ['productReorderMedia', 'metafieldsSet'],
  },
  'a picture of another product': {
    things: [HAT, { ...BOOT, pictures: ['a', 'b'] }],
    mutations: ['fileUpdate', 'metafieldsSet'],
  },
}

/** What one source tells another may not: of Amazon neither tags nor prices nor stock, as `init` writes its rules. */
const OF_ALL = ['a title', 'a brand', 'a variant more', 'a variant less', 'a picture less', 'pictures in another order']
const SAID: [what: string, source: SourceName][] = [
  ...Object.keys(CHANGES).map((what): [string, SourceName] => [what, 'postgres']),
  ...OF_ALL.flatMap((what): [string, SourceName][] => [
    [what, 'plytix'],
    [what, 'amazon'],
  ]),
]

describe('one change is one mutation, in one call with the baseline:', () => {
  test.each(SAID)('%s, from %s', async (what, source) => {
    const { things, mutations } = CHANGES[what] ?? expect.fail()
    const desk = { ...(await opened(source)), things }

    expect(await carryOut(desk, { plan: await plan(desk) })).toMatchObject({ status: 'complete' })

    const done = desk.shop.journal.filter(({ field }) => field !== READ)
    const writes = desk.shop.calls.filter(({ kind, fields }) => kind === 'mutation' && !fields.includes(READ))
    expect(done.map(({ field, userErrors }) => `${field} ${userErrors}`)).toEqual(mutations.map((one) => `${one} 0`))
    expect(writes.length).toBe(1)
    desk.shop.rest()
    expect((await plan(desk)).operations).toEqual([])
  })
})

test('an unchanged catalogue is known by one bulk read, and nothing is written', async () => {
  const desk = await opened()

  expect((await plan(desk)).operations).toEqual([])

  expect(desk.shop.journal.map(({ field }) => field)).toEqual([READ])
})

describe('an edit of a person', () => {
  const EDITED =
    'mutation($product: ProductUpdateInput!) { productUpdate(product: $product) { userErrors { message } } }'

  test('is drift, spared by whatever else is written, and stands', async () => {
    const desk = await opened()
    const product = [...desk.shop.store.table('Product').values()].find(({ title }) => title === 'Hat') ?? expect.fail()
    desk.shop.people(({ person }) => person(EDITED, { product: { id: product.id, vendor: 'By hand' } }))

    const unchanged = await plan(desk)
    const changed = { ...desk, things: [{ ...HAT, title: 'Felt hat' }, BOOT] }
    await settle(changed)

    expect(unchanged.operations).toEqual([])
    expect(unchanged.drift).toMatchObject([{ field: '/vendor', live: 'By hand', decision: 'spared' }])
    expect(product).toMatchObject({ title: 'Felt hat', vendor: 'By hand' })
    expect((await plan(changed)).drift).toMatchObject([{ field: '/vendor', decision: 'spared' }])
  })

  test('that comes between plan and apply is not written over', async () => {
    const desk = { ...(await opened()), things: [{ ...HAT, title: 'Felt hat' }, BOOT] }
    const product = [...desk.shop.store.table('Product').values()].find(({ title }) => title === 'Hat') ?? expect.fail()
    const approved = await plan(desk)
    desk.shop.people(({ person }) => person(EDITED, { product: { id: product.id, title: 'By hand' } }))

    expect(await carryOut(desk, { plan: approved })).toMatchObject({ operations: { conflict: 1, succeeded: 0 } })
    expect(product.title).toBe('By hand')
  })
})

test('a new product whose publishing is refused is published by the next plan', async () => {
  const made = await openPlainShop()
  shop = made
  const workspace = shopWorkspace('postgres')
  const desk = {
    source: 'postgres',
    workspace,
    shop: made,
    state: openMachine(),
    concurrency: 8,
    things: [HAT],
  } as const
  const errors = [{ message: 'Access denied.', extensions: { code: 'ACCESS_DENIED' } }]
  made.options.faults = [{ effect: 'answer', field: 'publishablePublish', status: 200, body: { data: null, errors } }]

  expect(await settle(desk)).toMatchObject({ status: 'partial', operations: { failed: 1 } })
  made.options.faults = []
  made.rest()

  expect((await plan(desk)).operations).toMatchObject([{ action: 'update', after: { publications: ['Online Store'] } }])
  expect(await settle(desk)).toMatchObject({ status: 'complete' })
  made.rest()
  expect((await plan(desk)).operations).toEqual([])
})
