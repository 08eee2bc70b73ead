import { afterEach, describe, expect, test } from 'vitest'
import type { ItemFields } from '../../../src/model/item.ts'
import type { TikTokSimOptions } from '../../../src/sandbox/tiktok-shop/options.ts'
import type { SimProduct } from '../../../src/sandbox/tiktok-shop/product.ts'
import { leapingClock } from '../amazon/world.ts'
import { memoOf, NEW_YEAR, openWorld, product, productId, products, type World } from './world.ts'

const worlds: World[] = []
const open = async (...given: Parameters<typeof openWorld>): Promise<World> => {
  const world = await openWorld(...given)
  worlds.push(world)
  return world
}
const idsOf = (items: ItemFields[]): string[] =>
  items
    .filter(({ role }) => role !== 'child')
    .map(({ asin }) => String(asin))
    .sort()
const all = (count: number): string[] => Array.from({ length: count }, (_, number) => productId(number)).sort()

afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

describe('reading a shop', () => {
  test('asks for pages of a hundred, and for the details of each product once', async () => {
    const { sim, read } = await open(products(250))

    const { items, complete, counts } = await read()

    expect([complete, idsOf(items)]).toEqual([true, all(250)])
    expect(counts).toEqual({ products: 250, deleted: 0, other_status: 0, unchanged: 0 })
    // Three pages, and one for what changed meanwhile.
    expect(sim.counts()).toMatchObject({ shops: 1, search: 4, product: 250, token: 0, refresh: 0, unknown: 0 })
  })

  test('sends a filter with every search, and no field that the API does not know', async () => {
    const { sim, read } = await open(products(3))

    await read()

    const bodies = sim.calls.filter(({ operation }) => operation === 'search').map(({ body }) => JSON.parse(body))
    expect(bodies[0]).toEqual({ status: 'ALL' })
    expect(Object.keys(bodies[1])).toEqual(['status', 'update_time_ge'])
  })

  const TRAPS: [string, TikTokSimOptions][] = [
    ['whose last page has no token', { lastToken: 'absent' }],
    ['whose pages are short', { shortPages: 37 }],
    ['whose pages hold one row', { shortPages: 99 }],
    ['whose tokens of pages count rows', { pageTokens: 'offset' }],
    ['whose answers tell the sale price in searches', { salePriceInSearch: true }],
    ['whose addresses of pictures change', { changingUrls: true }],
    ['whose pictures have no address', { emptyUrls: true }],
    ['that still answers for deleted products', { deletedGet: 'answers' }],
  ]
  test.each(TRAPS)('loses nothing of one %s', async (_, options) => {
    const { read } = await open(products(230), options)

    const { items, complete } = await read()

    expect([complete, idsOf(items)]).toEqual([true, all(230)])
  })

  test('keeps products of the statuses that are wanted, and tells those that are deleted', async () => {
    const statuses = ['ACTIVATE', 'SELLER_DEACTIVATED', 'DELETED', 'DRAFT', 'PENDING', 'FAILED', 'FREEZE'] as const
    const wares = statuses.map((status, number) => product(number, { status, sizes: number === 2 ? ['M', 'L'] : [] }))
    const { sim, read } = await open(wares)

    const { items, counts } = await read()

    expect(items.map(({ role, status }) => `${role} ${status}`).sort()).toEqual([
      'child DELETED',
      'child DELETED',
      'parent DELETED',
      'single ACTIVATE',
      'single SELLER_DEACTIVATED',
    ])
    expect(items.find(({ role, status }) => role === 'child' && status === 'DELETED')).toMatchObject({
      sku: expect.stringMatching(/^KAOS-2-/),
      listing_status: 'GONE',
      parent_asins: [productId(2)],
    })
    expect(counts).toMatchObject({ products: 2, deleted: 1, other_status: 4 })
    expect(sim.counts().product).toBe(2)
  })

  test('says of a shop without products what it has instead', async () => {
    const { read } = await open([product(1, { status: 'DRAFT' })])

    await expect(read()).rejects.toMatchObject({
      code: 'no-products',
      message: expect.stringContaining('1 of other statuses'),
    })
  })

  test('takes a product that is gone by the time of its details for deleted', async () => {
    const world = await open(products(5))
    const { sim } = world
    sim.options.amend = (operation, answer) => {
      if (operation === 'search') sim.products.delete(productId(3))
      return answer
    }

    const { items, complete } = await world.read()

    expect(items.find(({ asin }) => asin === productId(3))).toMatchObject({ status: 'DELETED', listing_status: 'GONE' })
    expect([complete, idsOf(items)]).toEqual([true, all(5)])
  })

  test('reads named products alone, whatever their status, and those of a brand', async () => {
    const brand = { id: '1', name: 'Merek' }
    const world = await open([product(0, { status: 'DRAFT' }), product(1), product(2, { brand })])
    const want = { region: 'ID', statuses: ['ACTIVATE'], ids: [productId(0), '1729592969712299999'], brands: [] }

    const named = await world.read({}, { want })
    expect(idsOf(named.items)).toEqual([productId(0), '1729592969712299999'].sort())
    expect(named.items.map(({ status }) => status).sort()).toEqual(['DELETED', 'DRAFT'])
    expect(world.sim.counts().search).toBe(0)

    const branded = await world.read({}, { want: { ...want, ids: [], brands: ['merek'] } })
    expect(idsOf(branded.items)).toEqual([productId(2)])
    await expect(world.read({}, { want: { ...want, ids: ['../shops'] } })).rejects.toMatchObject({
      code: 'malformed-id',
    })
  })

  test('reads no more than the limit, and makes few calls for it', async () => {
    const { sim, read } = await open(products(300))

    const { items, complete } = await read({}, { limit: 7 })

    expect([items.length, complete]).toEqual([7, false])
    expect(sim.counts().search).toBe(1)
    expect(sim.counts().product).toBeLessThan(20)
  })
})

