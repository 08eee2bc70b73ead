import { afterEach, describe, expect, test } from 'vitest'
import type { ItemFields } from '../../../src/model/item.ts'
import type { SourceResult } from '../../../src/model/source.ts'
import type { Product } from '../../../src/sandbox/shopify/store/records.ts'
import { memoOf } from '../../contract/source-fixture.ts'
import { ask } from '../../sandbox/shopify/support.ts'
import { inSizes, picture, products, single } from './products.ts'
import { addProduct, openWorld, type World, type WorldOptions } from './world.ts'

const opened: World[] = []
const world = async (options: WorldOptions = {}): Promise<World> => {
  const one = await openWorld(options)
  opened.push(one)
  return one
}

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

const titled = ({ items }: SourceResult, title: string): ItemFields[] =>
  items.filter(({ item_name }) => item_name === title)
const one = (result: SourceResult, title: string): ItemFields => titled(result, title)[0] as ItemFields

describe('a product', () => {
  test('with its default variant alone is one item under its own id, with what the variant has', async () => {
    const input = single(
      'Sock',
      { vendor: 'Brand', tags: ['wool', 'Sale'], descriptionHtml: '<p>Warm &amp; dry.</p><p>Wool.</p>' },
      {
        ...{ sku: 'SOCK-1', barcode: '4006381333931', price: '8.50', compareAtPrice: '10.00' },
        inventoryItem: { tracked: true, measurement: { weight: { value: 2, unit: 'OUNCES' } } },
      },
    )
    const { sim, read } = await world()
    const id = await addProduct(sim, input)
    const { items, complete, counts } = await read()

    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({
      ...{ asin: id, role: 'single', parent_asins: [], child_asins: [], product_id: id, options: {} },
      ...{ item_name: 'Sock', brand: 'Brand', sku: 'SOCK-1', gtin: '4006381333931', ean: '4006381333931', upc: null },
      ...{ price: '10.00', sale_price: '8.50', compare_at_price: '10.00', currency: 'USD', stock: 0, weight_g: 57 },
      ...{ description: 'Warm & dry.\nWool.', description_html: '<p>Warm &amp; dry.</p><p>Wool.</p>' },
      ...{ tags: ['Sale', 'wool'], status: 'ACTIVE', listing_status: 'ACTIVE', handle: 'sock' },
    })
    expect([complete, counts]).toEqual([true, { products: 1, variants: 0, unchanged: 0 }])
  })

  test('with options is a parent, and each variant a child under its own id, in the order of the shop', async () => {
    const { read } = await world({ products: [inSizes('Boot', ['9', '10', '11'])] })
    const [parent, ...children] = (await read()).items as [ItemFields, ...ItemFields[]]

    expect(parent).toMatchObject({ role: 'parent', sku: null, variant_id: null, price: '20.00', stock: null })
    expect(parent.child_asins).toEqual(children.map(({ asin }) => asin))
    expect(children.map(({ size, sku, options }) => [size, sku, options])).toEqual([
      ['9', 'Boot-9', { Size: '9' }],
      ['10', 'Boot-10', { Size: '10' }],
      ['11', 'Boot-11', { Size: '11' }],
    ])
    for (const child of children) {
      expect(child).toMatchObject({
        role: 'child',
        parent_key: parent.asin,
        product_id: parent.asin,
        item_name: 'Boot',
      })
      expect(child.asin).toBe(child.variant_id)
    }
  })

  test('has its images in the order of the shop, told apart by their files', async () => {
    const files = ['side', 'top', 'sole', 'box'].map(picture)
    const { read } = await world({
      products: [single('Sock', { files }), single('Boot', { files: files.toReversed() })],
    })
    const result = await read()

    const alts = (title: string) => (one(result, title).images as { alt: string }[]).map(({ alt }) => alt)
    expect(alts('Sock')).toEqual(['side', 'top', 'sole', 'box'])
    expect(alts('Boot')).toEqual(['box', 'sole', 'top', 'side'])
    expect(one(result, 'Sock').images).toMatchObject([{ slot: '1' }, { slot: '2' }, { slot: '3' }, { slot: '4' }])
  })

  test('has the metafields that are asked for, by the types that they have', async () => {
    const metafield = (key: string, type: string, value: string) => ({ namespace: 'custom', key, type, value })
    const metafields = [
      metafield('material', 'single_line_text_field', 'Leather'),
      metafield('weight', 'number_decimal', '1.50'),
      metafield('rows', 'number_integer', '3'),
      metafield('vegan', 'boolean', 'false'),
      metafield('sizes', 'list.single_line_text_field', '["9","10"]'),
      metafield('more', 'json', '{"a":1}'),
      { ...metafield('secret', 'single_line_text_field', 'not asked for'), namespace: 'other' },
    ]
    const { read } = await world({ products: [single('Sock', { metafields })] })
    const { metafields: found, variant_metafields } = one(await read(), 'Sock')

    expect(found).toEqual({
      custom: {
        material: 'Leather',
        weight: expect.stringMatching(/^1\.50?$/),
        rows: 3,
        vegan: false,
        sizes: ['9', '10'],
        more: { a: 1 },
      },
    })
    expect(variant_metafields).toEqual({})
  })
})

