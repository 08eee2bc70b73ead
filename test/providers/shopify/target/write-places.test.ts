import { afterEach, describe, expect, test } from 'vitest'
import { creation, openWriteWorld, part, sized, update, type WriteWorld } from './write-world.ts'

let world: WriteWorld | null = null

afterEach(async () => {
  await world?.close()
  world = null
})

const open = async (...given: Parameters<typeof openWriteWorld>): Promise<WriteWorld> => {
  world = await openWriteWorld(...given)
  return world
}

function collection({ sim }: WriteWorld, title: string): string {
  const { collectionCreate } = sim.person(
    'mutation($title: String!) { collectionCreate(collection: { title: $title }) { collection { id } userErrors { message } } }',
    { title },
  )
  return (collectionCreate as { collection: { id: string } }).collection.id
}

const members = ({ sim }: WriteWorld, id: string): string[] => [...(sim.store.get('Collection', id)?.products ?? [])]

function join({ sim }: WriteWorld, id: string, product: string): void {
  sim.person(
    'mutation($id: ID!, $ids: [ID!]!) { collectionAddProducts(id: $id, productIds: $ids) { userErrors { message } } }',
    { id, ids: [product] },
  )
}

function published({ sim }: WriteWorld, id: string): string[] {
  const { product } = sim.person(
    'query($id: ID!) { product(id: $id) { resourcePublications(first: 9, onlyPublished: false) { nodes { publication { name } } } } }',
    { id },
  )
  const { nodes } = (product as { resourcePublications: { nodes: { publication: { name: string } }[] } })
    .resourcePublications
  return nodes.map(({ publication }) => publication.name).sort()
}

describe('collections', () => {
  test('take a product in when it is made, by the handle', async () => {
    const shop = await open()
    const boots = collection(shop, 'Boots')
    const { id } = (await shop.write(creation('a', { collections: ['boots'] }))) as { id: string }

    expect(shop.mutations()).toEqual(['productSet'])
    expect(members(shop, boots)).toEqual([id])
  })

  test('are joined and left by one mutation, and one that somebody chose meanwhile stays', async () => {
    const shop = await open()
    const [boots, shoes, own] = ['Boots', 'Shoes', 'Own'].map((title) => collection(shop, title)) as [
      string,
      string,
      string,
    ]
    const id = await shop.made(creation('a', { collections: ['boots'] }))
    await shop.look('a')
    join(shop, own, id)
    shop.sim.resetCalls()
    await shop.write(update(['a', id], { collections: ['shoes'] }))

    expect(shop.mutations()).toEqual(['productUpdate'])
    expect([boots, shoes, own].map((one) => members(shop, one))).toEqual([[], [id], [id]])
  })

  test('that are not there are named, before anything is written', async () => {
    const shop = await open()

    expect(await shop.write(creation('a', { collections: ['nowhere'] }))).toMatchObject({
      outcome: 'rejected',
      message: 'The shop has no collection "nowhere".',
    })
    expect(shop.mutations()).toEqual([])
  })
})

describe('publications', () => {
  test('change by what is new and what goes', async () => {
    const shop = await open()
    const id = await shop.made(creation('a', { status: 'ACTIVE', publications: ['Online Store', 'Shop'] }))
    await shop.look('a')
    shop.sim.resetCalls()
    await shop.write(update(['a', id], { publications: ['Shop', 'Point of Sale'] }))

    expect(shop.mutations()).toEqual(['publishableUnpublish', 'publishablePublish', 'metafieldsSet'])
    expect(published(shop, id)).toEqual(['Point of Sale', 'Shop'])
  })

  test('are taken up by the next attempt where the first one ended after the product was made', async () => {
    const shop = await open({ faults: [{ effect: '401', field: 'publishablePublish', nth: 1 }] })
    const change = creation('a', { publications: ['Shop'] })
    await expect(shop.write(change)).rejects.toMatchObject({ code: 'credentials' })

    expect(await shop.write(change)).toMatchObject({ outcome: 'already' })
    expect(published(shop, shop.product('a').id)).toEqual(['Shop'])
    expect(shop.mutations()).toEqual(['productSet', 'publishablePublish'])
  })
})

describe('quantities', () => {
  const stocked = async (
    ...given: Parameters<typeof openWriteWorld>
  ): Promise<WriteWorld & { id: string; place: string }> => {
    const shop = await open(...given)
    const { locations } = shop.sim.person('{ locations(first: 9) { nodes { id name } } }')
    const [place] = (locations as { nodes: { id: string; name: string }[] }).nodes
    const id = await shop.made(creation('a', {}, [sized('a-1', '9', { inventory: 5 }), sized('a-2', '10')]))
    await shop.look('a')
    shop.sim.resetCalls()
    return { ...shop, id, place: place?.id ?? '' }
  }
  const available = (shop: WriteWorld & { place: string }): (number | undefined)[] =>
    shop.product('a').variants.map(({ inventoryItem }) => inventoryItem.levels.get(shop.place)?.available)
  const NAMED = [{}, { location: 'Shop location' }] as const

  test('come with the product that is made', async () => {
    const shop = await stocked(...NAMED)

    expect(available(shop)[0]).toBe(5)
    expect(shop.product('a').variants[0]?.inventoryItem.tracked).toBe(true)
  })

  test('change by one mutation that says what there was', async () => {
    const shop = await stocked(...NAMED)
    await shop.write(update(['a', shop.id], {}, [part('a-1', { inventory: 7 }, 'update')]))

    expect(shop.mutations()).toEqual(['inventorySetQuantities', 'metafieldsSet'])
    expect(available(shop)[0]).toBe(7)
    expect(JSON.stringify(shop.sim.journal[0]?.args)).toContain('"changeFromQuantity":5')
  })

  test('that moved meanwhile are not written over', async () => {
    const shop = await stocked(...NAMED)
    const [first] = shop.product('a').variants
    const level = first?.inventoryItem.levels.get(shop.place)
    if (level) level.available = 4

    expect(await shop.write(update(['a', shop.id], {}, [part('a-1', { inventory: 7 }, 'update')]))).toEqual({
      outcome: 'outdated',
    })
    expect(available(shop)[0]).toBe(4)
  })

  test('are counted from now on where nobody counted', async () => {
    const shop = await stocked(...NAMED)
    await shop.write(update(['a', shop.id], {}, [part('a-2', { inventory: 3 }, 'update')]))

    expect(available(shop)).toEqual([5, 3])
    expect(shop.product('a').variants[1]?.inventoryItem.tracked).toBe(true)
  })

  test.each(['inventorySetQuantities', 'inventoryActivate'])(
    'are right when the answer to %s is lost',
    async (field) => {
      const shop = await stocked({ faults: [{ effect: 'reset-after', field, nth: 1 }] }, NAMED[1])
      const parts = [part('a-1', { inventory: 7 }, 'update'), part('a-2', { inventory: 3 }, 'update')]

      expect(await shop.write(update(['a', shop.id], {}, parts))).toMatchObject({ outcome: 'applied' })
      expect(available(shop)).toEqual([7, 3])
    },
  )

  test('without a location are refused', async () => {
    const shop = await open()

    expect(await shop.write(creation('a', {}, [sized('a-1', '9', { inventory: 5 })]))).toMatchObject({
      outcome: 'rejected',
      code: 'invalid',
    })
  })
})
