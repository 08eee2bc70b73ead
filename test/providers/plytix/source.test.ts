import { describe, expect, it } from 'vitest'
import type { ImageSettings } from '../../../src/model/source.ts'
import { SOURCE_FACTS } from '../../../src/providers/plytix/source-facts.ts'
import { contextWith, memoOf } from '../../contract/source-fixture.ts'
import { openSourceWorld, SHELF } from './source-world.ts'

const IMAGES: ImageSettings = { hosts: [], hostsKey: 'image_hosts', name: '{id}.{ext}', recognise: [] }
const never = () => new AbortController().signal

describe('a Plytix account that is read', () => {
  it('gives products with their attributes under their labels, and what a baseline holds is none of them', async () => {
    const { read, item } = await openSourceWorld(SHELF)

    const result = await read()

    expect(result).toMatchObject({ complete: true, counts: { products: 6, parents: 2 }, diagnostics: [] })
    const boot = item(result, 'BOOT')
    expect(boot).toMatchObject({ item_name: 'Felt boot', brand: 'Acme', price: '89.9', status: 'Completed' })
    expect(Object.keys(boot.attributes as object).sort()).toEqual(
      ['brand', 'description', 'further_images', 'hero', 'images', 'price', 'released', 'vendor'].sort(),
    )
    expect(boot.attributes).toMatchObject({ released: '2026-03-01', hero: { filename: 'boot.jpg' } })
  })

  it('knows variants by their parent, and other children by the relationship', async () => {
    const { read, item } = await openSourceWorld(SHELF)

    const result = await read()

    const [boot, set] = [item(result, 'BOOT'), item(result, 'SET')]
    expect(item(result, 'BOOT-38')).toMatchObject({
      role: 'child',
      parent_key: boot.key,
      product_id: boot.key,
      options: { Color: 'Grey', Size: '38' },
    })
    expect(item(result, 'SET-1')).toMatchObject({ role: 'child', parent_key: set.key, variant_id: expect.any(String) })
    expect(set).toMatchObject({ role: 'parent', listing_status: 'INACTIVE' })
    expect(item(result, 'SOLE')).toMatchObject({ role: 'single', parent_key: null, variant_id: null })
  })

  it('shows the galleries one after another, each image once, by asset and file name, with the thumbnail as the main one', async () => {
    const { read, item } = await openSourceWorld(SHELF)

    const result = await read()

    const images = item(result, 'BOOT').images as { slot: string; filename: string; main: boolean; id: string }[]
    expect(images.map(({ slot, filename, main }) => [slot, filename, main])).toEqual([
      ['1', 'box.jpg', false],
      ['2', 'sole.jpg', false],
      ['3', 'boot.jpg', true],
    ])
    const [made] = SOURCE_FACTS.items([item(result, 'BOOT')], IMAGES)
    expect(made?.images.map(({ file }) => file)).toEqual(images.map(({ id }) => `${id}.jpg`))
  })

  it('reads only what the settings ask for', async () => {
    const { read, item, sim } = await openSourceWorld(SHELF)

    const result = await read({
      attributes: ['brand'],
      columns: { brand: 'vendor' },
      galleries: ['images', 'hero'],
      hierarchy: 'Parts',
    })

    expect(item(result, 'BOOT')).toMatchObject({ brand: 'Acme & Sons', price: null })
    expect((item(result, 'BOOT').images as { filename: string }[]).map(({ filename }) => filename)).toEqual([
      'sole.jpg',
      'boot.jpg',
    ])
    expect(item(result, 'SET-1')).toMatchObject({ role: 'single' })
    expect(sim.counts().writes ?? 0).toBe(0)
  })

  it.each([
    [[{ field: 'status', operator: 'eq', value: 'Completed' }], ['BOOT']],
    [
      [
        { field: 'sku', operator: 'like', value: 'BOOT' },
        { field: 'attributes.size', operator: 'eq', value: '39' },
      ],
      ['BOOT-39'],
    ],
    [
      [[{ field: 'sku', operator: 'eq', value: 'SOLE' }], [{ field: 'status', operator: 'eq', value: 'Archived' }]],
      ['SET', 'SOLE'],
    ],
  ])('lets the filters %j pass what they say', async (filters, skus) => {
    const { read } = await openSourceWorld(SHELF)

    const { items, complete } = await read({ filters })

    expect([items.map(({ sku }) => sku).sort(), complete]).toEqual([skus, true])
  })

  it('asks each product that is no variant for its family, where families are wanted, and not again while it is unchanged', async () => {
    const { read, open, request, sim } = await openSourceWorld(SHELF)
    const asked = () =>
      sim.calls.filter(({ method, path }) => method === 'GET' && /products\/[0-9a-f]+$/.test(path)).length

    const first = await read({ families: ['Boots'] })

    expect(first.items.map(({ sku, family }) => [sku, family]).sort()).toEqual([
      ['BOOT', 'Boots'],
      ['BOOT-38', 'Boots'],
      ['BOOT-39', 'Boots'],
    ])
    expect(asked()).toBe(4)
    sim.resetCounts()
    const again = await open({ families: ['Boots'] }).read(request, contextWith(memoOf(), first.items), never())
    expect(again.items).toEqual(first.items)
    expect(asked()).toBe(3)
  })

  it('keeps a child whose parent the filters leave out with the parent that Plytix names', async () => {
    const { read, item } = await openSourceWorld(SHELF)

    const result = await read({ filters: [{ field: 'attributes.size', operator: 'exists' }] })

    expect(result.items.map(({ sku }) => sku).sort()).toEqual(['BOOT-38', 'BOOT-39'])
    expect(item(result, 'BOOT-38')).toMatchObject({
      role: 'child',
      parent_key: expect.stringMatching(/^[0-9a-f]{24}$/),
    })
  })

  it.each([
    [{ galleries: ['pictures'] }, 'source-definition', 'Plytix has no attribute with the label pictures.'],
    [{ galleries: ['brand'] }, 'source-definition', 'brand is a TextAttribute in Plytix, and holds no images.'],
    [{ hierarchy: 'Family tree' }, 'source-definition', 'Plytix has no relationship "Family tree".'],
    [{ families: ['Shoes'] }, 'family', 'Plytix has no product family named "Shoes".'],
    [
      { filters: [{ field: 'brand', operator: 'eq', value: 'Acme' }] },
      'filters',
      /^Plytix does not take source\.plytix\.filters\. .*brand/,
    ],
    [
      { filters: [{ field: 'sku', operator: 'eq', value: 'NONE' }] },
      'no-products',
      'Nothing is to be read of the Plytix account: it has no products that source.plytix.filters let pass.',
    ],
  ])('ends with %j, and says what is wrong with it', async (section, code, message) => {
    const { read } = await openSourceWorld(SHELF)

    await expect(read(section)).rejects.toMatchObject({
      code,
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    })
  })

  it('goes on where it was cut off, with what had changed meanwhile in it', async () => {
    const many = { products: Array.from({ length: 450 }, (_, number) => ({ sku: `S-${1000 + number}` })) }
    const { sim, read } = await openSourceWorld(many)
    const memo = memoOf()
    sim.options.faults = [{ effect: 'answer', status: 403, body: {}, path: 'products/search', nth: 5 }]

    await expect(read({}, memo)).rejects.toMatchObject({ code: 'forbidden' })
    sim.options.faults = []
    const before = sim.calls.length
    sim.store.seed({ products: [{ sku: 'S-0999' }] })
    const { items, complete } = await read({}, memo)

    expect([items.length, complete]).toEqual([451, true])
    expect(memo.kept.size).toBeGreaterThan(5)
    expect(sim.calls.length).toBeGreaterThan(before)
  })

  it('looks for all that would stop a read', async () => {
    const { open, request } = await openSourceWorld(SHELF)
    const checks = []
    const section = { families: ['Shoes'], galleries: ['brand'], filters: [{ field: 'x', operator: 'eq', value: 1 }] }
    for await (const check of open(section).check?.({ probe: false, requests: [request] }, never()) ?? [])
      checks.push([check.name, check.severity])

    expect(checks).toEqual([
      ['sign-in', 'info'],
      ['limits', 'info'],
      ['attributes', 'error'],
      ['family', 'error'],
      ['products', 'error'],
      ['clock', 'info'],
    ])
  })
})