describe('a read', () => {
  test('takes two bulk operations, and the tokens of no file', async () => {
    const { sim, read } = await world({ products: products(6) })
    const { calls } = await read()

    expect(sim.journal.map(({ field }) => field)).toEqual(['bulkOperationRunQuery', 'bulkOperationRunQuery'])
    expect(calls.calls).toBeLessThan(12)
  })

  test('brings the same whatever the order of the lines is', async () => {
    const all: ItemFields[][] = []
    for (const bulkOrder of ['shuffled', 'levels', 'grouped'] as const) {
      const { read } = await world({ products: products(9), bulkOrder })
      all.push((await read()).items)
    }
    expect(all[1]).toEqual(all[0])
    expect(all[2]).toEqual(all[0])
  })

  test('chooses products by the query of the settings', async () => {
    const section = { query: 'status:draft' }
    const { read } = await world({ products: [single('Sock', { status: 'DRAFT' }), single('Boot')], section })
    const { items, complete } = await read()

    expect(items.map(({ item_name, listing_status }) => [item_name, listing_status])).toEqual([['Sock', 'INCOMPLETE']])
    expect(complete).toBe(true)
  })

  test('ends when a filter of the query is unknown, since that would find everything', async () => {
    const { read } = await world({ products: products(3), section: { query: 'colour:red' } })

    await expect(read()).rejects.toMatchObject({ code: 'shopify-refused', message: expect.stringContaining('colour') })
  })

  test('brings whole families of what flags name, and then is not complete', async () => {
    const { read } = await world({ products: [...products(6), single('Hat', { vendor: 'Other' })] })
    const all = (await read()).items
    const child = all.find(({ role }) => role === 'child') as ItemFields

    const named = await read({}, { ids: [String(child.asin)] })
    expect(named.items.map(({ product_id }) => product_id)).toEqual(Array(3).fill(child.product_id))
    const branded = await read({}, { brands: ['OTHER'] })
    expect(branded.items.map(({ item_name }) => item_name)).toEqual(['Hat'])
    expect([named.complete, branded.complete]).toEqual([false, false])
  })

  test('says that a shop without products has none', async () => {
    const { read } = await world()

    await expect(read()).rejects.toMatchObject({ code: 'no-products' })
  })
})

describe('an operation that goes wrong', () => {
  test.each(['FAILED', 'TIMEOUT', 'CANCELED', 'EXPIRED', 'SHORT', 'BROKEN', 'STUCK', 'ACCESS_DENIED'] as const)(
    'as %s is tried once more, and then all is well',
    async (outcome) => {
      const { sim, read } = await world({ products: products(6), bulkOutcomes: [outcome] })
      const { complete, items, diagnostics } = await read()

      expect([complete, items.length > 6, diagnostics]).toEqual([true, true, []])
      expect(sim.calls.length).toBeGreaterThan(5)
    },
  )

  test('twice leaves what was written, as incomplete and without half products', async () => {
    const bulkOutcomes = ['FAILED', 'COMPLETED', 'FAILED'] as const
    const { read } = await world({ products: products(12), bulkOutcomes })
    const { complete, items, diagnostics } = await read()

    expect(complete).toBe(false)
    for (const { role, child_asins } of items) {
      if (role === 'parent') expect(child_asins).toHaveLength(2)
    }
    expect(diagnostics.map(({ code }) => code)).toContain('bulk-incomplete')
  })

  test('twice without any file says why nothing could be read', async () => {
    const bulkOutcomes = ['ACCESS_DENIED', 'COMPLETED', 'ACCESS_DENIED'] as const
    const { read } = await world({ products: products(6), bulkOutcomes })

    await expect(read()).rejects.toMatchObject({
      code: 'shopify-unavailable',
      message: expect.stringContaining('ACCESS_DENIED'),
    })
  })

  test('waits for its turn while others run as many as may run', async () => {
    const { sim, read } = await world({ products: products(3), bulkMs: 30_000 })
    const run =
      'mutation { bulkOperationRunQuery(query: "{ products { edges { node { id } } } }") { userErrors { code } } }'
    for (let turn = 0; turn < 5; turn += 1) {
      await fetch(`${sim.url}/admin/api/2026-07/graphql.json`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-shopify-access-token': sim.options.accessToken },
        body: JSON.stringify({ query: run }),
      })
    }

    expect((await read()).complete).toBe(true)
  })
})

