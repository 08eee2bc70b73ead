import { describe, expect, it } from 'vitest'
import { largerFamily, moreOptions, newAttribute, newLinks, newRelationship, upload } from '../../contract/changes.ts'
import { createWorld, definition, FAMILY, familyId, orchard, type World } from './world.ts'

const HEX = /^[0-9a-f]{24}$/

describe('attributes and relationships', () => {
  const ripe = { name: 'Ripe', type: 'DropdownAttribute' }

  it('are created with options, into the family', async () => {
    const world = await createWorld()
    const family = await familyId(world)

    const result = await world.write(newAttribute({ ...ripe, options: ['yes', 'no'], family }))

    expect(result.outcome).toBe('applied')
    const snapshot = world.sim.store.snapshot()
    expect(snapshot.attributes).toContainEqual({
      name: 'Ripe',
      type_class: 'DropdownAttribute',
      options: ['yes', 'no'],
    })
    expect(snapshot.families[0]?.attributes).toContain('ripe')
  })

  it('are rejected when Plytix derives another label', async () => {
    const { write } = await createWorld()
    const result = await write(newAttribute({ ...ripe, label: 'ripeness' }))
    expect(result).toMatchObject({ outcome: 'rejected', code: 'label' })
    const relationship = await write(newRelationship('Kin', 'cousins'))
    expect(relationship).toMatchObject({ outcome: 'rejected', code: 'label' })
  })

  it('are found when they exist', async () => {
    const { write } = await createWorld()
    const attribute = newAttribute({ ...ripe, options: ['yes'] })
    await write(attribute)
    await expect(write(attribute)).resolves.toMatchObject({ outcome: 'already' })

    const relationship = newRelationship('Cousins')
    await expect(write(relationship)).resolves.toMatchObject({ outcome: 'applied' })
    await expect(write(relationship)).resolves.toMatchObject({ outcome: 'already' })
  })

  it('are a conflict when the existing one is of another type', async () => {
    const { write } = await createWorld()
    const title = newAttribute({ ...ripe, name: 'Amazon Title' })
    await expect(write(title)).resolves.toMatchObject({ outcome: 'conflict' })
  })

  it('get new options beside those that are there', async () => {
    const world = await createWorld()
    const { write, sim } = world
    const update = moreOptions(await definition(world, 'attribute', 'amazon_marketplace'), ['CA', 'MX'])

    await expect(write(update)).resolves.toMatchObject({ outcome: 'applied' })
    await expect(write(update)).resolves.toMatchObject({ outcome: 'already' })

    const { options } = sim.store.snapshot().attributes.find(({ name }) => name === 'Amazon Marketplace') ?? {}
    expect(options).toEqual(['US', 'CA', 'MX'])
  })

  it('join a family that does the work later', async () => {
    const world = await createWorld({ sim: { asyncDelayMs: 4000 } })
    const update = largerFamily({ id: await familyId(world), name: FAMILY }, ['amazon_weight'])

    await expect(world.write(update)).resolves.toMatchObject({ outcome: 'applied' })
    await expect(world.write(update)).resolves.toMatchObject({ outcome: 'already' })

    expect(world.sim.store.snapshot().families[0]?.attributes).toContain('amazon_weight')
  })

  it('are not taken to be in a family that never shows them', async () => {
    const world = await createWorld({ sim: { asyncDelayMs: 3600_000 } })
    const update = largerFamily({ id: await familyId(world), name: FAMILY }, ['amazon_weight'])
    await expect(world.write(update)).resolves.toMatchObject({ outcome: 'rejected', code: 'not-stored' })
  })
})

describe('uploading an image', () => {
  const quince = upload('quince.jpg', 'https://images.example/quince.jpg')

  it('gives its id, and the same id when it is there already', async () => {
    const { write } = await createWorld()
    const first = await write(quince)
    expect(first).toMatchObject({ outcome: 'applied', id: expect.stringMatching(HEX), notes: [] })

    const again = await write(quince)

    expect(again).toMatchObject({ outcome: 'already', id: first.outcome === 'applied' ? first.id : '' })
  })

  it('notes another name than the one that was sent', async () => {
    const { write } = await createWorld()
    await write(quince)
    const other = await write(upload('quince.jpg', 'https://images.example/other-quince.jpg'))
    expect(other).toMatchObject({ outcome: 'applied', notes: [{ code: 'asset-renamed' }] })
  })

  it('names an image that Plytix cannot fetch', async () => {
    const { write } = await createWorld()
    const result = await write(upload('quince.jpg', 'https://images.example/missing/quince.jpg'))
    expect(result).toMatchObject({ outcome: 'rejected', status: 422, code: 'image-unreachable' })
  })
})

describe('linking products', () => {
  async function pairs(world: World) {
    const relationship = await definition(world, 'relationship', 'amazon_hierarchy')
    const targets = [world.id('AMZN-US-B0PEAR0001'), world.id('AMZN-US-B0PEAR0002')]
    return { source: { id: world.id('PEAR'), sku: 'PEAR' }, relationship, targets }
  }

  it('links all in one call, and finds them linked the second time', async () => {
    const world = await createWorld()
    const link = await pairs(world)
    world.sim.resetCounts()

    await expect(world.write(newLinks(link))).resolves.toMatchObject({ outcome: 'applied', id: world.id('PEAR') })
    expect(world.sim.counts().writes).toBe(1)
    await expect(world.write(newLinks(link))).resolves.toMatchObject({ outcome: 'already' })
  })

  it('links the others when one is unknown, and names it', async () => {
    const world = await createWorld()
    const link = await pairs(world)
    const ghost = 'f'.repeat(24)

    const result = await world.write(newLinks({ ...link, targets: [ghost, ...link.targets] }))

    expect(result).toMatchObject({ outcome: 'rejected', status: 409, code: 'partial', attempts: 2 })
    expect(result).toHaveProperty('message', expect.stringContaining(ghost))
    const links = world.sim.store.snapshot().links.find(({ relationship }) => relationship === 'amazon_hierarchy')
    expect(links?.targets).toHaveLength(2)
  })

  it('is refused when nothing is left to link', async () => {
    const world = await createWorld()
    const result = await world.write(newLinks({ ...(await pairs(world)), targets: ['f'.repeat(24)] }))
    expect(result).toMatchObject({ outcome: 'rejected', status: 409, code: 'refused' })
  })

  it('sends nothing but the given pairs', async () => {
    const links = [
      { source: 'PEAR', relationship: 'amazon_hierarchy', targets: [{ sku: 'AMZN-US-B0PEAR0001', quantity: 7 }] },
    ]
    const world = await createWorld({ seed: { ...orchard, links } })
    const link = await pairs(world)

    await world.write(newLinks({ ...link, targets: link.targets.slice(1) }))

    expect(world.sim.store.snapshot().links[0]?.targets).toContainEqual({ sku: 'AMZN-US-B0PEAR0001', quantity: 7 })
  })
})
