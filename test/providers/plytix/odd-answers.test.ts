import { describe, expect, it } from 'vitest'
import { liveOf } from '../../../src/model/live.ts'
import { createHttp } from '../../../src/net/http.ts'
import type { AccountSeed } from '../../../src/sandbox/plytix/account-seed.ts'
import type { PlytixFault } from '../../../src/sandbox/plytix/fault-options.ts'
import { moreOptions } from '../../contract/changes.ts'
import { createWorld, definition, FAMILY, orchard, productsOf, type World, want } from './world.ts'

const PRODUCTS = 'v2/products/search$'

/** Three pages of products, and of attributes. */
const many: AccountSeed = {
  ...orchard,
  attributes: [
    ...(orchard.attributes ?? []),
    ...Array.from({ length: 240 }, (_, index) => ({ name: `Sort ${index}`, type_class: 'TextAttribute' })),
  ],
  products: [
    ...(orchard.products ?? []),
    ...Array.from({ length: 247 }, (_, index) => ({ sku: `PLUM-${String(index).padStart(3, '0')}` })),
  ],
}

function open(...faults: PlytixFault[]): Promise<World> {
  return createWorld({ seed: many, sim: { faults } })
}

const calls = ({ sim }: World, path: string): number => sim.calls.filter((call) => call.path.includes(path)).length

describe('an answer about products that is not understood', () => {
  it.each<PlytixFault>([
    { effect: 'no-list', nth: 1 },
    { effect: 'no-list', nth: 3 },
    { effect: 'no-id', nth: 2 },
    { effect: 'answer', status: 200, body: { data: null }, nth: 2 },
    { effect: 'answer', status: 200, body: { data: { id: 'x' } }, nth: 2 },
    { effect: 'answer', status: 200, body: { data: [null, 7, 'text'] }, nth: 2 },
    { effect: 'answer', status: 200, body: '[]', nth: 2 },
    { effect: 'answer', status: 200, body: '', nth: 2 },
  ])('is asked for again: %o', async (fault) => {
    const { target, signal } = await open({ ...fault, path: PRODUCTS })

    const live = await target.read(want, signal)

    expect({ complete: live.complete, products: productsOf(live).length }).toEqual({ complete: true, products: 250 })
  })

  it.each<[string, PlytixFault]>([
    ['without the list that was asked for', { effect: 'no-list' }],
    ['with an entry that has no id', { effect: 'no-id' }],
    ['without the list that was asked for', { effect: 'answer', status: 200, body: { data: 'none' } }],
  ])('ends the read when it stays so from the first page on (%s)', async (why, fault) => {
    const world = await open({ ...fault, path: PRODUCTS })

    await expect(world.target.read(want, world.signal)).rejects.toMatchObject({
      code: 'unexpected-answer',
      message: expect.stringMatching(new RegExp(`^Plytix's answers about the products are not understood.*${why}`)),
    })
    expect(calls(world, 'products/search')).toBeLessThanOrEqual(6)
  })

  it('makes the read incomplete when only a later page stays so, and says why', async () => {
    // Of eight searches the second page's first try and its four repetitions; the others are the count before and the other pages.
    const struck = Array.from({ length: 24 }, (_, index) => index + 1).filter((nth) => ![1, 2, 4].includes(nth % 8))
    const world = await open(...struck.map((nth) => ({ effect: 'no-list', nth, path: PRODUCTS }) as const))

    const live = await world.target.read(want, world.signal)

    expect({ complete: live.complete, gap: live.gap }).toEqual({
      complete: false,
      gap: expect.stringContaining('without the list'),
    })
    expect(productsOf(live).length).toBeGreaterThanOrEqual(150)
    expect(calls(world, 'products/search')).toBe(24)
  })
})

describe('a count of products that cannot be true', () => {
  it.each([5e9, 1e12, 1e300, -5, 2.5, 'many', null, true, [250], {}])(
    'neither ends the program nor makes the read complete: %o',
    async (count) => {
      const world = await open({ effect: 'count', count, path: PRODUCTS })

      const live = await world.target.read(want, world.signal)

      expect({ complete: live.complete, products: productsOf(live).length }).toEqual({ complete: false, products: 250 })
      expect(live.gap).toMatch(
        typeof count === 'number' && Number.isInteger(count) && count > 0 ? /it counts|not say/ : /not say/,
      )
      expect(calls(world, 'products/search')).toBeLessThan(50)
    },
  )

  it('that is a little wrong makes the read incomplete', async () => {
    const { target, signal } = await open({ effect: 'count', count: 251, path: PRODUCTS })
    expect((await target.read(want, signal)).complete).toBe(false)
  })

  it('of none is no proof that there is none', async () => {
    const body = { data: [], pagination: { page: 1, page_size: 100 } }
    const { target, signal } = await open({ effect: 'answer', status: 200, body, path: PRODUCTS })
    expect(await target.read(want, signal)).toMatchObject({
      complete: false,
      gap: 'it does not say how many there are',
    })
  })
})

describe('pages of products that repeat', () => {
  it.each([250, 5e9, 1e12])('end the read as incomplete, with a count of %d', async (count) => {
    const world = await open({ effect: 'repeat', path: PRODUCTS }, { effect: 'count', count, path: PRODUCTS })
    if (count === 250) world.sim.options.faults = world.sim.options.faults.slice(0, 1)

    const { complete } = await world.target.read(want, world.signal)

    expect(complete).toBe(false)
    expect(calls(world, 'products/search')).toBeLessThan(50)
  })
})

