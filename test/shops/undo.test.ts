import { afterEach, expect, test } from 'vitest'
import { openMachine } from '../support/world-desk.ts'
import { carryOut, type ShopDesk, settle, undoing } from './desk.ts'
import { openPlainShop, type Shop } from './shop.ts'
import { shopText } from './shop-text.ts'
import type { Thing } from './things.ts'
import { shopWorkspace } from './workspace.ts'

let shop: Shop | null = null

afterEach(async () => {
  await shop?.close()
  shop = null
})

const HAT: Thing = { n: 1, title: 'Hat', pictures: ['a'], sku: 'HAT' }
const BOOT: Thing = {
  ...{ n: 2, title: 'Boot', pictures: ['a'] },
  sizes: ['S', 'M'].map((size, place) => ({ n: 20 + place, size, sku: `BOOT-${size}`, finish: 'matt' })),
}

/** Its rules say nothing of prices, of taxes and of weights. */
async function opened(things: Thing[]): Promise<ShopDesk & { shop: Shop }> {
  shop = await openPlainShop()
  const workspace = shopWorkspace('amazon', { prune: { variants: true } })
  const desk = { source: 'amazon', workspace, shop, state: openMachine(), concurrency: 8 } as const
  await settle({ ...desk, things })
  shop.rest()
  return { ...desk, things, shop }
}

async function undo(desk: ShopDesk, run: string) {
  desk.shop.rest()
  const plan = await undoing(desk, run)
  return { plan, result: await carryOut(desk, { plan }) }
}

test('undoing what made a product deletes it: the key that it was found by is no change of people', async () => {
  const desk = await opened([HAT])
  const before = shopText(desk.shop)
  const { run_id } = await settle({ ...desk, things: [HAT, BOOT] })

  const { plan, result } = await undo(desk, run_id)

  expect(plan.blocked).toEqual([])
  expect(result).toMatchObject({ status: 'complete', failures: [] })
  expect(shopText(desk.shop)).toBe(before)
})

test('undoing what took a variant away makes it again with all that it held, said by a rule or not', async () => {
  const desk = await opened([BOOT])
  const variant = [...desk.shop.store.table('ProductVariant').values()].at(-1) ?? expect.fail()
  desk.shop.people(({ person }) =>
    person(
      'mutation($id: ID!, $variants: [ProductVariantsBulkInput!]!) { productVariantsBulkUpdate(productId: $id, variants: $variants) { userErrors { message } } }',
      { id: variant.productId, variants: [{ id: variant.id, price: '79.00', taxable: false }] },
    ),
  )
  const before = shopText(desk.shop)
  const one = { ...BOOT, sizes: (BOOT.sizes ?? []).filter(({ size }) => size === 'S') }
  const { run_id } = await settle({ ...desk, things: [one] })
  expect(desk.shop.store.get('ProductVariant', variant.id)).toBeUndefined()

  const { result } = await undo(desk, run_id)

  expect(result).toMatchObject({ status: 'complete', failures: [] })
  expect(shopText(desk.shop)).toBe(before)
})

/** In two colours, which stand before the size. */
function inColours(colours: readonly [string, string]): Thing {
  const sizes = ['S', 'M'].map((size, place) => ({
    ...{ n: 30 + place, size, sku: `SHOE-${size}` },
    ...(colours[place] === '' ? {} : { color: colours[place] ?? '' }),
  }))
  return { n: 3, title: 'Shoe', pictures: ['a'], sizes }
}

test('undoing what took an option away puts it back into its place, with the same values', async () => {
  const desk = await opened([inColours(['Red', 'Blue'])])
  const before = shopText(desk.shop)
  const { run_id } = await settle({ ...desk, things: [inColours(['', ''])] })
  const options = () => [...desk.shop.store.table('Product').values()].map((one) => one.options.map(({ name }) => name))
  expect(options()).toEqual([['Size']])

  const { result } = await undo(desk, run_id)

  expect(result).toMatchObject({ status: 'complete', failures: [] })
  expect(options()).toEqual([['Color', 'Size']])
  expect(shopText(desk.shop)).toBe(before)
})
