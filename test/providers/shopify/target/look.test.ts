import { describe, expect, test } from 'vitest'
import type { LiveResource } from '../../../../src/model/live.ts'
import type { Named } from '../../../../src/model/target.ts'
import { picture, single } from '../products.ts'
import { never } from '../world.ts'
import { fieldsAsked, gidOf, ours, type ReadsWorld, WANT, worlds } from './reads-world.ts'

const world = worlds()

const named = (keys: string[], kind = 'product'): Named[] => keys.map((key) => ({ kind, key }))
const keysOf = (found: LiveResource[]) => found.map(({ key }) => key)
const KEYS = Array.from({ length: 30 }, (_, place) => `p-${place}`)

const bulks = ({ sim }: ReadsWorld): number =>
  fieldsAsked(sim).filter((field) => field === 'bulkOperationRunQuery').length

function edit(at: ReadsWorld, title: string, more: object): void {
  at.sim.person(
    'mutation($product: ProductUpdateInput!) { productUpdate(product: $product) { userErrors { message } } }',
    {
      product: { id: gidOf(at, title), ...more },
    },
  )
}

describe('a look at products', () => {
  test('reads up to ten of them as they are at that moment', async () => {
    const at = await world({ products: KEYS.slice(0, 12).map((key) => ours(key)) })
    const reads = at.reads()
    edit(at, 'p-3', { vendor: 'Changed' })
    const found = await reads.look(named(['p-3', 'none', 'p-1']), WANT, never())

    expect(keysOf(found)).toEqual(['p-3', 'p-1'])
    expect(found[0]?.fields.vendor).toBe('Changed')
    expect(bulks(at)).toBe(0)
    expect(reads.seen.of(gidOf(at, 'p-1'))).toMatchObject({ key: 'p-1' })
  })

  test('reads all products at once for more than ten, and looks further ones up there for a while', async () => {
    const at = await world({ products: KEYS.map((key) => ours(key)) })
    const reads = at.reads()
    const first = await reads.look(named([...KEYS.slice(0, 15), 'none']), WANT, never())
    const calls = at.sim.calls.length
    const second = await reads.look(named(KEYS.slice(15)), WANT, never())

    expect([keysOf(first), keysOf(second)]).toEqual([KEYS.slice(0, 15), KEYS.slice(15)])
    expect([bulks(at), at.sim.calls.length]).toEqual([1, calls])
    at.clock.leap(120_000)
    await reads.look(named(KEYS), WANT, never())
    expect(bulks(at)).toBe(2)
  })

  test('reads afresh what was written since', async () => {
    const at = await world({ products: KEYS.map((key) => ours(key)) })
    const reads = at.reads()
    await reads.look(named(KEYS), WANT, never())
    edit(at, 'p-2', { vendor: 'Changed' })
    reads.forget(gidOf(at, 'p-2'))
    const found = await reads.look(named(KEYS), WANT, never())

    expect(found.find(({ key }) => key === 'p-2')?.fields.vendor).toBe('Changed')
    expect([found.length, bulks(at)]).toEqual([30, 1])
    for (const key of KEYS) reads.forget(gidOf(at, key))
    await reads.look(named(KEYS), WANT, never())
    expect(bulks(at)).toBe(2)
  })

  test('does not believe an earlier read that something is not there which was made since', async () => {
    const at = await world({ products: KEYS.map((key) => ours(key)) })
    const reads = at.reads()
    await reads.look(named([...KEYS, 'new']), WANT, never())
    at.sim.person('mutation($input: ProductSetInput!) { productSet(input: $input) { userErrors { message } } }', {
      input: ours('new'),
    })
    reads.forget(null, 'new')

    expect(keysOf(await reads.look(named([...KEYS, 'new']), WANT, never()))).toContain('new')
    expect(bulks(at)).toBe(1)
  })

  test.each([[1], [12]])(
    'finds by the id of the plan what carries no key, and not what carries another one: %i',
    async (times) => {
      const at = await world({ products: [single('Hat', {}, { sku: 'HAT' }), ours('sock')] })
      const [hat, sock] = [gidOf(at, 'Hat'), gidOf(at, 'sock')]
      const asked = [
        { kind: 'product', key: 'hat', id: hat },
        { kind: 'product', key: 'boot', id: sock },
        { kind: 'product', key: `shopify:${hat.replace(/^.*\//, '')}` },
        ...named(Array.from({ length: times }, (_, place) => `none-${place}`)),
      ]
      const found = await at.reads().look(asked, WANT, never())

      expect(found.map(({ key, id }) => [key, id])).toEqual([
        ['hat', hat],
        [`shopify:${hat.replace(/^.*\//, '')}`, hat],
      ])
    },
  )

  test('reads everything of what may be deleted', async () => {
    const note = { namespace: 'people', key: 'note', type: 'single_line_text_field', value: 'theirs' }
    const at = await world({
      products: KEYS.map((key) =>
        single(key, { metafields: [note, { namespace: 'custom', key: 'sync_key', type: 'id', value: key }] }),
      ),
    })
    const reads = at.reads()
    for (const keys of [KEYS, KEYS.slice(0, 2)]) {
      await reads.look(named(keys), WANT, never())
      const found = await reads.look(named(keys), { ...WANT, also: () => true }, never())
      expect(found.map(({ fields }) => fields['metafields.people.note'])).toEqual(keys.map(() => 'theirs'))
    }
  })

  test.each([
    ['FAILED', 'FAILED'],
    ['ACCESS_DENIED', 'ACCESS_DENIED'],
    ['SHORT', 'FAILED'],
  ] as const)(
    'reads one by one what a bulk operation that ended as %s and %s does not tell',
    async (...bulkOutcomes) => {
      const at = await world({ products: KEYS.map((key) => ours(key)), bulkOutcomes: [...bulkOutcomes] })

      expect(keysOf(await at.reads().look(named([...KEYS, 'none']), WANT, never()))).toEqual(KEYS)
    },
  )
})

describe('a look at other things', () => {
  test('finds definitions, collections and publications by their exact keys', async () => {
    const at = await world()
    at.sim.person('mutation { collectionCreate(collection: { title: "Winter" }) { userErrors { message } } }')
    const asked = [
      ...named(['product.custom.sync_key', 'product.custom.none'], 'metafield-definition'),
      ...named(['winter', 'summer'], 'collection'),
      ...named(['Shop', 'shop'], 'publication'),
    ]
    const found = await at.reads().look(asked, WANT, never())

    expect(keysOf(found)).toEqual(['product.custom.sync_key', 'winter', 'Shop'])
    expect(await at.reads().look([], WANT, never())).toEqual([])
  })

  test('finds files by their exact names, whatever else their words find', async () => {
    const sources = ['shoe-1', 'shoe-10', 'my-shoe-1', 'SHOE-1']
    const files = [...sources.map(picture), { ...picture('boot'), originalSource: 'https://images.example/boot.JPG' }]
    const at = await world({ products: [single('Shoe', { files })] })
    const found = await at
      .reads()
      .look(named(['shoe-1.jpg', 'boot.jpg', 'shoe-2.jpg', 'shoe.jpg'], 'file'), WANT, never())
    const media = at.sim.store.get('Product', gidOf(at, 'Shoe'))?.media

    expect(found.map(({ key, id }) => [key, id])).toEqual([
      ['shoe-1.jpg', media?.[0]],
      ['boot.jpg', media?.[4]],
    ])
    expect(at.sim.calls).toHaveLength(1)
  })
})
