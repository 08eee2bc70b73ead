import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../src/model/json.ts'
import { liveOf } from '../../../src/model/live.ts'
import { changedProduct, newProduct } from '../../contract/changes.ts'
import { createWorld, familyId, orchard, type World, want } from './world.ts'

const HEX = /^[0-9a-f]{24}$/

async function assetIds({ target, signal }: World): Promise<{ [filename: string]: string }> {
  const live = await target.read({ ...want, explained: () => false }, signal)
  return Object.fromEntries(liveOf(live, 'asset').map(({ id, key }) => [key, id]))
}

interface Plum {
  sku?: string
  label?: string
  thumbnail?: string
  family?: string
  attributes?: JsonObject
}

function plum({ sku = 'AMZN-US-B0PLUM0001', ...fields }: Plum = {}) {
  const attributes = { amazon_title: 'Plums', amazon_last_synced: '2026-11-21', amazon_sync_baseline: '{"v":1}' }
  const own = { label: 'Plum', status: 'Draft', ...fields }
  return newProduct(sku, { ...own, attributes: { ...attributes, ...fields.attributes } })
}

describe('creating a product', () => {
  it('carries values, gallery and thumbnail in one call', async () => {
    const world = await createWorld()
    const assets = await assetIds(world)
    const gallery = [assets['apple.jpg'] ?? '', assets['pear.jpg'] ?? '']
    world.sim.resetCounts()

    const result = await world.write(plum({ thumbnail: gallery[0] ?? '', attributes: { amazon_images: gallery } }))

    expect(result).toMatchObject({ outcome: 'applied', id: expect.stringMatching(HEX), notes: [] })
    expect(result).toHaveProperty('modified', expect.stringMatching(/Z$/))
    expect(world.sim.counts()).toMatchObject({ reads: 0, writes: 1 })
    expect(world.sim.store.product('AMZN-US-B0PLUM0001')).toMatchObject({
      label: 'Plum',
      thumbnail: gallery[0],
      attributes: { amazon_title: 'Plums', amazon_images: gallery },
    })
  })

  it('assigns the family in a call of its own and checks it', async () => {
    const world = await createWorld()
    const family = await familyId(world)
    world.sim.resetCounts()

    const result = await world.write(plum({ family }))

    expect(result.outcome).toBe('applied')
    expect(world.sim.counts().writes).toBe(2)
    expect(world.sim.store.product('AMZN-US-B0PLUM0001')?.family).toBe(family)
  })

  it('names the values that a family drops', async () => {
    const world = await createWorld({ sim: { familyDropsOutside: true } })

    const result = await world.write(plum({ family: await familyId(world) }))

    expect(result).toMatchObject({ outcome: 'rejected', code: 'not-stored' })
    expect(result).toHaveProperty('message', expect.stringContaining('attributes.amazon_last_synced'))
  })

  it('finds the product that is already exactly so', async () => {
    const { write, sim } = await createWorld()
    const first = await write(plum())

    const again = await write(plum())

    expect(again).toMatchObject({ outcome: 'already', id: first.outcome === 'applied' ? first.id : '' })
    expect(sim.store.productCount()).toBe(4)
  })

  it('takes a product that differs for a conflict and leaves it alone', async () => {
    const { write, sim } = await createWorld()
    await write(plum())

    const other = await write(plum({ label: 'Damson' }))

    expect(other).toMatchObject({ outcome: 'conflict', message: expect.stringContaining('differs in label') })
    expect(sim.store.product('AMZN-US-B0PLUM0001')?.label).toBe('Plum')
  })

  it('waits for a search that does not show the existing product yet', async () => {
    const { write } = await createWorld({ sim: { searchDelayMs: 2500 } })
    await write(plum())
    await expect(write(plum())).resolves.toMatchObject({ outcome: 'already' })
  })

  it('says so when the search never shows it', async () => {
    const { write } = await createWorld({ sim: { searchDelayMs: 3600_000 } })
    await write(plum())
    await expect(write(plum())).resolves.toMatchObject({ outcome: 'rejected', status: 409, code: 'sku-taken' })
  })

  it.each([
    ['a date that is no day', { amazon_last_synced: '2026-11-21T10:00:00Z' }, 'YYYY-MM-DD'],
    ['a value that is no option', { amazon_marketplace: 'MX' }, 'options'],
    ['an attribute that does not exist', { upc: '1' }, 'missing in Plytix'],
  ])('explains the refusal of %s', async (_, attributes, hint) => {
    const { write } = await createWorld()

    const result = await write(plum({ attributes }))

    expect(result).toMatchObject({ outcome: 'rejected', status: 422, code: 'invalid', attempts: 1 })
    expect(result).toHaveProperty('hint', expect.stringContaining(hint))
    expect(result).toHaveProperty('message', expect.stringMatching(/^Plytix answers 422: .+\.$/))
  })

  it('reads the attributes again when one was made since', async () => {
    const { write, sim, target, signal } = await createWorld()
    await target.read(want, signal)
    sim.store.seed({ attributes: [{ name: 'Late Gallery', type_class: 'MediaGalleryAttribute' }] })
    const asset = sim.store.product('AMZN-US-B0PEAR0001')?.thumbnail ?? ''

    await expect(write(plum({ attributes: { late_gallery: [asset] } }))).resolves.toMatchObject({ outcome: 'applied' })
  })
})

