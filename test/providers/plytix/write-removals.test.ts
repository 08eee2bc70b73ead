import { describe, expect, it } from 'vitest'
import { liveOf } from '../../../src/model/live.ts'
import type { PlytixFault } from '../../../src/sandbox/plytix/fault-options.ts'
import { deletion, lessLinks, newLinks, upload } from '../../contract/changes.ts'
import { createWorld, definition, orchard, unowned, type World, type WorldOptions } from './world.ts'

const [PEAR, SMALL] = ['AMZN-US-B0PEAR0001', 'AMZN-US-B0PEAR0002']

const linksOf = ({ sim }: World) =>
  sim.store.snapshot().links.flatMap(({ targets }) => targets.map((one) => (typeof one === 'string' ? one : one.sku)))
const callsOf = ({ sim }: World) =>
  sim.calls
    .filter(({ kind }) => kind !== 'auth')
    .map(({ method, path }) => `${method} ${path.replace(/[0-9a-f]{24}/g, '*')}`)

async function opened(options: WorldOptions = {}, targets = [PEAR]) {
  const world = await createWorld(options)
  const relationship = await definition(world, 'relationship', 'amazon_listings')
  const links = { source: { id: world.id('PEAR'), sku: 'PEAR' }, relationship, targets: targets.map(world.id) }
  world.sim.resetCounts()
  return { world, links }
}

const FAULTS: [name: string, fault: PlytixFault][] = [
  ['500 before it was done', { effect: '500-before' }],
  ['500 after it was done', { effect: '500-after' }],
  ['a reset after it was done', { effect: 'reset-after' }],
  ['a page of HTML', { effect: 'html' }],
]

describe('removing links', () => {
  it('removes what it is told to and nothing else, and looks whether it is gone', async () => {
    const { world, links } = await opened()

    expect(await world.write(lessLinks(links))).toMatchObject({ outcome: 'applied', id: world.id('PEAR') })

    expect(linksOf(world)).toEqual([SMALL])
    expect(callsOf(world)).toEqual(['POST /api/v1/products/*/relationships/*/unlink', 'GET /api/v1/products/*'])
  })

  it.each(FAULTS)('comes to the same through %s', async (_, fault) => {
    const faults = [{ ...fault, path: /unlink$/, nth: 1 }]
    const { world, links } = await opened({ sim: { faults } })

    expect(await world.write(lessLinks(links))).toMatchObject({ outcome: 'applied' })
    expect(linksOf(world)).toEqual([SMALL])
  })

  it('is not taken for done where the product shows them still', async () => {
    const { world, links } = await opened({ sim: { faults: [{ effect: 'answer', status: 204, path: /unlink$/ }] } })

    expect(await world.write(lessLinks(links))).toMatchObject({ outcome: 'rejected', code: 'not-stored' })
  })

  it('is a conflict under the id of another relationship', async () => {
    const { world, links } = await opened()
    const { id } = await definition(world, 'relationship', 'amazon_hierarchy')

    const answer = await world.write(lessLinks({ ...links, relationship: { ...links.relationship, id } }))

    expect(answer).toMatchObject({ outcome: 'conflict' })
    expect(linksOf(world)).toEqual([PEAR, SMALL])
  })

  it('is refused for a product that is not there any more', async () => {
    const { world, links } = await opened()
    await world.write(deletion({ kind: 'product', key: 'PEAR', id: world.id('PEAR') }))

    expect(await world.write(lessLinks(links))).toMatchObject({ outcome: 'rejected', status: 404 })
  })

  it('is shown by reads at once, however far searches lag behind, and so is a link that is made anew', async () => {
    const { world, links } = await opened({ sim: { searchDelayMs: 60_000 } })
    const shown = async () => {
      const live = liveOf(await world.target.read(unowned, world.signal), 'product').find(({ key }) => key === 'PEAR')
      return live?.fields['links.amazon_listings']
    }

    await world.write(lessLinks(links))
    expect(await shown()).toEqual([world.id(SMALL)])
    await world.write(newLinks(links))
    expect(await shown()).toHaveLength(2)
  })
})

