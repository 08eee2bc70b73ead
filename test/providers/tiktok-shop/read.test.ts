import { afterEach, describe, expect, test } from 'vitest'
import { beforeOf, NEW_YEAR, openWorld, product, productId, products, type World } from './world.ts'

const worlds: World[] = []
const open = async (...given: Parameters<typeof openWorld>): Promise<World> => {
  const world = await openWorld(...given)
  worlds.push(world)
  return world
}

afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

describe('reading a shop', () => {
  test('asks for pages of a hundred, and for the details of each product once', async () => {
    const { sim, read } = await open(products(250))

    const { items, complete, counts } = await read()

    expect(complete).toBe(true)
    expect(items.filter(({ role }) => role !== 'child')).toHaveLength(250)
    expect(counts).toEqual({ products: 250, deleted: 0, other_status: 0, unchanged: 0 })
    // Three pages, and one for what changed meanwhile.
    expect(sim.counts()).toMatchObject({ shops: 1, search: 4, product: 250, token: 0, refresh: 0, unknown: 0 })
  })
})