describe('a read that was interrupted', () => {
  test('takes up the operations that it had begun', async () => {
    const { sim, read, memo } = await world({ products: products(6) })
    const whole = await read()
    expect([...memo.kept.keys()]).toEqual([
      'shop',
      'began',
      'count before',
      'catalogue operation 1',
      'catalogue links operation 1',
    ])
    sim.resetCalls()
    const again = await read()

    expect(again.items).toEqual(whole.items)
    expect(sim.journal).toEqual([])
    expect(again.calls.calls).toBeLessThan(whole.calls.calls)
  })
})

describe('a read after another', () => {
  /** What an earlier export holds, by id. */
  const formerOf = ({ items }: SourceResult) => new Map(items.map((item) => [String(item.asin), item]))
  const started = ({ sim }: World): number =>
    sim.journal.filter(({ field }) => field === 'bulkOperationRunQuery').length

  test('of a shop in which nothing changed takes one small file', async () => {
    const at = await world({ products: products(9) })
    const first = await at.read({ memo: memoOf() })
    at.sim.resetCalls()
    const second = await at.read({ memo: memoOf(), before: async () => formerOf(first) })

    expect(second.items).toHaveLength(first.items.length)
    expect(second.items.map(({ asin }) => asin).sort()).toEqual(first.items.map(({ asin }) => asin).sort())
    expect([second.complete, second.counts.unchanged, started(at)]).toEqual([true, 9, 1])
  })

  test('reads what is new and what was changed since, and leaves out what has gone', async () => {
    const at = await world({ products: products(9) })
    const first = await at.read({ memo: memoOf() })
    const [changed, gone] = [...at.sim.store.table('Product').values()].slice(1, 3) as [Product, Product]
    at.clock.leap(60_000)
    await edit(at, `productUpdate(product: { id: "${changed.id}", title: "Changed" }) { userErrors { message } }`)
    await edit(at, `productDelete(input: { id: "${gone.id}" }) { userErrors { message } }`)
    const added = await addProduct(at.sim, single('New'))
    at.clock.leap(60_000)
    at.sim.store.settle()
    const second = await at.read({ memo: memoOf(), before: async () => formerOf(first) })
    const whole = await at.read({ memo: memoOf() })

    const sorted = ({ items }: SourceResult) => items.toSorted((a, b) => (String(a.asin) < String(b.asin) ? -1 : 1))
    expect(sorted(second)).toEqual(sorted(whole))
    expect(titled(second, 'Changed')).toHaveLength(3)
    expect(second.items.map(({ asin }) => asin)).toContain(added)
  })

  test('reads all when a search does not know yet of what was made', async () => {
    const at = await world({ products: products(6) })
    const first = await at.read({ memo: memoOf() })
    at.sim.options.searchDelayMs = 3600_000
    await addProduct(at.sim, single('New'))
    const second = await at.read({ memo: memoOf(), before: async () => formerOf(first) })

    expect(titled(second, 'New')).toHaveLength(1)
    expect(second.items).toHaveLength(first.items.length + 1)
  })

  test('takes what was changed just now from no export', async () => {
    const at = await world()
    await addProduct(at.sim, single('Sock'))
    const first = await at.read({ memo: memoOf() })

    expect(first.items.map(({ updated_at }) => updated_at)).toEqual([null])
  })
})

async function edit({ sim }: World, field: string): Promise<void> {
  await ask(sim, `mutation { ${field} }`)
}
