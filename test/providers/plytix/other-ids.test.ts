import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { formatBaseline } from '../../../src/model/baseline.ts'
import type { Write } from '../../../src/model/target.ts'
import { createWorld, familyId, orchard, query, type World } from './world.ts'

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

async function definitions({ target, signal }: World) {
  const { attributes, relationships } = await target.definitions(query, signal)
  const ids = [...attributes, ...relationships].map(({ label, id }): [string, string] => [label, id])
  return (label: string): string => new Map(ids).get(label) ?? ''
}

describe('a write whose id is that of something else', () => {
  it('adds no options to another attribute', async () => {
    const world = await createWorld()
    const id = (await definitions(world))('amazon_colours')
    const before = world.sim.store.snapshot()

    const options = ['MX']
    const write: Write = { kind: 'attribute', action: 'update', id, label: 'amazon_marketplace', options }

    expect(await world.write(write)).toMatchObject({
      outcome: 'conflict',
      message: 'The attribute of that id is amazon_colours in Plytix, not amazon_marketplace.',
    })
    expect(world.sim.store.snapshot()).toEqual(before)
  })

  it('makes no links in another relationship', async () => {
    const world = await createWorld()
    const relationship = { id: (await definitions(world))('amazon_hierarchy'), label: 'amazon_listings' }
    const before = world.sim.store.snapshot()

    const targets = [world.id(SKU)]
    const write = { kind: 'link', action: 'link', id: world.id('AMZN-US-B0PEAR0001'), relationship, targets } as const

    expect(await world.write(write)).toMatchObject({ outcome: 'conflict' })
    expect(world.sim.store.snapshot()).toEqual(before)
  })

  it('makes links in a relationship of its own making, although a search does not show it yet', async () => {
    const world = await createWorld({ sim: { searchDelayMs: 600_000 } })
    await definitions(world)
    const made = await world.write({ kind: 'relationship', action: 'create', label: 'pairs', name: 'Pairs' })
    const relationship = { id: made.outcome === 'applied' ? made.id : '', label: 'pairs' }

    const targets = [world.id(SKU)]

    expect(
      await world.write({ kind: 'link', action: 'link', id: world.id('PEAR'), relationship, targets }),
    ).toMatchObject({ outcome: 'applied' })
  })

  it('adds no attributes to another family', async () => {
    const world = await createWorld()
    const id = await familyId(world)
    const before = world.sim.store.snapshot()

    const addTo = (name: string) =>
      world.write({ kind: 'family', action: 'update', id, name, attributes: ['amazon_bullets'] })

    expect(await addTo('Boots')).toMatchObject({
      outcome: 'conflict',
      message: 'The product family of that id is "8 - Amazon" in Plytix, not "Boots".',
    })
    expect(world.sim.store.snapshot()).toEqual(before)
    expect(await addTo('8 - Amazon')).toMatchObject({ outcome: 'applied' })
  })
})

describe('a create whose SKU is taken', () => {
  const create = (scope: string, family: string | null = null): Write => ({
    kind: 'product',
    action: 'create',
    sku: SKU,
    fields: { label: 'Small pear', attributes: {} },
    family,
    scope,
  })

  it('leaves a product alone that another scope has marked, though it holds just what is wanted', async () => {
    const world = await markedBy('meadow')
    const before = world.sim.store.snapshot()

    expect(await world.write(create('orchard', await familyId(world)))).toMatchObject({
      outcome: 'conflict',
      message: `${SKU} exists and belongs to scope meadow.`,
    })
    expect(world.sim.store.snapshot()).toEqual(before)
  })

  it('goes on with one of its own scope, and with one whose baseline came with a copy', async () => {
    const own = await markedBy('orchard')
    const copy = await markedBy('meadow', 'AMZN-US-B0PEAR0009')

    expect(await own.write(create('orchard'))).toMatchObject({ outcome: 'already' })
    expect(await copy.write(create('orchard', await familyId(copy)))).toMatchObject({
      outcome: 'applied',
      existed: true,
    })
  })
})
