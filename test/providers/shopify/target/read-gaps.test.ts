import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../../src/model/json.ts'
import { liveOf } from '../../../../src/model/live.ts'
import { single } from '../products.ts'
import { never } from '../world.ts'
import { gidOf, ours, type ReadsWorld, WANT, worlds } from './reads-world.ts'

const world = worlds()

const keysIn = ({ resources }: Parameters<typeof liveOf>[0]) => liveOf({ resources }, 'product').map(({ key }) => key)

/** From now on the files of bulk operations hold these lines. */
function write({ sim }: ReadsWorld, lines: JsonObject[]): void {
  const body = lines.map((line) => `${JSON.stringify(line)}\n`).join('')
  sim.options.faults = [{ effect: 'answer', kind: 'download', status: 200, body }]
}

/** The lines of a product with one variant. */
function linesOf(at: ReadsWorld, title: string, more: JsonObject = {}): JsonObject[] {
  const id = gidOf(at, title)
  const variant = at.sim.store.get('Product', id)?.variants[0]?.id ?? ''
  const count = { variantsCount: { count: 1 }, mediaCount: { count: 0 } }
  return [
    { id, title, ...count, m0: { type: 'id', value: title }, ...more },
    { id: variant, __parentId: id, price: '1.00' },
  ]
}

describe('a bulk operation', () => {
  test.each(['FAILED', 'TIMEOUT', 'SHORT', 'BROKEN', 'EXPIRED'] as const)(
    'that ends as %s is run once more, and then all is well',
    async (outcome) => {
      const at = await world({ products: [ours('sock'), ours('boot')], bulkOutcomes: [outcome] })
      const state = await at.reads().read(WANT, never())

      expect([state.complete, state.gap, keysIn(state)]).toEqual([true, undefined, ['sock', 'boot']])
    },
  )

  test('that does not come to its end leaves whole products, and says that others are missing', async () => {
    const products = Array.from({ length: 9 }, (_, place) => ours(`p-${place}`))
    const at = await world({ products, bulkOutcomes: ['FAILED', 'FAILED'] })
    const state = await at.reads().read(WANT, never())

    expect(state).toMatchObject({ complete: false, gap: expect.stringContaining('FAILED (INTERNAL_SERVER_ERROR)') })
    expect(keysIn(state).length).toBeGreaterThan(0)
    expect(keysIn(state).length).toBeLessThan(9)
    for (const { key, fields } of liveOf(state, 'product')) expect(fields[`variants/${key}/price`]).toBe('10.00')
  })

  test('that writes nothing at all ends the read', async () => {
    const at = await world({ products: [ours('sock')], bulkOutcomes: ['ACCESS_DENIED', 'ACCESS_DENIED'] })

    await expect(at.reads().read(WANT, never())).rejects.toMatchObject({
      ...{ code: 'shopify-unavailable', message: expect.stringContaining('ACCESS_DENIED') },
    })
  })

  test('that finds fewer products than the shop counts is not all', async () => {
    const at = await world({ products: [ours('sock'), ours('boot')] })
    const product = { count: 5, precision: 'EXACT' }
    at.sim.options.faults = [
      { effect: 'answer', field: 'productsCount', status: 200, body: { data: { productsCount: product } } },
    ]

    expect(await at.reads().read(WANT, never())).toMatchObject({
      ...{ complete: false, gap: 'the shop counts 5 products, and 2 came' },
    })
  })
})

describe('a file', () => {
  test('that holds fewer variants or media than a product says is mended by reading that product again', async () => {
    const at = await world({ products: [ours('sock'), ours('boot')] })
    write(at, [
      ...linesOf(at, 'sock', { variantsCount: { count: 2 } }),
      ...linesOf(at, 'boot', { mediaCount: { count: 1 } }),
    ])
    const reads = at.reads()
    const state = await reads.read(WANT, never())

    expect([state.complete, keysIn(state)]).toEqual([true, ['sock', 'boot']])
    expect(liveOf(state, 'product')[0]?.fields['variants/sock/price']).toBe('10.00')
    expect(reads.seen.of(gidOf(at, 'boot'))?.variants).toHaveLength(1)
  })

  test('that shows one key twice, as a read that is not one moment can, is not all', async () => {
    const at = await world({ products: [ours('sock'), single('Hat')] })
    write(at, [...linesOf(at, 'sock'), ...linesOf(at, 'Hat', { m0: { type: 'id', value: 'sock' } })])
    const reads = at.reads()
    const state = await reads.read(WANT, never())
    const hat = gidOf(at, 'Hat')

    expect(state).toMatchObject({ complete: false, gap: 'two products carry the key sock' })
    expect(keysIn(state)).toEqual(['sock', `shopify:${hat.replace(/^.*\//, '')}`])
    expect(reads.seen.of(hat)?.key).toBeNull()
  })

  test.each([[{ id: 'gid://shopify/Product/x' }], [{ id: 'nonsense' }]])(
    'with a product that is none is not all: %j',
    async (broken) => {
      const at = await world({ products: [ours('sock')] })
      const [product, variant] = linesOf(at, 'sock') as [JsonObject, JsonObject]
      write(at, [
        { ...product, ...broken },
        { ...variant, __parentId: broken.id },
      ])

      expect(await at.reads().read(WANT, never())).toMatchObject({ complete: false, resources: { product: [] } })
    },
  )

  test('may hold anything in the place of values', async () => {
    const at = await world({ products: [ours('sock')] })
    const odd = { title: 7, tags: 'x', status: null, seo: [], category: 'x', options: [null, 1], m1: 'x', handle: {} }
    write(at, linesOf(at, 'sock', odd))
    const state = await at.reads().read(WANT, never())

    expect([state.complete, keysIn(state)]).toEqual([true, ['sock']])
    expect(liveOf(state, 'product')[0]?.fields.title).toBeUndefined()
  })

  test('that answers something else is not all', async () => {
    const at = await world({ products: [ours('sock')] })
    at.sim.options.faults = [{ effect: 'answer', kind: 'download', status: 200, body: '<html></html>' }]

    await expect(at.reads().read(WANT, never())).rejects.toMatchObject({ code: 'shopify-unavailable' })
  })
})

describe('a small query', () => {
  test.each(['metafieldDefinitions', 'publications'])(
    'that answers without its list ends the read: %s',
    async (field) => {
      const at = await world({ products: [ours('sock')] })
      at.sim.options.faults = [{ effect: 'answer', field, status: 200, body: { data: {} } }]

      await expect(at.reads({ settings: { publish: ['Shop'] } }).read(WANT, never())).rejects.toMatchObject({
        ...{ code: 'shopify-unavailable', message: expect.stringContaining('cannot be understood') },
      })
    },
  )

  test('whose pages have no end is not followed for ever', async () => {
    const at = await world()
    const rows = {
      nodes: [{ id: 'gid://shopify/Publication/1', name: 'Shop' }],
      pageInfo: { hasNextPage: true, endCursor: 'a' },
    }
    at.sim.options.faults = [{ effect: 'answer', field: 'publications', status: 200, body: { data: { rows } } }]

    await expect(at.reads({ settings: { publish: ['Shop'] } }).read(WANT, never())).rejects.toMatchObject({
      code: 'shopify-unavailable',
    })
  })
})
