import { describe, expect, it } from 'vitest'
import type { Write } from '../../../src/model/target.ts'
import { createWorld, familyId, orchard, query, type World } from './world.ts'

const HEX = /^[0-9a-f]{24}$/

describe('attributes and relationships', () => {
  const ripe = { kind: 'attribute', action: 'create', label: 'ripe', name: 'Ripe', type: 'DropdownAttribute' } as const

  it('are created with options, into the family', async () => {
    const world = await createWorld()
    const family = await familyId(world)

    const result = await world.write({ ...ripe, options: ['yes', 'no'], family })

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
    const result = await write({ ...ripe, label: 'ripeness', options: [], family: null })
    expect(result).toMatchObject({ outcome: 'rejected', code: 'label' })
    const relationship = await write({ kind: 'relationship', action: 'create', label: 'cousins', name: 'Kin' })
    expect(relationship).toMatchObject({ outcome: 'rejected', code: 'label' })
  })

  it('are found when they exist', async () => {
    const { write } = await createWorld()
    await write({ ...ripe, options: ['yes'], family: null })
    await expect(write({ ...ripe, options: ['yes'], family: null })).resolves.toMatchObject({ outcome: 'already' })

    const relationship = { kind: 'relationship', action: 'create', label: 'cousins', name: 'Cousins' } as const
    await expect(write(relationship)).resolves.toMatchObject({ outcome: 'applied' })
    await expect(write(relationship)).resolves.toMatchObject({ outcome: 'already' })
  })

  it('are a conflict when the existing one is of another type', async () => {
    const { write } = await createWorld()
    const title = { ...ripe, label: 'amazon_title', name: 'Amazon Title', options: [], family: null }
    await expect(write(title)).resolves.toMatchObject({ outcome: 'conflict' })
  })

  it('get new options beside those that are there', async () => {
    const { write, target, signal, sim } = await createWorld()
    const { attributes } = await target.read(query, signal)
    const { id, label } = attributes.find((attribute) => attribute.label === 'amazon_marketplace') ?? {
      id: '',
      label: '',
    }
    const update: Write = { kind: 'attribute', action: 'update', id, label, options: ['CA', 'MX'] }

    await expect(write(update)).resolves.toMatchObject({ outcome: 'applied' })
    await expect(write(update)).resolves.toMatchObject({ outcome: 'already' })

    const { options } = sim.store.snapshot().attributes.find(({ name }) => name === 'Amazon Marketplace') ?? {}
    expect(options).toEqual(['US', 'CA', 'MX'])
  })

  it('join a family that does the work later', async () => {
    const world = await createWorld({ sim: { asyncDelayMs: 4000 } })
    const update: Write = { kind: 'family', action: 'update', id: await familyId(world), attributes: ['amazon_weight'] }

    await expect(world.write(update)).resolves.toMatchObject({ outcome: 'applied' })
    await expect(world.write(update)).resolves.toMatchObject({ outcome: 'already' })

    expect(world.sim.store.snapshot().families[0]?.attributes).toContain('amazon_weight')
  })

  it('are not taken to be in a family that never shows them', async () => {
    const world = await createWorld({ sim: { asyncDelayMs: 3600_000 } })
    const update: Write = { kind: 'family', action: 'update', id: await familyId(world), attributes: ['amazon_weight'] }
    await expect(world.write(update)).resolves.toMatchObject({ outcome: 'rejected', code: 'not-stored' })
  })
})

describe('uploading an image', () => {
  const upload = { kind: 'asset', action: 'upload', filename: 'quince.jpg' } as const
  const url = 'https://images.example/quince.jpg'

  it('gives its id, and the same id when it is there already', async () => {
    const { write } = await createWorld()
    const first = await write({ ...upload, url })
    expect(first).toMatchObject({ outcome: 'applied', id: expect.stringMatching(HEX), notes: [] })

    const again = await write({ ...upload, url })

    expect(again).toMatchObject({ outcome: 'already', id: first.outcome === 'applied' ? first.id : '' })
  })

  it('notes another name than the one that was sent', async () => {
    const { write } = await createWorld()
    await write({ ...upload, url })
    const other = await write({ ...upload, url: 'https://images.example/other-quince.jpg' })
    expect(other).toMatchObject({ outcome: 'applied', notes: [{ code: 'asset-renamed' }] })
  })

  it('names an image that Plytix cannot fetch', async () => {
    const { write } = await createWorld()
    const result = await write({ ...upload, url: 'https://images.example/missing/quince.jpg' })
    expect(result).toMatchObject({ outcome: 'rejected', status: 422, code: 'image-unreachable' })
  })
})

describe('linking products', () => {
  async function pairs(world: World): Promise<Extract<Write, { kind: 'link' }>> {
    const { relationships } = await world.target.read(query, world.signal)
    const relationship = relationships.find(({ label }) => label === 'amazon_hierarchy') ?? { id: '', label: '' }
    const targets = [world.id('AMZN-US-B0PEAR0001'), world.id('AMZN-US-B0PEAR0002')]
    return { kind: 'link', action: 'link', id: world.id('PEAR'), relationship, targets }
  }

  it('links all in one call, and finds them linked the second time', async () => {
    const world = await createWorld()
    const link = await pairs(world)
    world.sim.resetCounts()

    await expect(world.write(link)).resolves.toMatchObject({ outcome: 'applied', id: world.id('PEAR') })
    expect(world.sim.counts().writes).toBe(1)
    await expect(world.write(link)).resolves.toMatchObject({ outcome: 'already' })
  })

  it('links the others when one is unknown, and names it', async () => {
    const world = await createWorld()
    const link = await pairs(world)
    const ghost = 'f'.repeat(24)

    const result = await world.write({ ...link, targets: [ghost, ...link.targets] })

    expect(result).toMatchObject({ outcome: 'rejected', status: 409, code: 'partial', attempts: 2 })
    expect(result).toHaveProperty('message', expect.stringContaining(ghost))
    const links = world.sim.store.snapshot().links.find(({ relationship }) => relationship === 'amazon_hierarchy')
    expect(links?.targets).toHaveLength(2)
  })

  it('is refused when nothing is left to link', async () => {
    const world = await createWorld()
    const result = await world.write({ ...(await pairs(world)), targets: ['f'.repeat(24)] })
    expect(result).toMatchObject({ outcome: 'rejected', status: 409, code: 'refused' })
  })

  it('sends nothing but the given pairs', async () => {
    const links = [
      { source: 'PEAR', relationship: 'amazon_hierarchy', targets: [{ sku: 'AMZN-US-B0PEAR0001', quantity: 7 }] },
    ]
    const world = await createWorld({ seed: { ...orchard, links } })
    const link = await pairs(world)

    await world.write({ ...link, targets: link.targets.slice(1) })

    expect(world.sim.store.snapshot().links[0]?.targets).toContainEqual({ sku: 'AMZN-US-B0PEAR0001', quantity: 7 })
  })
})
