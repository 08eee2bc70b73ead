import { afterEach, expect, test } from 'vitest'
import { openMachine } from '../support/world-desk.ts'
import { carryOut, plan, type ShopDesk, settle } from './desk.ts'
import { openPlainShop, type Shop } from './shop.ts'
import type { Size, Thing } from './things.ts'
import { shopWorkspace } from './workspace.ts'

let shop: Shop | null = null

afterEach(async () => {
  await shop?.close()
  shop = null
})

const size = (n: number, own: Partial<Size>): Size => ({
  ...{ n: 20 + n, size: 'SMLX'.charAt(n), sku: `BOOT-${n}`, pictures: [`boot-${n}`], price: '20.00' },
  ...own,
})
const boot = (...sizes: Size[]): Thing[] => [{ n: 2, title: 'Boot', pictures: ['boot'], sizes }]
const RED = size(0, { color: 'Red' })
const BLUE = size(1, { color: 'Blue' })
const BLANK = size(2, {})

async function opened(things: Thing[]): Promise<ShopDesk> {
  shop = await openPlainShop()
  const desk = { source: 'postgres', workspace: shopWorkspace('postgres'), shop, state: openMachine() } as const
  await settle({ ...desk, things, concurrency: 8 })
  shop.rest()
  shop.resetCalls()
  return { ...desk, things, concurrency: 8 }
}

const variants = ({ shop: { store } }: ShopDesk) => [...store.table('ProductVariant').values()]
const skus = (desk: ShopDesk) => variants(desk).map(({ inventoryItem: { sku } }) => sku)
const files = ({ shop: { store } }: ShopDesk) => [...store.table('Product').values()].map(({ media }) => media.length)

test.each([
  ['has no color where all others have one', BLANK, 'no value of option Color, which another has'],
  [
    'has the same options as another',
    size(2, { color: 'Green', finish: 'matt', size: 'M' }),
    'the same options as postgres-default-THING-21 (Color Blue, Size M)',
  ],
])('a variant that %s is left out with its pictures, and added once it fits', async (_, odd, has) => {
  const same = odd.color === undefined ? odd : { ...odd, color: 'Blue' }
  const desk = await opened(boot(RED, BLUE, same))

  const { operations, blocked } = await plan(desk)

  expect(operations).toEqual([])
  expect(blocked).toMatchObject([
    { code: 'limit', message: `Its variant postgres-default-THING-22 is left out: it has ${has}.` },
  ])
  expect(skus(desk)).toEqual(['BOOT-0', 'BOOT-1'])
  expect(files(desk)).toEqual([3])

  const later = { ...desk, things: boot(RED, BLUE, size(2, { color: 'Green' })) }
  expect(await settle(later)).toMatchObject({ status: 'complete' })
  expect(skus(later)).toEqual(['BOOT-0', 'BOOT-1', 'BOOT-2'])
  expect(files(later)).toEqual([4])
  expect((await plan(later)).blocked).toEqual([])
})

test('a variant that alone has an option is the one that is left out', async () => {
  const desk = await opened(boot(size(0, {}), size(1, {}), size(2, { color: 'Red' })))

  expect((await plan(desk)).blocked).toMatchObject([
    { message: expect.stringContaining('it has a value of option Color, of which most others have none') },
  ])
  expect(skus(desk)).toEqual(['BOOT-0', 'BOOT-1'])
})

test('what variants of a shop lack in their options never costs their prices', async () => {
  const desk = await opened(boot(size(0, {}), size(1, {}), size(2, {})))
  const later = { ...desk, things: boot({ ...RED, price: '25.00' }, BLUE, BLANK) }
  const approved = await plan(later)

  expect(approved.blocked).toMatchObject([
    {
      code: 'limit',
      message:
        'Its variant postgres-default-THING-22 has no value of option Color, which another has. Until then "options" of its variants stays as it is.',
    },
  ])
  expect(await carryOut(later, { plan: approved })).toMatchObject({ status: 'complete' })
  expect(variants(later)[0]?.price).toBe('25.00')
  expect((await plan(later)).operations).toEqual([])
})

test('a variant that the source lists in another product moves with pruning, and stays without', async () => {
  const desk = await opened([...boot(size(0, {}), size(1, {}), size(2, {})), { n: 3, title: 'Shoe', sku: 'SHOE' }])
  const moved: Thing = { n: 4, title: 'Other boot', sizes: [size(2, {}), size(3, {})] }
  const later = { ...desk, things: [...boot(size(0, {}), size(1, {})), { n: 3, title: 'Shoe', sku: 'SHOE' }, moved] }

  expect((await plan(later)).blocked.map(({ code }) => code)).toEqual(['prune-off', 'limit'])
  expect(await settle(later, { prune: ['variants'] })).toMatchObject({ status: 'complete' })

  later.shop.rest()
  expect(skus(later).sort()).toEqual(['BOOT-0', 'BOOT-1', 'BOOT-2', 'BOOT-3', 'SHOE'])
  expect(await plan(later)).toMatchObject({ operations: [], blocked: [], drift: [] })
})
