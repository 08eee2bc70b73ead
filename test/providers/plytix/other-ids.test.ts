import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { formatBaseline } from '../../../src/model/baseline.ts'
import type { JsonObject } from '../../../src/model/json.ts'
import { largerFamily, moreOptions, newLinks, newProduct, newRelationship } from '../../contract/changes.ts'
import { createWorld, FAMILY, familyId, orchard, type World, want } from './world.ts'

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')
const SKU = 'AMZN-US-B0PEAR0002'

function markedBy(scope: string, sku = SKU) {
  const baseline = { account: 'a', sku, scope, run: 'r', created: true, fields: {}, images: [], links: {} }
  const products = orchard.products?.map((product) =>
    product.sku === SKU
      ? { ...product, attributes: { amazon_sync_baseline: formatBaseline(baseline, digest) } }
      : product,
  )
  return createWorld({ seed: { ...orchard, products: products ?? [] } })
}

/** The id of a definition, looked up by its label. */
async function lookUp({ target, signal }: World, kind: string, key: string): Promise<string> {
  const [found] = await target.look([{ kind, key }], want, signal)
  return found?.id ?? expect.fail(`no ${kind} ${key} was found`)
}

describe('a write whose id is that of something else', () => {
  it('adds no options to another attribute', async () => {
    const world = await createWorld()
    const id = await lookUp(world, 'attribute', 'amazon_colours')
    const before = world.sim.store.snapshot()

    const write = moreOptions({ id, label: 'amazon_marketplace' }, ['MX'])

    expect(await world.write(write)).toMatchObject({
      outcome: 'conflict',
      message: 'The attribute of that id is amazon_colours in Plytix, not amazon_marketplace.',
    })
    expect(world.sim.store.snapshot()).toEqual(before)
  })

  it('makes no links in another relationship', async () => {
    const world = await createWorld()
    const relationship = { id: await lookUp(world, 'relationship', 'amazon_hierarchy'), label: 'amazon_listings' }
    const before = world.sim.store.snapshot()

    const source = { id: world.id('AMZN-US-B0PEAR0001'), sku: 'AMZN-US-B0PEAR0001' }
    const write = newLinks({ source, relationship, targets: [world.id(SKU)] })

    expect(await world.write(write)).toMatchObject({ outcome: 'conflict' })
    expect(world.sim.store.snapshot()).toEqual(before)
  })

  it('makes links in a relationship of its own making, although a search does not show it yet', async () => {
    const world = await createWorld({ sim: { searchDelayMs: 600_000 } })
    await lookUp(world, 'relationship', 'amazon_hierarchy')
    const made = await world.write(newRelationship('Pairs'))
    const relationship = { id: made.outcome === 'applied' ? made.id : '', label: 'pairs' }

    const source = { id: world.id('PEAR'), sku: 'PEAR' }

    expect(await world.write(newLinks({ source, relationship, targets: [world.id(SKU)] }))).toMatchObject({
      outcome: 'applied',
    })
  })

  it('adds no attributes to another family', async () => {
    const world = await createWorld()
    const id = await familyId(world)
    const before = world.sim.store.snapshot()

    const addTo = (name: string) => world.write(largerFamily({ id, name }, ['amazon_bullets']))

    expect(await addTo('Boots')).toMatchObject({
      outcome: 'conflict',
      message: 'The product family of that id is "8 - Amazon" in Plytix, not "Boots".',
    })
    expect(world.sim.store.snapshot()).toEqual(before)
    expect(await addTo(FAMILY)).toMatchObject({ outcome: 'applied' })
  })
})

describe('a create whose SKU is taken', () => {
  const create = (scope: string, more: JsonObject = {}) => newProduct(SKU, { label: 'Small pear', ...more }, { scope })

  it('leaves a product alone that another scope has marked, though it holds just what is wanted', async () => {
    const world = await markedBy('meadow')
    const before = world.sim.store.snapshot()

    expect(await world.write(create('orchard', { family: await familyId(world) }))).toMatchObject({
      outcome: 'conflict',
      message: `${SKU} exists and belongs to scope meadow.`,
    })
    expect(world.sim.store.snapshot()).toEqual(before)
  })

  it('goes on with one of its own scope, and with one whose baseline came with a copy', async () => {
    const own = await markedBy('orchard')
    const copy = await markedBy('meadow', 'AMZN-US-B0PEAR0009')

    expect(await own.write(create('orchard'))).toMatchObject({ outcome: 'already' })
    expect(await copy.write(create('orchard', { family: await familyId(copy) }))).toMatchObject({
      outcome: 'applied',
      existed: true,
    })
  })
})
