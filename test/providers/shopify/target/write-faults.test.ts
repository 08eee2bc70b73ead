import { afterEach, describe, expect, test } from 'vitest'
import type { Fields } from '../../../../src/model/fields.ts'
import type { Change } from '../../../../src/model/target.ts'
import type { ShopifyFault } from '../../../../src/sandbox/shopify/faults/options.ts'
import { BASELINE_NAME, creation, kept, openWriteWorld, part, sized, update, type WriteWorld } from './write-world.ts'

let world: WriteWorld | null = null

afterEach(async () => {
  await world?.close()
  world = null
})

interface Shop extends WriteWorld {
  id: string
  strike(...faults: ShopifyFault[]): void
}

async function boot(...given: Parameters<typeof openWriteWorld>): Promise<Shop> {
  const opened = await openWriteWorld(...given)
  world = opened
  const id = await opened.made(creation('a', { tags: ['ours'] }, [sized('a-1', '9'), sized('a-2', '10')]))
  await opened.look('a')
  opened.sim.resetCalls()
  const strike = (...faults: ShopifyFault[]): void => {
    opened.sim.options.faults = faults
  }
  return { ...opened, id, strike }
}

const on = (key: string, fields: Fields): Change => part(key, fields, 'update')

/** Everything that a product can be told at once. */
const ALL = (id: string): Change =>
  update(['a', id], { title: 'Shoe', tags: ['new'], 'metafields.custom.material': 'Suede' }, [
    on('a-1', { price: '11' }),
    part('a-2', {}, 'delete'),
    sized('a-3', '11'),
  ])

function expectAll(shop: Shop): void {
  const { variants, ...product } = shop.product('a')
  expect(product).toMatchObject({ title: 'Shoe', tags: ['new'] })
  expect(shop.metafield(shop.id, 'custom.material')).toBe('Suede')
  expect(variants.map(({ id }) => shop.metafield(id, 'custom.sync_key')).sort()).toEqual(['a-1', 'a-3'])
  expect(variants.find(({ id }) => shop.metafield(id, 'custom.sync_key') === 'a-1')?.price).toBe('11.00')
  expect(kept(shop.metafield(shop.id, BASELINE_NAME)).text).toBe('next of a')
  expect(shop.withKey('a')).toHaveLength(1)
}

const LOST = ['reset-after', '502-after', 'internal-after', 'internal-first', 'truncated'] as const
const BEFORE = ['reset-before', '503', 'html', 'throttled', 'drained', '429', 'internal'] as const

describe.each([...LOST, ...BEFORE])('a change whose call meets %s', (effect) => {
  test('is carried out once and whole', async () => {
    const shop = await boot()
    shop.strike({ effect, kind: 'mutation', nth: 1 })

    expect(await shop.write(ALL(shop.id))).toMatchObject({ outcome: 'applied' })
    expectAll(shop)
  })

  test('with other options is carried out once and whole', async () => {
    const shop = await boot()
    const parts = [
      on('a-1', { options: { Size: '9', Color: 'Red' } }),
      on('a-2', { options: { Size: '10', Color: 'Red' } }),
    ]
    shop.strike({ effect, kind: 'mutation', nth: 1 })
    await shop.write(update(['a', shop.id], {}, [...parts, part('a-3', { options: { Size: '9', Color: 'Blue' } })]))

    expect(shop.product('a').variants.map(({ id }) => shop.metafield(id, 'custom.sync_key'))).toEqual([
      'a-1',
      'a-2',
      'a-3',
    ])
  })
})

describe('a variant that productSet does not find by its options', () => {
  test.each([...LOST])('is made once all the same when %s takes the answer', async (effect) => {
    const shop = await boot({ variantMatch: 'id' })
    const parts = [
      on('a-1', { options: { Color: 'Red' } }),
      on('a-2', { options: { Color: 'Blue' } }),
      part('a-3', { options: { Color: 'Green' } }),
    ]
    shop.strike({ effect, field: 'productSet', nth: 1 })
    await shop.write(update(['a', shop.id], {}, parts))

    expect(shop.product('a').variants).toHaveLength(3)
    expect(shop.sim.store.table('ProductVariant').size).toBe(3)
  })
})

