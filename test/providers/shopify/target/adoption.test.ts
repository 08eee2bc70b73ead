import { afterEach, describe, expect, test } from 'vitest'
import { inSizes, single } from '../products.ts'
import { addProduct } from '../world.ts'
import { BASELINE_NAME, kept, openWriteWorld, part, sized, update, type WriteWorld } from './write-world.ts'

let world: WriteWorld | null = null

afterEach(async () => {
  await world?.close()
  world = null
})

/** A product that somebody made, in a shop that this program has never written to. */
async function theirs(input: Parameters<typeof addProduct>[1]): Promise<WriteWorld & { id: string }> {
  world = await openWriteWorld()
  const id = `gid://shopify/Product/${await addProduct(world.sim, input)}`
  world.sim.resetCalls()
  return { ...world, id }
}

const keys = (shop: WriteWorld & { id: string }): (string | null)[] =>
  (shop.sim.store.get('Product', shop.id)?.variants ?? []).map(({ id }) => shop.metafield(id, 'custom.sync_key'))

describe('a product of others that is taken over', () => {
  test('gets the key, and so do the variants that are found by their SKUs', async () => {
    const shop = await theirs(inSizes('Boot', ['9', '10', '11']))
    const answer = await shop.write(
      update(['a', shop.id], {}, [part('a-1', { sku: 'Boot-9' }), part('a-2', { sku: 'Boot-11' })]),
    )

    expect(answer).toMatchObject({ outcome: 'applied' })
    expect(shop.mutations()).toEqual(['productVariantsBulkUpdate', 'metafieldsSet'])
    expect(shop.metafield(shop.id, 'custom.sync_key')).toBe('a')
    expect(keys(shop)).toEqual(['a-1', null, 'a-2'])
    expect(kept(shop.metafield(shop.id, BASELINE_NAME))).toEqual({ text: 'next of a' })
    expect(shop.sim.store.get('Product', shop.id)?.title).toBe('Boot')
  })

  test('gets the key on its only variant although that has no SKU', async () => {
    const shop = await theirs(single('Sock'))
    await shop.write(update(['a', shop.id], { title: 'Socks' }, [part('a', { sku: 'SOCK', options: null })]))

    expect(shop.mutations()).toEqual(['productVariantsBulkUpdate', 'productUpdate'])
    expect(keys(shop)).toEqual(['a'])
  })

  test('is not where two of its variants have the SKU', async () => {
    const variants = ['9', '10'].map((name) => ({ optionValues: [{ optionName: 'Size', name }], sku: 'SAME' }))
    const shop = await theirs(inSizes('Boot', ['9', '10'], { variants }))

    expect(await shop.write(update(['a', shop.id], {}, [part('a-1', { sku: 'SAME' })]))).toMatchObject({
      outcome: 'conflict',
      message: 'Several variants of a have the SKU "SAME".',
    })
    expect(shop.mutations()).toEqual([])
  })

  test('is not where it has the key of another one', async () => {
    const shop = await theirs(inSizes('Boot', ['9']))
    await shop.write(update(['b', shop.id], {}, []))
    shop.sim.resetCalls()

    expect(await shop.write(update(['a', shop.id], {}, []))).toMatchObject({ outcome: 'conflict' })
    expect(shop.mutations()).toEqual([])
  })

  test('keeps neither key nor baseline where one of its variants is refused', async () => {
    const shop = await theirs(inSizes('Boot', ['9', '10']))
    const answer = await shop.write(update(['a', shop.id], {}, [part('a-1', { sku: 'Boot-9' }), sized('a-2', '10')]))

    expect(answer).toMatchObject({ outcome: 'rejected' })
    expect(shop.metafield(shop.id, 'custom.sync_key')).toBeNull()
    expect(shop.metafield(shop.id, BASELINE_NAME)).toBeNull()
  })
})
