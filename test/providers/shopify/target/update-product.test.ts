import { afterEach, describe, expect, test } from 'vitest'
import type { Fields } from '../../../../src/model/fields.ts'
import type { Change } from '../../../../src/model/target.ts'
import { BASELINE_NAME, creation, kept, openWriteWorld, part, sized, update, type WriteWorld } from './write-world.ts'

let world: WriteWorld | null = null

afterEach(async () => {
  await world?.close()
  world = null
})

/** A boot in two sizes, and what a run has seen of it. */
async function boot(...given: Parameters<typeof openWriteWorld>): Promise<WriteWorld & { id: string }> {
  world = await openWriteWorld(...given)
  const id = await world.made(
    creation('a', { tags: ['ours'], vendor: 'Acme', 'metafields.custom.material': 'Leather' }, [
      sized('a-1', '9'),
      sized('a-2', '10'),
    ]),
  )
  await world.look('a')
  world.sim.resetCalls()
  return { ...world, id }
}

const on = (key: string, fields: Fields): Change => part(key, fields, 'update')
const baselineOf = ({ metafield, id }: WriteWorld & { id: string }): unknown => kept(metafield(id, BASELINE_NAME)).text

describe('each change takes the narrowest mutation, and the baseline with it', () => {
  test('of the title', async () => {
    const shop = await boot()

    expect(await shop.write(update(['a', shop.id], { title: 'Shoe' }))).toEqual({
      outcome: 'applied',
      id: shop.id,
      notes: [],
    })
    expect(shop.mutations()).toEqual(['productUpdate'])
    expect(shop.product('a')).toMatchObject({ title: 'Shoe', vendor: 'Acme', tags: ['ours'] })
    expect(baselineOf(shop)).toBe('next of a')
  })

  test('of a price', async () => {
    const shop = await boot()
    await shop.write(update(['a', shop.id], {}, [on('a-2', { price: '12.5' })]))

    expect(shop.mutations()).toEqual(['productVariantsBulkUpdate', 'metafieldsSet'])
    expect(shop.product('a').variants.map(({ price }) => price)).toEqual(['10.00', '12.50'])
    expect(baselineOf(shop)).toBe('next of a')
  })

  test('of a metafield, which says what was there before', async () => {
    const shop = await boot()
    await shop.write(update(['a', shop.id], { 'metafields.custom.material': 'Suede' }))

    expect(shop.mutations()).toEqual(['metafieldsSet'])
    expect(shop.metafield(shop.id, 'custom.material')).toBe('Suede')
    expect(JSON.stringify(shop.sim.journal[0]?.args)).toMatch(/"compareDigest":"\w+/)
  })

  test('of a metafield that is to be empty', async () => {
    const shop = await boot()
    await shop.write(update(['a', shop.id], { 'metafields.custom.material': null }))

    expect(shop.mutations()).toEqual(['metafieldsDelete', 'metafieldsSet'])
    expect(shop.metafield(shop.id, 'custom.material')).toBeNull()
  })

  test('of tags, of which others may have some', async () => {
    const shop = await boot()
    shop.sim.person('mutation($id: ID!) { tagsAdd(id: $id, tags: ["theirs"]) { userErrors { message } } }', {
      id: shop.id,
    })
    await shop.write(update(['a', shop.id], { tags: ['new'] }))

    expect(shop.mutations()).toEqual(['tagsRemove', 'tagsAdd', 'metafieldsSet'])
    expect(shop.product('a').tags).toEqual(['new', 'theirs'])
  })

  test('of the baseline alone', async () => {
    const shop = await boot()
    await shop.write(update(['a', shop.id], {}))

    expect(shop.mutations()).toEqual(['metafieldsSet'])
    expect(baselineOf(shop)).toBe('next of a')
  })

  test('of several things, in one call with the baseline last', async () => {
    const shop = await boot()
    await shop.write(
      update(['a', shop.id], { title: 'Shoe', 'metafields.custom.material': 'Suede' }, [on('a-1', { sku: 'NEW' })]),
    )

    expect(shop.mutations()).toEqual(['productVariantsBulkUpdate', 'metafieldsSet', 'productUpdate'])
    expect(shop.sim.calls).toHaveLength(1)
    expect(baselineOf(shop)).toBe('next of a')
  })
})

describe('variants', () => {
  test('come beside those that are there', async () => {
    const shop = await boot()
    await shop.write(update(['a', shop.id], {}, [sized('a-3', '11', { price: '13' })]))

    expect(shop.mutations()).toEqual(['productVariantsBulkCreate', 'metafieldsSet'])
    expect(shop.product('a').variants.map(({ id }) => shop.metafield(id, 'custom.sync_key'))).toEqual([
      'a-1',
      'a-2',
      'a-3',
    ])
    expect(shop.product('a').variants[2]).toMatchObject({ price: '13.00', inventoryItem: { sku: 'SKU-a-3' } })
  })

  test('go, and only those', async () => {
    const shop = await boot()
    await shop.write(update(['a', shop.id], {}, [part('a-1', {}, 'delete')]))

    expect(shop.mutations()).toEqual(['productVariantsBulkDelete', 'metafieldsSet'])
    expect(shop.product('a').variants.map(({ id }) => shop.metafield(id, 'custom.sync_key'))).toEqual(['a-2'])
  })

  test('get other options by a list of all of them, on a fresh read, and keep their ids', async () => {
    const shop = await boot()
    const before = shop.product('a').variants.map(({ id }) => id)
    const parts = [
      on('a-1', { options: { Size: '9', Color: 'Red' } }),
      on('a-2', { options: { Size: '10', Color: 'Red' } }),
    ]
    await shop.write(
      update(['a', shop.id], {}, [...parts, part('a-3', { sku: 'C', options: { Size: '9', Color: 'Blue' } })]),
    )

    expect(shop.mutations()).toEqual(['productSet', 'metafieldsSet'])
    expect(shop.product('a').options.map(({ name }) => name)).toEqual(['Size', 'Color'])
    expect(
      shop
        .product('a')
        .variants.map(({ id }) => id)
        .slice(0, 2),
    ).toEqual(before)
    expect(shop.product('a').variants).toHaveLength(3)
    expect(shop.product('a').variants.map(({ id }) => shop.metafield(id, 'custom.sync_key'))).toEqual([
      'a-1',
      'a-2',
      'a-3',
    ])
    expect(shop.product('a').variants[0]).toMatchObject({ price: '10.00', inventoryItem: { sku: 'SKU-a-1' } })
  })

  test('get other options in the order in which they are named, whatever the product had before', async () => {
    const shop = await boot()
    const named = (options: { [name: string]: string }) => [
      on('a-1', { options }),
      on('a-2', { options: { ...options, Size: '10' } }),
    ]
    const options = () => shop.product('a').options.map(({ name }) => name)

    await shop.write(update(['a', shop.id], {}, named({ Width: 'wide', Color: 'Red', Size: '9' })))
    expect(options()).toEqual(['Width', 'Color', 'Size'])
    await shop.write(update(['a', shop.id], {}, named({ Size: '9', Color: 'Blue', Width: 'wide' })))
    expect(options()).toEqual(['Width', 'Color', 'Size'])
    await shop.write(update(['a', shop.id], {}, named({ Color: 'Blue', Size: '9' })))
    expect(options()).toEqual(['Color', 'Size'])
  })

  test("take one another's options at once", async () => {
    const shop = await boot()
    await shop.write(
      update(['a', shop.id], {}, [on('a-1', { options: { Size: '10' } }), on('a-2', { options: { Size: '9' } })]),
    )

    expect(shop.mutations()).toEqual(['productVariantsBulkUpdate', 'metafieldsSet'])
  })

  test('take the options of one that goes', async () => {
    const shop = await boot()
    await shop.write(update(['a', shop.id], {}, [part('a-1', {}, 'delete'), sized('a-3', '9')]))

    expect(
      shop
        .product('a')
        .variants.map(({ id }) => shop.metafield(id, 'custom.sync_key'))
        .sort(),
    ).toEqual(['a-2', 'a-3'])
  })

  test('are not changed where one is gone meanwhile: the write is outdated', async () => {
    const shop = await boot()
    const [first] = shop.product('a').variants
    shop.sim.person(
      'mutation($id: ID!, $ids: [ID!]!) { productVariantsBulkDelete(productId: $id, variantsIds: $ids) { userErrors { message } } }',
      { id: shop.id, ids: [first?.id] },
    )
    await shop.look('a')

    expect(await shop.write(update(['a', shop.id], {}, [on('a-1', { price: '1' })]))).toEqual({ outcome: 'outdated' })
    expect(shop.mutations()).toEqual([])
  })
})

describe('a refusal', () => {
  test('of one mutation leaves the baseline as it was', async () => {
    const shop = await boot()
    const answer = await shop.write(update(['a', shop.id], { title: 'Shoe' }, [sized('a-3', '9')]))

    expect(answer).toMatchObject({ outcome: 'rejected', code: 'taken' })
    expect(shop.product('a').variants).toHaveLength(2)
    expect(baselineOf(shop)).toBe('baseline of a')
  })

  test('of a metafield that somebody changed meanwhile makes the write outdated', async () => {
    const shop = await boot()
    shop.sim.person(
      'mutation($metafields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $metafields) { userErrors { message } } }',
      {
        metafields: [{ ownerId: shop.id, namespace: 'custom', key: 'material', value: 'Wool' }],
      },
    )

    expect(await shop.write(update(['a', shop.id], { 'metafields.custom.material': 'Suede' }))).toEqual({
      outcome: 'outdated',
    })
    expect(shop.metafield(shop.id, 'custom.material')).toBe('Wool')
    expect(baselineOf(shop)).toBe('baseline of a')
    expect(
      await shop.write(update(['a', shop.id], { title: 'Shoe', 'metafields.custom.material': 'Suede' })),
    ).toMatchObject({ outcome: 'applied' })
  })

  test('is the end for a product that is gone', async () => {
    const shop = await boot()
    shop.sim.person('mutation($id: ID!) { productDelete(input: { id: $id }) { userErrors { message } } }', {
      id: shop.id,
    })

    expect(await shop.write(update(['a', shop.id], { title: 'Shoe' }))).toMatchObject({
      outcome: 'rejected',
      code: 'gone',
    })
  })
})