test('a change all of whose answers are lost counts as made where it is there', async () => {
  const shop = await boot()
  shop.strike({ effect: 'reset-after', kind: 'mutation' })
  const change = update(['a', shop.id], { title: 'Shoe', tags: ['new'] }, [on('a-1', { price: '11' })])

  expect(await shop.write(change)).toMatchObject({ outcome: 'applied' })
  expect(shop.product('a')).toMatchObject({ title: 'Shoe', tags: ['new'] })
  expect(kept(shop.metafield(shop.id, BASELINE_NAME)).text).toBe('next of a')
})

test('a change of which one part is never carried out says nothing of itself on the product', async () => {
  const shop = await boot()
  const before = kept(shop.metafield(shop.id, BASELINE_NAME)).text
  shop.strike({ effect: 'internal-first', field: 'productVariantsBulkUpdate' })

  const change = update(['a', shop.id], { tags: ['new'] }, [on('a-1', { price: '11' })])
  expect(await shop.write(change)).toMatchObject({ outcome: 'rejected' })
  expect(kept(shop.metafield(shop.id, BASELINE_NAME)).text).toBe(before)

  shop.strike()
  await shop.look('a')
  expect(await shop.write(change)).toMatchObject({ outcome: 'applied' })
  expect(shop.product('a').variants.map(({ price }) => price)).toEqual(['11.00', '10.00'])
})

test('what people tag between a lost answer and the next attempt stays', async () => {
  const shop = await boot()
  shop.strike({ effect: 'reset-after', kind: 'mutation', nth: 1 })
  const going = shop.write(update(['a', shop.id], { tags: ['ours', 'more'] }))
  shop.sim.person('mutation($id: ID!) { tagsAdd(id: $id, tags: ["theirs"]) { userErrors { message } } }', {
    id: shop.id,
  })
  await going

  expect(shop.product('a').tags).toEqual(['more', 'ours', 'theirs'])
})

test('a definition whose answer is lost is made once, and one of another type is a conflict', async () => {
  const shop = await boot()
  const definition = (key: string, type: string): Change => {
    const base = { id: null, parts: [], volatile: [], needs: {} }
    return { ...base, action: 'create', kind: 'metafield-definition', key, fields: { type, name: 'Heel' } }
  }
  shop.strike({ effect: 'reset-after', field: 'metafieldDefinitionCreate', nth: 1 })

  expect(await shop.write(definition('product.custom.heel', 'number_integer'))).toMatchObject({ outcome: 'applied' })
  expect(await shop.write(definition('product.custom.heel', 'number_integer'))).toMatchObject({ outcome: 'already' })
  expect(await shop.write(definition('product.custom.heel', 'boolean'))).toMatchObject({ outcome: 'conflict' })
  expect(await shop.write(definition('order.custom.heel', 'boolean'))).toMatchObject({
    outcome: 'rejected',
    code: 'invalid',
  })
})

describe('a stop', () => {
  test('before the call ends the write with its reason, and nothing is written', async () => {
    const shop = await boot()
    const stop = AbortSignal.abort(new Error('enough'))

    await expect(shop.write(ALL(shop.id), stop)).rejects.toThrow('enough')
    expect(shop.mutations()).toEqual([])
  })

  test('after the call has left lets it be answered', async () => {
    const shop = await boot({ latencyMs: 0 })
    const stop = new AbortController()
    const going = shop.write(ALL(shop.id), stop.signal)
    while (shop.sim.calls.length === 0) await new Promise(setImmediate)
    stop.abort(new Error('enough'))

    expect(await going).toMatchObject({ outcome: 'applied' })
    expectAll(shop)
  })
})