describe('updating a product', () => {
  const sku = 'AMZN-US-B0PEAR0001'

  it('changes what is named, clears what is null, and leaves the rest', async () => {
    const { write, sim, id } = await createWorld()
    const fields = { label: 'Big pear', thumbnail: null, attributes: { amazon_weight: null, amazon_images: [] } }

    const result = await write(changedProduct({ id: id(sku), sku }, fields))

    expect(result).toMatchObject({ outcome: 'applied', id: id(sku) })
    const product = sim.store.product(sku)
    expect(product).toMatchObject({ label: 'Big pear', thumbnail: null, gtin: '0012345678905' })
    expect(Object.keys(product?.attributes ?? {})).not.toContain('amazon_images')
    expect(product?.attributes.amazon_title).toBe('Sweet pears')
  })

  it('writes a single picture as one reference', async () => {
    const { write, sim, id } = await createWorld()
    const pear = sim.store.product(sku)?.thumbnail ?? ''
    const fields = { attributes: { amazon_label: [pear] } }

    await expect(write(changedProduct({ id: id(sku), sku }, fields))).resolves.toMatchObject({
      outcome: 'applied',
    })
    expect(sim.store.product(sku)?.attributes.amazon_label).toBe(pear)
  })

  it('assigns only the family when there is nothing else to write', async () => {
    const world = await createWorld()
    const family = await familyId(world)
    world.sim.resetCounts()
    const update = changedProduct({ id: world.id(sku), sku }, { family })

    await expect(world.write(update)).resolves.toMatchObject({ outcome: 'applied' })

    expect(world.sim.counts().writes).toBe(1)
    expect(world.sim.store.product(sku)?.family).toBe(family)
  })

  it('never changes a family', async () => {
    const families = [...(orchard.families ?? []), { name: 'Fruit' }]
    const products = [{ sku, family: 'Fruit' }]
    const world = await createWorld({ seed: { ...orchard, families, products, links: [] } })

    const result = await world.write(changedProduct({ id: world.id(sku), sku }, { family: await familyId(world) }))

    expect(result).toMatchObject({ outcome: 'conflict' })
  })

  it('says when the product is gone', async () => {
    const { write } = await createWorld()
    const id = 'f'.repeat(24)
    const fields = { label: 'Ghost' }

    const result = await write(changedProduct({ id, sku }, fields))

    expect(result).toMatchObject({ outcome: 'rejected', status: 404, code: 'gone' })
  })

  it('refuses an id that is none before it gets into a path', async () => {
    const { write, sim } = await createWorld()

    const result = await write(changedProduct({ id: '../relationships', sku }))

    expect(result).toMatchObject({ outcome: 'rejected', code: 'invalid', attempts: 0 })
    expect(sim.calls).toHaveLength(0)
  })
})

describe('an account that ignores galleries in product writes', () => {
  it('gets its images one by one in order, says so once, and remembers it', async () => {
    const world = await createWorld({ sim: { galleryInWrite: false } })
    const assets = Object.values(await assetIds(world))
    world.sim.resetCounts()

    const first = await world.write(plum({ attributes: { amazon_images: assets } }))
    const second = await world.write(plum({ sku: 'AMZN-US-B0PLUM0002', attributes: { amazon_images: assets } }))

    expect(first).toMatchObject({ outcome: 'applied', notes: [{ code: 'gallery-by-link' }] })
    expect(second).toMatchObject({ outcome: 'applied', notes: [] })
    expect(world.sim.store.product('AMZN-US-B0PLUM0001')?.attributes.amazon_images).toEqual(assets)
    expect(world.sim.store.product('AMZN-US-B0PLUM0002')?.attributes.amazon_images).toEqual(assets)
  })

  it('gets the images that an interrupted attempt left out', async () => {
    const world = await createWorld({ sim: { galleryInWrite: false } })
    const assets = Object.values(await assetIds(world))
    await world.write(plum({ attributes: { amazon_images: assets.slice(0, 1) } }))

    const result = await world.write(plum({ attributes: { amazon_images: assets } }))

    expect(result.outcome).toBe('applied')
    expect(world.sim.store.product('AMZN-US-B0PLUM0001')?.attributes.amazon_images).toEqual(assets)
  })

  it('is not asked to reorder or empty a gallery without saying that it did not', async () => {
    const sku = 'AMZN-US-B0PEAR0001'
    const world = await createWorld({ sim: { galleryInWrite: false } })
    const fields = { attributes: { amazon_images: [] } }

    const result = await world.write(changedProduct({ id: world.id(sku), sku }, fields))

    expect(result).toMatchObject({ outcome: 'rejected', code: 'not-stored' })
    expect(result).toHaveProperty('message', expect.stringContaining('attributes.amazon_images'))
  })
})
