import { describe, expect, it } from 'vitest'
import type { Applied, Change } from '../../../src/model/target.ts'
import { createHttp } from '../../../src/net/http.ts'
import type { PlytixFault } from '../../../src/sandbox/plytix/fault-options.ts'
import {
  changedProduct,
  largerFamily,
  moreOptions,
  newAttribute,
  newLinks,
  newProduct,
  newRelationship,
  upload,
} from '../../contract/changes.ts'
import { createWorld, definition, FAMILY, familyId, type World } from './world.ts'

const SKU = 'AMZN-US-B0PEAR0002'

/** One write of each kind that ends in the account as the snapshot of an undisturbed one. */
const WRITES: { [name: string]: (world: World) => Promise<Change> } = {
  'a new product': async () => {
    const attributes = { amazon_title: 'Plums', amazon_sync_baseline: '{"v":1}' }
    return newProduct('AMZN-US-B0PLUM0001', { label: 'Plum', attributes })
  },
  'a new product with a family': async (world) => {
    const family = await familyId(world)
    return newProduct('AMZN-US-B0PLUM0001', { label: 'Plum', attributes: { amazon_title: 'Plums' }, family })
  },
  'a changed product': async ({ id }) =>
    changedProduct({ id: id(SKU), sku: SKU }, { label: 'Tiny pear', attributes: { amazon_title: 'Tiny' } }),
  'a new attribute': async () => newAttribute({ name: 'Ripe', type: 'DropdownAttribute', options: ['yes', 'no'] }),
  'new options': async (world) => moreOptions(await definition(world, 'attribute', 'amazon_marketplace'), ['MX']),
  'a new relationship': async () => newRelationship('Cousins'),
  'a larger family': async (world) =>
    largerFamily({ id: await familyId(world), name: FAMILY }, ['amazon_weight', 'amazon_colours']),
  'a new image': async () => upload('quince.jpg', 'https://images.example/quince.jpg'),
  'new links': async (world) =>
    newLinks({
      source: { id: world.id('PEAR'), sku: 'PEAR' },
      relationship: await definition(world, 'relationship', 'amazon_hierarchy'),
      targets: [world.id(SKU)],
    }),
}

async function attempt(name: string, faults: PlytixFault[]): Promise<{ result: Applied; after: string; world: World }> {
  const world = await createWorld({ target: { http: createHttp({ deadline: 500, long_deadline: 500 }) } })
  const write = await WRITES[name]?.(world)
  world.sim.options.faults = faults
  const result = await world.write(write as Change)
  return { result, after: JSON.stringify(world.sim.store.snapshot()), world }
}

describe.each(Object.keys(WRITES))('writing %s', (name) => {
  it.each<PlytixFault>([
    { effect: '429', ttl: 500 },
    { effect: '429', window_size: 10 },
    { effect: '429' },
    { effect: '500-before' },
    { effect: '500-after' },
    { effect: 'reset-before' },
    { effect: 'reset-after' },
    { effect: 'truncated' },
    { effect: 'html' },
    { effect: '503' },
    { effect: '401' },
    { effect: 'no-list' },
    { effect: 'no-id' },
    { effect: 'answer', status: 200, body: 'taken' },
    { effect: 'answer', status: 200, body: [] },
    { effect: 'answer', status: 429, headers: { 'retry-after': '-1' }, body: { limit: 1, window_size: 1e18 } },
    { effect: 'trickle', ms: 50 },
  ])('is done exactly once through %o', async (fault) => {
    const undisturbed = await attempt(name, [])
    expect(undisturbed.result.outcome).toBe('applied')

    const { result, after } = await attempt(name, [{ ...fault, kind: 'write', nth: 1 }])

    expect(['applied', 'already']).toContain(result.outcome)
    expect(after).toBe(undisturbed.after)
  })

  it('is given up after a bounded number of attempts', async () => {
    const { result, world } = await attempt(name, [{ effect: 'html', kind: 'write' }])

    expect(result).toMatchObject({
      outcome: 'rejected',
      status: 502,
      code: 'unavailable',
      attempts: expect.any(Number),
    })
    expect(world.target.calls().writes).toBe(5)
  })
})

describe('many writes at the same time', () => {
  function createPlums({ write }: World): Promise<Applied[]> {
    const plums = Array.from({ length: 60 }, (_, index) => ({ sku: `PLUM-${index}`, label: `Plum ${index}` }))
    return Promise.all(plums.map(({ sku, label }) => write(newProduct(sku, { label }))))
  }

  it('are each done or refused for want of an answer through faults at random', async () => {
    const effects = ['500-before', '500-after', 'reset-before', 'reset-after', 'truncated', 'html', '429'] as const
    const faults = effects.map((effect, index) => ({ effect, probability: 0.05, seed: index + 1 }))
    const world = await createWorld({ sim: { faults } })

    const results = await createPlums(world)

    const refused = results.filter(({ outcome }) => outcome === 'rejected')
    expect(refused.length).toBeLessThan(10)
    expect(refused.every((result) => result.outcome === 'rejected' && [0, 500, 502].includes(result.status))).toBe(true)
    const done = results.filter(({ outcome }) => outcome === 'applied' || outcome === 'already')
    expect(done.length + refused.length).toBe(60)
    expect(world.sim.store.productCount()).toBeGreaterThanOrEqual(3 + done.length)
  })

  it('share one new token when theirs ends', async () => {
    const world = await createWorld({ sim: { faults: [{ effect: '401', nth: 10 }] } })

    const results = await createPlums(world)

    expect(results.every(({ outcome }) => outcome === 'applied')).toBe(true)
    expect(world.sim.counts().auth).toBe(2)
  })
})
