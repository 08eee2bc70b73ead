import { describe, expect, test } from 'vitest'
import { readDirect, readEach } from '../../../../src/providers/shopify/target/read/direct.ts'
import {
  furtherBelowDocument,
  furtherDocument,
  listsOf,
  productsDocument,
} from '../../../../src/providers/shopify/target/read/direct-documents.ts'
import { say } from '../../../sandbox/shopify/support.ts'
import { inSizes, picture, single } from '../products.ts'
import { gidOf, keyed, large, ours, type ReadsWorld, type ReadsWorldOptions, worlds } from './reads-world.ts'

const world = worlds()

const variantOf = ({ sim }: ReadsWorld, id: string): string => sim.store.get('Product', id)?.variants[0]?.id ?? ''

describe('a direct read', () => {
  test('finds products by their keys, several in one call, and leaves out what is not there', async () => {
    const at = await world({ products: ['a', 'b', 'c'].map((key) => ours(key)) })
    const found = await readDirect([{ key: 'b' }, { key: 'x' }, { key: 'a' }], at.direct())

    expect(found.map(({ live }) => [live.key, live.fields.title])).toEqual([
      ['b', 'b'],
      ['a', 'a'],
    ])
    expect(at.sim.calls).toHaveLength(1)
  })

  test('finds by its id what nothing carries the key of, and says what key it has', async () => {
    const at = await world({ products: [single('Other', { handle: 'other' }, { sku: 'S-1' }), ours('a')] })
    const [other, wrong] = [gidOf(at, 'Other'), 'gid://shopify/Product/1']
    const found = await readEach(
      [{ key: 'x', id: other }, { id: wrong }, { id: 'nonsense' }, { key: 'a', id: other }],
      at.direct(),
    )

    expect(found.map((one) => one?.live.key ?? null)).toEqual([
      `shopify:${other.replace(/^.*\//, '')}`,
      null,
      null,
      'a',
    ])
    expect(found[0]?.live.fields).toMatchObject({ handle: 'other', title: 'Other' })
  })

  test('knows that nothing has a key while no metafield of type id is defined', async () => {
    const at = await world({ bare: true, products: [single('Sock')] })
    const id = gidOf(at, 'Sock')

    expect(await readDirect([{ key: 'a' }], at.direct())).toEqual([])
    expect(await readDirect([{ key: 'a', id }], at.direct())).toMatchObject([{ live: { id } }])
  })

  test('takes a metafield of another type for no key', async () => {
    const at = await world({
      bare: true,
      products: [single('Sock', { metafields: [{ ...keyed('a'), type: 'single_line_text_field' }] })],
    })
    const [found] = await readDirect([{ id: gidOf(at, 'Sock') }], at.direct())

    expect(found?.seen.key).toBeNull()
    expect(found?.live.key).toMatch(/^shopify:\d+$/)
  })

  test('sees what was written just now, whatever searches know', async () => {
    const at = await world({ searchDelayMs: 3600_000, products: [ours('a')] })

    expect(await readDirect([{ key: 'a' }], at.direct())).toHaveLength(1)
  })

  test('brings all variants and media of a product that has more than a page of them, in their order', async () => {
    const files = Array.from({ length: 130 }, (_, place) => picture(`p-${place}`))
    const at = await world({ products: [large('Boot', 26, { files, metafields: [keyed('boot')] })] })
    const [found] = await readDirect([{ key: 'boot' }], at.direct())

    const skus = found?.seen.variants.map(({ sku }) => sku) ?? []
    expect([skus.length, skus[0], skus[101], skus[259]]).toEqual([260, 'Boot-C0-S0', 'Boot-C10-S1', 'Boot-C25-S9'])
    expect(found?.seen.media).toEqual(at.sim.store.get('Product', found?.live.id ?? '')?.media)
    expect(found?.live.fields.media).toHaveLength(130)
  })

  test('asks for less than a call may cost, and for what fits into the bucket', async () => {
    const keys = Array.from({ length: 24 }, (_, place) => `k-${place}`)
    for (const options of [{}, { restoreRate: 10 }, { share: 0.1 }] as ReadsWorldOptions[]) {
      const at = await world({ ...options, products: keys.map((key) => ours(key)) })
      // The size of the bucket is known from any answer.
      await readDirect([{ key: 'none' }], at.direct())
      at.sim.resetCalls()
      const found = await readDirect(
        keys.map((key) => ({ key })),
        at.direct({ collections: true, publications: true }),
      )

      expect(found).toHaveLength(24)
      const costs = at.sim.calls.map(({ requestedCost }) => requestedCost ?? 0)
      expect(Math.max(...costs)).toBeLessThanOrEqual(0.9 * Math.min(1000, at.sim.options.bucket * (options.share ?? 1)))
      expect(at.client.counts.throttled).toBe(0)
    }
  })

  test.each([
    [{}],
    [{ collections: true, publications: true, all: true, location: 'gid://shopify/Location/1' }],
    [{ productMetafields: [{ namespace: 'custom', key: 'b' }], variantMetafields: [{ namespace: 'other', key: 'c' }] }],
  ])('knows what its calls cost: %j', async (selection) => {
    const at = await world({ products: [ours('a')] })
    const { selection: whole } = at.direct(selection)
    const sizes = { first: 50, below: 10 }
    const documents = [
      productsDocument(whole, { ...sizes, count: 2 }),
      ...listsOf(whole).map((list) => furtherDocument(list, whole, sizes)),
      furtherBelowDocument(sizes),
    ]
    for (const { text, cost } of documents) {
      const [id, after] = [gidOf(at, 'a'), Buffer.from('{"last_id":0,"last_value":0}').toString('base64')]
      const variables = text.includes('$i0') ? { i0: { id }, i1: { id } } : { id, after }
      await say(at.sim, text, text.includes('productVariant(') ? { ...variables, id: variantOf(at, id) } : variables)
      expect([at.sim.calls.at(-1)?.code, at.sim.calls.at(-1)?.requestedCost]).toEqual([null, cost])
    }
  })

  test('reads every metafield where all are asked for, of variants too, and page by page', async () => {
    const metafield = (key: string) => ({ namespace: 'people', key, type: 'single_line_text_field', value: key })
    const many = Array.from({ length: 60 }, (_, place) => metafield(`note_${place}`))
    const at = await world({
      products: [ours('a', { metafields: [keyed('a'), ...many] }, { metafields: [keyed('a'), ...many] })],
    })
    const [found] = await readDirect([{ key: 'a' }], at.direct({ all: true }))

    expect(found?.live.fields['metafields.people.note_59']).toBe('note_59')
    expect(found?.live.fields['variants/a/metafields.people.note_59']).toBe('note_59')
    expect(Object.keys(found?.live.fields ?? {}).filter((path) => path.includes('people.'))).toHaveLength(120)
    expect(found?.seen.digests['people.note_3']).toMatch(/./)
  })

  test('keeps what writing needs', async () => {
    const at = await world({
      products: [inSizes('Boot', ['9', '10'], { metafields: [keyed('boot')], tags: ['b', 'a'] })],
    })
    const [found] = await readDirect([{ key: 'boot' }], at.direct({ publications: true }))
    const seen = at.seen.of(found?.live.id ?? '')

    expect(seen).toMatchObject({
      ...{ key: 'boot', options: ['Size'], hasOnlyDefaultVariant: false, tags: ['a', 'b'], baseline: null },
      ...{ collections: null, publications: [], at: at.clock.now() },
      variants: [
        { key: null, sku: 'Boot-9', options: [{ name: 'Size', value: '9' }], available: null },
        { key: null, sku: 'Boot-10', options: [{ name: 'Size', value: '10' }] },
      ],
    })
    expect(seen?.variants[0]?.inventoryItem).toMatch(/^gid:\/\/shopify\/InventoryItem\//)
    expect(seen?.digests['custom.sync_key']).toMatch(/./)
  })

  test.each([
    [{ data: { p0: { title: 'no id' } } }],
    [{ data: { p0: [] } }],
    [{ data: {} }],
    [{ data: { p0: { id: 'gid://shopify/Product/1', variants: null, media: { nodes: [] } } } }],
  ])('takes an answer that is none for no product: %j', async (body) => {
    const faults = [{ effect: 'answer', status: 200, body }] as const
    const at = await world({ products: [ours('a')] })
    at.sim.options.faults = faults

    await expect(readDirect([{ key: 'a' }], at.direct())).rejects.toMatchObject({ code: 'shopify-unavailable' })
    expect(at.seen.of(gidOf(at, 'a'))).toBeUndefined()
  })
})