describe('definitions that cannot be read to their end', () => {
  it.each<[string, PlytixFault, string]>([
    ['attributes', { effect: 'repeat', path: 'attributes/product/search' }, 'its pages repeat one another'],
    ['attributes', { effect: 'no-list', path: 'attributes/product/search' }, 'without the list'],
    ['attributes', { effect: 'no-id', path: 'attributes/product/search' }, 'has no id'],
    ['attributes', { effect: 'count', count: 1e12, path: 'attributes/product/search' }, 'it holds 250 of'],
    ['attributes', { effect: 'count', count: 260, path: 'attributes/product/search' }, 'it holds 250 of 260'],
    ['relationships', { effect: 'repeat', path: 'relationships/search' }, 'its pages repeat one another'],
    ['relationships', { effect: 'no-id', path: 'relationships/search' }, 'has no id'],
    ['relationships', { effect: 'count', count: 5e9, path: 'relationships/search' }, 'it holds 2 of'],
    ['product families', { effect: 'no-list', path: 'product_families/search' }, 'without the list'],
    ['product families', { effect: 'repeat', path: 'product_families/search' }, 'its pages repeat one another'],
    ['product family', { effect: 'no-list', path: 'product_families/\\w+/attributes' }, 'without the list'],
    [
      'attributes',
      { effect: 'answer', status: 200, body: { data: [] }, path: 'attributes/product/search' },
      'it holds none, and no count',
    ],
    [
      'attributes',
      { effect: 'answer', status: 200, body: { data: [{ id: 'a', filter_type: 'Text' }] }, path: 'attributes/product' },
      'without a label',
    ],
  ])('end the read, since what is not there would be made: %s, %o', async (what, fault, why) => {
    const world = await createWorld({ seed: many, sim: { faults: [fault] }, asked: { family: FAMILY } })

    await expect(world.target.read(want, world.signal)).rejects.toMatchObject({
      code: 'unexpected-answer',
      message: expect.stringMatching(new RegExp(`${what}.*nothing is concluded.*${why}`)),
    })
    expect(world.sim.calls.length).toBeLessThan(60)
  })

  it('are read all the same when their count is none', async () => {
    const { target, signal } = await open({ effect: 'count', count: 'many', path: 'attributes/product/search' })
    expect(liveOf(await target.read(want, signal), 'attribute')).toHaveLength(250)
  })
})

describe('looking at some products again', () => {
  const named = ['PEAR', 'AMZN-US-B0PEAR0001'].map((key) => ({ kind: 'product', key }))

  it.each<PlytixFault>([
    { effect: 'no-list' },
    { effect: 'no-id' },
    { effect: 'count', count: 1e12 },
    { effect: 'count', count: 3 },
    { effect: 'answer', status: 200, body: { data: [] } },
    { effect: 'answer', status: 200, body: { data: [], pagination: { count: 2 } } },
  ])('never takes them for deleted on the word of %o', async (fault) => {
    const world = await open()
    await world.target.connect(world.signal)
    world.sim.options.faults = [{ ...fault, path: PRODUCTS }]

    await expect(world.target.look(named, want, world.signal)).rejects.toMatchObject({ code: 'unexpected-answer' })

    expect(calls(world, 'products/search')).toBeLessThan(60)
  })

  it('goes on once the answer is understood', async () => {
    const { target, signal } = await open({ effect: 'count', count: 7, nth: 1, path: PRODUCTS })
    expect(await target.look(named, want, signal)).toHaveLength(2)
  })
})

describe('adding options to an attribute', () => {
  it.each<PlytixFault>([
    { effect: 'answer', status: 200, body: { data: [{ id: 'another', options: [] }] } },
    { effect: 'answer', status: 200, body: { data: [{}] } },
    { effect: 'no-list' },
    { effect: 'no-id' },
  ])('writes nothing when those that are there cannot be read: %o', async (fault) => {
    const world = await open()
    const marketplace = await definition(world, 'attribute', 'amazon_marketplace')
    world.sim.options.faults = [{ ...fault, method: 'GET', path: 'attributes/product/' }]

    const result = await world.write(moreOptions(marketplace, ['MX']))

    expect(result).toMatchObject({ outcome: 'rejected', code: 'unexpected-answer' })
    expect(world.sim.counts().writes).toBe(0)
  })
})

describe('answers that trickle', () => {
  const http = () => createHttp({ deadline: 150, long_deadline: 150 })

  it('are read again, and a read of which one trickled is complete', async () => {
    const fault = { effect: 'trickle', ms: 20, nth: 3 } as const
    const { target, signal } = await createWorld({ sim: { faults: [fault] }, target: { http: http() } })
    expect((await target.read(want, signal)).complete).toBe(true)
  })

  it.each(['read', 'auth'] as const)('end the command when they all do (%s), and say so', async (kind) => {
    const faults = [{ effect: 'trickle', ms: 20, kind } as const]
    const { target, signal } = await createWorld({ sim: { faults }, target: { http: http() } })

    await expect(target.read(want, signal)).rejects.toThrow('the whole answer does not come within')
  })

  it.each(['read', 'auth'] as const)('do not keep a command from being stopped at once (%s)', async (kind) => {
    const faults = [{ effect: 'trickle', ms: 20, kind } as const]
    const { target, sim } = await createWorld({ sim: { faults } })
    const stop = new AbortController()
    const reading = target.read(want, stop.signal)
    reading.catch(() => undefined)
    while (!sim.calls.some((call) => call.kind === kind)) await new Promise((wake) => setTimeout(wake, 5))

    stop.abort(new Error('stopped by hand'))

    await expect(reading).rejects.toThrow('stopped by hand')
  })
})
