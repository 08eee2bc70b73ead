import { describe, expect, it } from 'vitest'
import { type LiveState, liveOf } from '../../../src/model/live.ts'
import { attributePath } from '../../../src/providers/plytix/paths.ts'
import type { ProductSeed } from '../../../src/sandbox/plytix/account-seed.ts'
import { changedProduct, newProduct } from '../../contract/changes.ts'
import { RELATIONSHIPS } from '../../contract/workspace.ts'
import { productRecord } from '../../support/pim.ts'
import { createWorld, FAMILY, familyOf, orchard, productsOf, unowned, want } from './world.ts'

function pears(count: number): ProductSeed[] {
  return Array.from({ length: count }, (_, index) => ({ sku: `PEAR-${String(index).padStart(6, '0')}` }))
}

describe('reading an account', () => {
  it('reads products with their values, pictures and links in the form of the model', async () => {
    const { target, signal, id } = await createWorld()

    const live = await target.read(want, signal)

    expect(live.complete).toBe(true)
    const pear = productsOf(live).find(({ sku }) => sku === 'AMZN-US-B0PEAR0001')
    expect(pear).toMatchObject({ label: 'Pear', gtin: '0012345678905', status: 'Completed' })
    expect(pear?.thumbnail).toMatch(/^[0-9a-f]{24}$/)
    expect(pear?.attributes.amazon_images).toEqual([pear?.thumbnail, expect.stringMatching(/^[0-9a-f]{24}$/)])
    expect(pear?.attributes.amazon_label).toHaveLength(1)
    expect(pear?.attributes).toMatchObject({ amazon_title: 'Sweet pears', amazon_weight: 1.5 })
    expect(pear?.modified).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    expect('family' in (pear ?? {})).toBe(false)
    const own = productsOf(live).find(({ sku }) => sku === 'PEAR')
    expect(own?.links).toEqual({ amazon_listings: [id('AMZN-US-B0PEAR0001'), id('AMZN-US-B0PEAR0002')] })
    expect(own?.attributes).toEqual({})
  })

  it('reads the same whichever form the references have', async () => {
    const objects = await createWorld()
    const ids = await createWorld({ sim: { v2References: 'ids', dateSuffixV2: false } })

    const [one, other] = await Promise.all([
      objects.target.read(want, objects.signal),
      ids.target.read(want, ids.signal),
    ])

    const shape = (live: LiveState): unknown =>
      productsOf(live).map(({ sku, thumbnail, attributes, links }) => [
        sku,
        thumbnail === undefined,
        Object.entries(attributes).map(([label, value]) => [label, Array.isArray(value) ? value.length : 1]),
        Object.values(links).map((linked) => linked.length),
      ])
    expect(shape(other)).toEqual(shape(one))
  })

  it('asks only for columns that exist, and names those that do not', async () => {
    const cousins = { label: 'cousins', name: 'Cousins' }
    const { target, signal } = await createWorld({ asked: { relationships: { ...RELATIONSHIPS, hierarchy: cousins } } })

    const live = await target.read(want, signal)

    expect(live.missing).toEqual(['attributes.upc', 'links.cousins'])
  })

  it('takes one call per hundred products and at most eight more', async () => {
    const seed = { ...orchard, products: [...(orchard.products ?? []), ...pears(1000)] }
    const { sim, target, signal } = await createWorld({ seed, asked: { family: FAMILY } })

    const live = await target.read(unowned, signal)

    expect(productsOf(live)).toHaveLength(1003)
    expect(sim.counts().reads).toBeLessThanOrEqual(11 + 8)
    expect(target.calls()).toMatchObject({ reads: sim.counts().reads, writes: 0, throttled: 0, retried: 0 })
  })

  it('reads more than fifty columns in several passes', async () => {
    const names = Array.from({ length: 120 }, (_, index) => `Tree ${index}`)
    const labels = names.map((name) => name.toLowerCase().replace(' ', '_'))
    const values = Object.fromEntries(labels.map((label) => [label, `value of ${label}`]))
    const attributes = [...(orchard.attributes ?? []), ...names.map((name) => ({ name, type_class: 'TextAttribute' }))]
    const products = [...(orchard.products ?? []), { sku: 'TREE', attributes: values }]
    const { sim, target, signal } = await createWorld({ seed: { ...orchard, attributes, products } })

    const live = await target.read({ ...want, paths: labels.map(attributePath) }, signal)

    expect(live.complete).toBe(true)
    expect(productsOf(live).find(({ sku }) => sku === 'TREE')?.attributes).toEqual(values)
    expect(productsOf(live).find(({ sku }) => sku === 'PEAR')?.links.amazon_listings).toHaveLength(2)
    expect(sim.calls.filter(({ path }) => path.endsWith('/products/search'))).toHaveLength(3 + 3)
  })

  it('reads more products than Plytix orders, with three more calls', async () => {
    const { sim, target, signal } = await createWorld({
      seed: { ...orchard, products: pears(1050), links: [] },
      sim: { orderedCap: 1000 },
    })

    const live = await target.read(want, signal)

    expect(live.complete).toBe(true)
    expect(new Set(productsOf(live).map(({ sku }) => sku)).size).toBe(1050)
    expect(sim.counts().reads).toBeLessThanOrEqual(11 + 8 + 3)
  })

  it('reads stretches of creation time when pages without an order overlap', async () => {
    const { target, signal, sim } = await createWorld({
      seed: { ...orchard, products: pears(1500), links: [] },
      sim: { orderedCap: 900, unstableOrder: true },
    })

    const live = await target.read(want, signal)

    expect(live.complete).toBe(true)
    expect(new Set(productsOf(live).map(({ id }) => id)).size).toBe(1500)
    expect(sim.counts().reads).toBeLessThan(15 + 15)
  })

  it('divides stretches down to microseconds', async () => {
    const clock = { now: () => 1_780_000_000_000, sleep: () => Promise.resolve() }
    const { target, signal } = await createWorld({
      seed: { ...orchard, products: pears(400), links: [] },
      sim: { orderedCap: 150, unstableOrder: true, clock },
      target: { clock },
    })

    const live = await target.read(want, signal)

    expect(live.complete).toBe(true)
    expect(new Set(productsOf(live).map(({ id }) => id)).size).toBe(400)
  })

  it('says so when a read never agrees with the count', async () => {
    const { sim, target, signal } = await createWorld({ seed: { ...orchard, products: pears(250), links: [] } })
    // Each reading begins after another product came, and misses the one that comes while it runs.
    let serial = 0
    const timer = setInterval(() => sim.store.seed({ products: [{ sku: `LATE-${serial++}` }] }), 0)

    const live = await target.read(want, signal).finally(() => clearInterval(timer))

    expect(live.complete).toBe(false)
    expect(sim.calls.filter(({ path }) => path.endsWith('/products/search')).length).toBeGreaterThanOrEqual(3 * 4)
  })

  it('repeats reads through passing failures', async () => {
    const { target, signal } = await createWorld({
      sim: {
        faults: [
          { effect: '500-before', kind: 'read', nth: 1 },
          { effect: 'reset-after', kind: 'read', nth: 3 },
          { effect: 'truncated', kind: 'read', nth: 5 },
          { effect: 'html', kind: 'read', nth: 7 },
          { effect: '429', kind: 'read', nth: 2, ttl: 300 },
          { effect: '401', kind: 'read', nth: 4 },
        ],
      },
    })

    const live = await target.read(want, signal)

    expect(live.complete).toBe(true)
    expect(productsOf(live)).toHaveLength(3)
    expect(target.calls().retried).toBeGreaterThanOrEqual(4)
  })

  it('ends with an error that names the system when it cannot read', async () => {
    const { target, signal } = await createWorld({ sim: { faults: [{ effect: '503', path: /products\/search/ }] } })

    await expect(target.read(want, signal)).rejects.toMatchObject({
      name: 'ProviderError',
      code: 'unavailable',
      message: 'Plytix does not let the products be read: Plytix answers 503: name resolution failed.',
    })
  })

  it('stops at once when it is aborted', async () => {
    const { target } = await createWorld({ sim: { latencyMs: 20_000 } })
    const controller = new AbortController()
    const reading = target.read(want, controller.signal)

    controller.abort(new Error('stopped by hand'))

    await expect(reading).rejects.toThrow('stopped by hand')
  })

  it('refuses two relationships that answer to one name', async () => {
    const relationships = [{ name: 'Amazon Hierarchy' }, { name: 'Amazon Listings' }, { name: 'Listings' }]
    const asked = { relationships: { ...RELATIONSHIPS, listings: { label: 'amazon_listings', name: 'Listings' } } }
    const { target, signal } = await createWorld({ seed: { ...orchard, relationships }, asked })

    await expect(target.read(want, signal)).rejects.toMatchObject({ code: 'relationship-ambiguous' })
  })

  it('returns the file names of galleries that no baseline explains, and searches assets only for them', async () => {
    const { sim, target, signal } = await createWorld()
    await target.read(want, signal)
    expect(sim.calls.some(({ path }) => path.includes('assets'))).toBe(false)

    const live = await target.read({ ...want, explained: () => false }, signal)

    expect(liveOf(live, 'asset').map(({ key }) => key)).toEqual(['pear.jpg', 'apple.jpg'])
  })
})