describe('deleting a product', () => {
  const product = (world: World, sku = PEAR) => ({ kind: 'product', key: sku, id: world.id(sku) })

  it('looks at it by its id right before', async () => {
    const { world } = await opened()
    const it = product(world)

    expect(await world.write(deletion(it))).toMatchObject({ outcome: 'applied', id: it.id })

    expect(callsOf(world)).toEqual(['GET /api/v1/products/*', 'DELETE /api/v1/products/*'])
    expect(world.sim.store.product(PEAR)).toBeUndefined()
    expect(linksOf(world)).toEqual([SMALL])
    expect(await world.write(deletion(it))).toMatchObject({ outcome: 'already', id: it.id })
  })

  it.each(FAULTS)('comes to the same through %s', async (_, fault) => {
    const faults = [{ ...fault, method: 'DELETE', nth: 1 }]
    const { world } = await opened({ sim: { faults } })

    expect(await world.write(deletion(product(world)))).toMatchObject({ outcome: 'applied' })
    expect(world.sim.store.product(PEAR)).toBeUndefined()
  })

  it('is a conflict for one that people filled or linked where nobody has looked', async () => {
    const notes = { name: 'Notes', type_class: 'TextAttribute' }
    const { world, links } = await opened({ seed: { ...orchard, attributes: [...(orchard.attributes ?? []), notes] } })
    const { attributes } = world.sim.store.product(PEAR) ?? expect.fail()
    const looked = Object.keys(attributes).map((label) => `attributes.${label}`)

    Object.assign(attributes, { notes: 'Keep this one' })
    await world.write(newLinks({ ...links, source: { id: world.id(PEAR), sku: PEAR }, targets: [world.id(SMALL)] }))

    expect(await world.write(deletion(product(world), { looked }))).toMatchObject({
      outcome: 'conflict',
      message: expect.stringContaining('holds attributes.notes, links.amazon_listings, which would be lost'),
    })
    expect(world.sim.store.product(PEAR)).toBeDefined()
  })

  it('minds nothing that Plytix works out itself', async () => {
    const score = { name: 'Score', type_class: 'CompletenessAttribute' }
    const { world } = await opened({ seed: { ...orchard, attributes: [...(orchard.attributes ?? []), score] } })
    const { attributes } = world.sim.store.product(PEAR) ?? expect.fail()
    const looked = Object.keys(attributes).map((label) => `attributes.${label}`)

    Object.assign(attributes, { score: 80 })

    expect(await world.write(deletion(product(world), { looked }))).toMatchObject({ outcome: 'applied' })
  })

  it('is a conflict for one with variants, which would go with it', async () => {
    const products = (orchard.products ?? []).map((one) => (one.sku === SMALL ? { ...one, parent: PEAR } : one))
    const { world } = await opened({ seed: { ...orchard, products } })

    const answer = await world.write(deletion(product(world)))

    expect(answer).toMatchObject({ outcome: 'conflict', message: expect.stringContaining('1 variant') })
    const live = liveOf(await world.target.read(unowned, world.signal), 'product').find(({ key }) => key === PEAR)
    const kind = world.target.traits.kinds.find(({ name }) => name === 'product')
    expect(kind?.bound?.(live?.fields ?? {})).toBe('has 1 variant')
    expect(kind?.bound?.({})).toBeNull()
  })

  it('is a conflict for one that was renamed, and for one that a search should have shown', async () => {
    const { world } = await opened()
    const it = product(world)

    expect(await world.write(deletion({ ...it, key: 'AMZN-US-B0OTHER001' }))).toMatchObject({ outcome: 'conflict' })
    expect(await world.write(deletion(it, { unseen: true }))).toMatchObject({ outcome: 'conflict' })
    expect(world.sim.store.product(PEAR)).toBeDefined()
  })

  it('is shown by reads at once, however far searches lag behind', async () => {
    const { world } = await opened({ sim: { searchDelayMs: 60_000 } })

    await world.write(deletion(product(world)))

    expect(await world.target.look([{ kind: 'product', key: PEAR }], unowned, world.signal)).toEqual([])
    const live = await world.target.read(unowned, world.signal)
    expect(liveOf(live, 'product').map(({ key }) => key)).not.toContain(PEAR)
  })
})

describe('deleting an asset', () => {
  const made = async (world: World, filename: string, url = `https://m.media-amazon.com/images/I/${filename}`) => {
    const answer = await world.write(upload(filename, url))
    world.sim.resetCounts()
    return { kind: 'asset', key: filename, id: answer.outcome === 'applied' ? answer.id : expect.fail() }
  }

  it('happens only where Plytix says right then that nothing uses it', async () => {
    const { world } = await opened()
    const spare = await made(world, 'spare.jpg')
    const id = String([world.sim.store.product(PEAR)?.attributes.amazon_images].flat()[1])

    expect(await world.write(deletion({ kind: 'asset', key: 'apple.jpg', id }))).toMatchObject({
      outcome: 'conflict',
      message: 'apple.jpg is in use in Plytix by 1 product.',
    })
    expect(await world.write(deletion(spare))).toMatchObject({ outcome: 'applied', id: spare.id })

    expect(callsOf(world)).toEqual(['GET /api/v1/assets/*', 'GET /api/v1/assets/*', 'DELETE /api/v1/assets/*'])
    expect(world.sim.store.snapshot().assets.map(({ filename }) => filename)).not.toContain('spare.jpg')
    expect(await world.write(deletion(spare))).toMatchObject({ outcome: 'already' })
  })

  it('never happens on an answer that does not say so, nor to one that a catalogue shows', async () => {
    const { world } = await opened()
    const spare = await made(world, 'spare.jpg')
    const shown = { id: spare.id, filename: 'spare.jpg', assigned: false, n_products: 0, n_catalogs: 2 }
    const { n_catalogs: _, ...silent } = shown
    const answers = [shown, silent].map((record, place): PlytixFault => {
      return {
        effect: 'answer',
        method: 'GET',
        path: /assets\/[0-9a-f]{24}$/,
        nth: place + 1,
        body: { data: [record] },
      }
    })
    world.sim.options.faults.push(...answers)

    expect(await world.write(deletion(spare))).toMatchObject({ outcome: 'conflict', message: /2 catalogues/ })
    expect(await world.write(deletion(spare))).toMatchObject({ outcome: 'conflict' })
    expect(world.sim.calls.map(({ method }) => method)).not.toContain('DELETE')
  })

  it('goes by the name, also where Plytix had to add letters to it', async () => {
    const { world } = await opened()
    const first = await made(world, 'fig.jpg')
    const second = await made(world, 'fig.jpg', 'https://m.media-amazon.com/images/I/other.jpg')

    expect(second.id).not.toBe(first.id)
    expect(await world.write(deletion({ ...second, key: 'pear.jpg' }))).toMatchObject({ outcome: 'conflict' })
    expect(await world.write(deletion(second))).toMatchObject({ outcome: 'applied', id: second.id })
  })

  it('is refused where the key may not', async () => {
    const { world } = await opened({ sim: { faults: [{ effect: 'answer', method: 'DELETE', status: 403 }] } })

    expect(await world.write(deletion(await made(world, 'spare.jpg')))).toMatchObject({
      outcome: 'rejected',
      status: 403,
    })
  })
})
