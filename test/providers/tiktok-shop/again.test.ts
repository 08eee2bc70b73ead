import { afterEach, describe, expect, test } from 'vitest'
import type { ItemFields } from '../../../src/model/item.ts'
import type { SimProduct } from '../../../src/sandbox/tiktok-shop/product.ts'
import { leapingClock } from '../amazon/world.ts'
import { beforeOf, NEW_YEAR, openWorld, product, productId, products, type World } from './world.ts'

const worlds: World[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

/** A shop that was read once; what happens to it then, and what the second read brings. */
async function readAgain(wares: SimProduct[], edit: (world: World) => void) {
  const clock = leapingClock((NEW_YEAR + 3600) * 1000)
  const world = await openWorld(wares, { clock }, { clock })
  worlds.push(world)
  const first = await world.read()
  const before = world.sim.counts().product
  clock.leap(3600_000)
  edit(world)
  const second = await world.read({ before: beforeOf(first.items) })
  const calls = world.sim.counts().product - before
  const byId = new Map(second.items.map((item) => [String(item.asin), item]))
  return { first, second, calls, byId, sim: world.sim }
}

const change = ({ sim }: World, number: number, changes: Partial<SimProduct>): void => {
  const id = productId(number)
  sim.products.set(id, { ...(sim.products.get(id) as SimProduct), ...changes })
}
const sorted = (items: ItemFields[]) => items.toSorted((a, b) => (String(a.asin) < String(b.asin) ? -1 : 1))
const asked = (sim: World['sim']) =>
  sim.calls.filter(({ operation }) => operation === 'product').map(({ path }) => path.slice(path.lastIndexOf('/') + 1))
const NOW = NEW_YEAR + 7000

describe('a second read', () => {
  test('asks for no details of what has not changed', async () => {
    const { first, second, calls } = await readAgain(products(60), () => undefined)

    expect(calls).toBe(0)
    expect(sorted(second.items)).toEqual(JSON.parse(JSON.stringify(sorted(first.items))))
    expect(second.counts).toMatchObject({ products: 60, unchanged: 60 })
    expect(second.complete).toBe(true)
  })

  test('asks for those whose time of change has moved, and takes what is new', async () => {
    const { calls, byId, sim } = await readAgain(products(20), (world) => {
      change(world, 3, { title: 'Kaos baru', update_time: NOW })
      world.sim.products.set(productId(50), product(50, { create_time: NOW, update_time: NOW }))
    })

    expect(calls).toBe(2)
    expect(asked(sim).slice(-2).sort()).toEqual([productId(3), productId(50)].sort())
    expect(byId.get(productId(3))).toMatchObject({ item_name: 'Kaos baru' })
  })

  test('takes the stock of now from the search, since sales may not count as changes', async () => {
    const { calls, byId } = await readAgain(products(6), (world) => {
      const { skus } = world.sim.products.get(productId(1)) as SimProduct
      const stock = [{ warehouse_id: '1', quantity: 2 }]
      change(world, 1, { skus: skus.map((sku, index) => (index === 0 ? { ...sku, stock } : sku)) })
    })

    expect(calls).toBe(0)
    expect(byId.get(productId(1))).toMatchObject({ stock: 13 })
    expect(
      [...byId.values()].filter(({ parent_key }) => parent_key === productId(1)).map(({ stock }) => stock),
    ).toEqual([2, 11])
  })

  test.each([
    ['a price', { price: '70000' }],
    ['a seller SKU', { seller_sku: 'LAIN' }],
    ['an id', { id: '1729592969712999999' }],
  ])('asks again where the search tells %s that is another', async (_, other) => {
    const { calls, byId } = await readAgain(products(6), (world) => {
      const { skus } = world.sim.products.get(productId(0)) as SimProduct
      change(world, 0, { skus: skus.map((sku) => ({ ...sku, ...other })) })
    })

    expect(calls).toBe(1)
    expect(byId.get(productId(0))).toMatchObject({ price: 'price' in other ? '70000' : '72000' })
  })

  test('asks again for what changed in the seconds before it was read: another change may have followed', async () => {
    const wares = [...products(5), product(9, { update_time: NEW_YEAR + 3600 })]

    expect((await readAgain(wares, () => undefined)).calls).toBe(1)
  })

  test('shows what was deleted as it was known, and needs no call for it', async () => {
    const { calls, byId } = await readAgain(products(5), (world) => {
      change(world, 1, { status: 'DELETED', update_time: NOW })
    })

    expect(calls).toBe(0)
    const [family, child] = [
      byId.get(productId(1)),
      [...byId.values()].find(({ parent_key }) => parent_key === productId(1)),
    ]
    expect(family).toMatchObject({ status: 'DELETED', listing_status: 'GONE', item_name: 'Kaos 1', role: 'parent' })
    expect(child).toMatchObject({ status: 'DELETED', options: { Ukuran: 'M' } })
  })

  test('leaves out what is of a status that is not wanted any more, and says how many', async () => {
    const { byId, second } = await readAgain(products(5), (world) =>
      change(world, 2, { status: 'FREEZE', update_time: NOW }),
    )

    expect(byId.has(productId(2))).toBe(false)
    expect([second.complete, second.counts.other_status]).toEqual([true, 1])
  })

  test('reads a product anew of which an earlier export has lost a part', async () => {
    const clock = leapingClock((NEW_YEAR + 3600) * 1000)
    const world = await openWorld(products(6), { clock }, { clock })
    worlds.push(world)
    const { items } = await world.read()
    const lacking = items.filter(({ role }, index) => role !== 'child' || index % 2 === 0)

    const { items: again } = await world.read({ before: beforeOf(lacking) })

    expect(sorted(again)).toEqual(JSON.parse(JSON.stringify(sorted(items))))
  })
})