describe('reading a family', () => {
  it('finds it by name or id with its attributes', async () => {
    const { target, open, signal } = await createWorld({ asked: { family: FAMILY } })
    const family = familyOf(await target.read(unowned, signal))
    expect(family).toMatchObject({ key: FAMILY, fields: { attributes: ['amazon_title', 'amazon_images'] } })
    expect(family.id).toMatch(/^[0-9a-f]{24}$/)

    const byId = await open({ family: family.id }).read(unowned, signal)
    expect(familyOf(byId)).toEqual(family)
  })

  it('names the families that there are when it is missing', async () => {
    const { target, signal } = await createWorld({ asked: { family: '8-amazon' } })
    await expect(target.read(want, signal)).rejects.toMatchObject({
      code: 'family',
      message: 'Plytix has no product family named "8-amazon".',
      hints: ['The account has "8 - Amazon".', expect.stringContaining('Settings > Product families')],
    })
  })

  it('asks owned products one by one only when the family lacks some of them', async () => {
    const [first, ...rest] = orchard.products ?? []
    const some = { ...orchard, products: [{ ...first, sku: first?.sku ?? '', family: FAMILY }, ...rest] }
    const { sim, target, signal } = await createWorld({ seed: some, asked: { family: FAMILY } })

    const live = await target.read(want, signal)

    const families = Object.fromEntries(productsOf(live).map(({ sku, family }) => [sku, family]))
    expect(families).toEqual({
      'AMZN-US-B0PEAR0001': familyOf(live).id,
      'AMZN-US-B0PEAR0002': null,
      PEAR: undefined,
    })
    expect(sim.calls.filter(({ path }) => /products\/[0-9a-f]{24}$/.test(path))).toHaveLength(2)
  })
})

