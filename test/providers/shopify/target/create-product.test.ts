import { afterEach, describe, expect, test } from 'vitest'
import { BASELINE_NAME, creation, kept, openWriteWorld, part, sized, type WriteWorld } from './write-world.ts'

let world: WriteWorld | null = null

afterEach(async () => {
  await world?.close()
  world = null
})

const open = async (...given: Parameters<typeof openWriteWorld>): Promise<WriteWorld> => {
  world = await openWriteWorld(...given)
  return world
}

describe('a product that is made', () => {
  test('comes whole by one call, with variants, key and baseline', async () => {
    const { write, product, mutations, metafield } = await open()
    const variants = [sized('a-1', '9', { barcode: '0123', weight_g: 500 }), sized('a-2', '10')]
    const fields = {
      vendor: 'Acme',
      tags: ['New', 'red'],
      'seo.title': 'Found',
      'metafields.custom.material': 'Leather',
    }
    const answer = await write(creation('a', fields, variants))
    const made = product('a')

    expect(answer).toEqual({ outcome: 'applied', id: made.id, notes: [] })
    expect(mutations()).toEqual(['productSet'])
    expect(made).toMatchObject({
      title: 'Boot a',
      vendor: 'Acme',
      status: 'DRAFT',
      tags: ['New', 'red'],
      seo: { title: 'Found' },
    })
    expect(made.options.map(({ name }) => name)).toEqual(['Size'])
    expect(made.variants.map(({ inventoryItem, price }) => [inventoryItem.sku, price])).toEqual([
      ['SKU-a-1', '10.00'],
      ['SKU-a-2', '10.00'],
    ])
    expect(made.variants.map(({ id }) => metafield(id, 'custom.sync_key'))).toEqual(['a-1', 'a-2'])
    expect(metafield(made.id, 'custom.material')).toBe('Leather')
    expect(kept(metafield(made.id, BASELINE_NAME))).toEqual({ text: 'baseline of a' })
  })

  test('has its default variant alone where its only part has no options', async () => {
    const { write, product } = await open()
    await write(creation('a', {}, [part('a', { sku: 'ONE', price: '5', options: null })]))

    expect(product('a').options.map(({ name }) => name)).toEqual(['Title'])
    expect(product('a').variants.map(({ inventoryItem }) => inventoryItem.sku)).toEqual(['ONE'])
  })

  test('is waited for where it has more variants than an answer comes for in time', async () => {
    const { write, product, mutations } = await open()
    const answer = await write(
      creation(
        'a',
        {},
        Array.from({ length: 101 }, (_, at) => sized(`a-${at}`, String(at))),
      ),
    )

    expect(answer.outcome).toBe('applied')
    expect(product('a').variants).toHaveLength(101)
    expect(mutations()).toEqual(['productSet'])
  })

  test('stands where it is asked to be published, and nowhere else', async () => {
    const { write, mutations, sim } = await open()
    const { id } = (await write(creation('a', { publications: ['Online Store'] }))) as { id: string }
    const shown = sim.person(
      'query($id: ID!) { product(id: $id) { resourcePublications(first: 9, onlyPublished: false) { nodes { publication { name } } } } }',
      { id },
    )

    expect(mutations()).toEqual(['productSet', 'publishablePublish'])
    expect(JSON.stringify(shown)).toContain('"nodes":[{"publication":{"name":"Online Store"}}]')
  })
})

describe('a key that is taken', () => {
  test('is a conflict, and the product that has it stays as it is', async () => {
    const { write, made, mutations, product } = await open()
    await made(creation('a'))
    const answer = await write(creation('a'))

    expect(answer.outcome).toBe('already')
    expect(
      await write(creation('a', { title: 'Another', 'metafields.$app:sync.baseline': 'of somebody' })),
    ).toMatchObject({ outcome: 'conflict' })
    expect(mutations()).toEqual([])
    expect(product('a').title).toBe('Boot a')
  })
})

describe.each(['reset-after', '502-after', 'internal-after', 'truncated', 'reset-before', '503', 'html'] as const)(
  'an answer that is lost by %s',
  (effect) => {
    test('leaves one product with its variants', async () => {
      const { write, withKey, sim } = await open({ faults: [{ effect, field: 'productSet', nth: 1 }] })
      const answer = await write(creation('a', {}, [sized('a-1', '9'), sized('a-2', '10')]))

      expect(answer).toMatchObject({ outcome: 'applied' })
      expect(withKey('a')).toHaveLength(1)
      expect(sim.store.table('Product').size).toBe(1)
      expect(sim.store.table('ProductVariant').size).toBe(2)
    })
  },
)

test('what Shopify refuses of a product is said, and nothing is made', async () => {
  const { write, sim } = await open()
  const answer = await write(creation('a', { category: 'zz-1' }))

  expect(answer).toMatchObject({ outcome: 'rejected', status: 200, attempts: 1, hint: expect.stringMatching(/./) })
  expect(sim.store.table('Product').size).toBe(0)
})

test('a handle that another product has is said to be taken', async () => {
  const { write, made } = await open()
  await made(creation('a', { handle: 'boot' }))

  expect(await write(creation('b', { handle: 'boot' }))).toMatchObject({ outcome: 'rejected', code: 'taken' })
})

test('the limit of new variants of a day is said as a limit', async () => {
  const { write } = await open({ variantThrottle: 1 })

  expect(await write(creation('a', {}, [sized('a-1', '9'), sized('a-2', '10')]))).toMatchObject({
    outcome: 'rejected',
    code: 'limit',
  })
})

test('what a product cannot hold is refused without a call', async () => {
  const { write, sim } = await open()

  expect(await write(creation('a', { title: 'x'.repeat(256) }))).toMatchObject({
    outcome: 'rejected',
    code: 'invalid',
    attempts: 0,
  })
  expect(await write(creation('a', { unheard: 'x' }))).toMatchObject({
    outcome: 'rejected',
    code: 'invalid',
    attempts: 0,
  })
  expect(await write(creation('a', {}, [sized('a-1', '9', { price: '-1' })]))).toMatchObject({
    code: 'invalid',
    attempts: 0,
  })
  expect(sim.calls).toEqual([])
})