describe('a search that does not add up', () => {
  test('is read anew once, and when it stays so the export is incomplete and says it', async () => {
    const world = await open(products(150))
    world.sim.options.amend = (operation, answer) => {
      const body = answer.body as { data: { next_page_token?: string; total_count: number } }
      return operation === 'search'
        ? { ...answer, body: { ...body, data: { ...body.data, next_page_token: '' } } }
        : answer
    }

    const { complete, items, report, diagnostics } = await world.read()

    expect([complete, items.filter(({ role }) => role !== 'child').length]).toEqual([false, 100])
    expect(report).toMatchObject({ out_of_reach: 50, caps_hit: 1 })
    expect(diagnostics.map(({ code }) => code)).toEqual(['short-search'])
  })

  test('is whole when reading it anew brings the rest', async () => {
    const world = await open(products(150))
    let searches = 0
    world.sim.options.amend = (operation, answer) => {
      searches += operation === 'search' ? 1 : 0
      const body = answer.body as { data: object }
      return searches === 1 && operation === 'search'
        ? { ...answer, body: { ...body, data: { ...body.data, next_page_token: '' } } }
        : answer
    }

    const { complete, items } = await world.read()

    expect([complete, idsOf(items)]).toEqual([true, all(150)])
  })

  test('whose pages lead back to one another ends all the same', async () => {
    const world = await open(products(150))
    world.sim.options.amend = (operation, answer, { query }) => {
      const body = answer.body as { data: object }
      return operation === 'search' && query.get('page_token')
        ? { ...answer, body: { ...body, data: { ...body.data, next_page_token: query.get('page_token') } } }
        : answer
    }

    const { complete, items } = await world.read()

    expect([complete, idsOf(items)]).toEqual([true, all(150)])
  })
})

/** A shop that is edited after its so many-th answer to a search. */
function editing(world: World, after: number, edit: (wares: Map<string, SimProduct>) => void): void {
  let searches = 0
  world.sim.options.amend = (operation, answer) => {
    if (operation === 'search') searches += 1
    if (operation === 'search' && searches === after) edit(world.sim.products)
    return answer
  }
}

describe('changes while it is read', () => {
  test.each(['keyset', 'offset'] as const)('are found by a second search, with tokens by %s', async (pageTokens) => {
    const clock = leapingClock((NEW_YEAR + 3600) * 1000)
    const world = await open(products(250), { pageTokens, clock }, { clock })
    const now = NEW_YEAR + 3600
    editing(world, 2, (wares) => {
      const edited = { ...(wares.get(productId(3)) as SimProduct), title: 'Kaos baru', update_time: now }
      wares.set(edited.id, edited)
      wares.set(productId(900), product(900, { create_time: now, update_time: now }))
      wares.set(productId(5), { ...(wares.get(productId(5)) as SimProduct), status: 'DELETED', update_time: now })
      wares.set(productId(6), { ...(wares.get(productId(6)) as SimProduct), status: 'DRAFT', update_time: now })
    })

    const { items, complete } = await world.read()

    const byId = new Map(items.map((item) => [item.asin, item]))
    expect(complete).toBe(true)
    expect(byId.get(productId(3))).toMatchObject({ item_name: 'Kaos baru' })
    expect(byId.get(productId(900))).toMatchObject({ item_name: 'Kaos 900' })
    expect(byId.get(productId(5))).toMatchObject({ status: 'DELETED' })
    expect(byId.has(productId(6))).toBe(false)
    expect(idsOf(items)).toEqual([...all(250).filter((id) => id !== productId(6)), productId(900)].sort())
  })

  test('do not let a search go on for ever', async () => {
    const clock = leapingClock((NEW_YEAR + 3600) * 1000)
    const world = await open(products(120), { clock }, { clock })
    let number = 1000
    world.sim.options.amend = (_, answer) => {
      number += 1
      const at = Math.floor(clock.now() / 1000)
      world.sim.products.set(productId(number), product(number, { create_time: at, update_time: at }))
      return answer
    }

    const { items, complete } = await world.read()

    expect(complete).toBe(true)
    expect(idsOf(items)).toEqual(expect.arrayContaining(all(120)))
  })
})

describe('a read that goes on', () => {
  test('after its tokens of pages have become too old reads their search anew', async () => {
    const clock = leapingClock(NEW_YEAR * 1000)
    const memo = memoOf()
    const first = await open(
      products(350),
      { clock, pageTokenSeconds: 600, faults: [{ effect: 'quota', operation: 'search', nth: 3 }] },
      { clock },
    )
    await expect(first.read({ memo })).rejects.toMatchObject({ code: 'day-quota' })
    clock.leap(3600_000)

    const { items, complete } = await first.read({ memo })

    expect([complete, idsOf(items)]).toEqual([true, all(350)])
  })
})