describe('looking at some products again', () => {
  it('finds them by exact SKU in batches, and leaves out what differs in case', async () => {
    const products = [...pears(150), { sku: 'pear-000001' }]
    const { sim, target, signal } = await createWorld({ seed: { ...orchard, products, links: [] } })
    const skus = pears(150).map(({ sku }) => sku)

    const found = await target.look(
      [...skus, 'PEAR-MISSING'].map((key) => ({ kind: 'product', key })),
      want,
      signal,
    )

    expect(found.map(({ key }) => key).sort()).toEqual(skus)
    expect(sim.calls.filter(({ path }) => path.endsWith('/products/search')).length).toBeLessThanOrEqual(3)
  })
})

describe('searches that lag behind', () => {
  it('reads a product again that it wrote itself, when the row is older', async () => {
    const { target, signal, write, id } = await createWorld({ sim: { searchDelayMs: 600_000 } })
    const sku = 'AMZN-US-B0PEAR0002'
    const fields = { attributes: { amazon_title: 'Small and sweet' } }
    await write(changedProduct({ id: id(sku), sku }, fields))

    const [found] = await target.look([{ kind: 'product', key: sku }], want, signal)
    const live = await target.read(want, signal)

    expect(found && productRecord(found).attributes.amazon_title).toBe('Small and sweet')
    expect(productsOf(live).find((product) => product.sku === sku)?.attributes.amazon_title).toBe('Small and sweet')
  })

  it('shows a product that it has just made', async () => {
    const { target, signal, write } = await createWorld({ sim: { searchDelayMs: 600_000 } })
    await write(newProduct('AMZN-US-B0PLUM0001'))

    const live = await target.read(want, signal)

    expect(productsOf(live).map(({ sku }) => sku)).toContain('AMZN-US-B0PLUM0001')
  })
})
