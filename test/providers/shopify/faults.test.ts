import { afterAll, describe, expect, test } from 'vitest'
import type { ItemFields } from '../../../src/model/item.ts'
import type { SourceResult } from '../../../src/model/source.ts'
import type { ShopifyFault, ShopifyFaultEffect } from '../../../src/sandbox/shopify/faults/options.ts'
import { asExported, memoOf } from '../../contract/source-fixture.ts'
import { products } from './products.ts'
import { openWorld, type World } from './world.ts'

let opened: Promise<World> | null = null
const shop = (): Promise<World> => {
  opened ??= openWorld({ products: products(6) })
  return opened
}
let calm: Promise<SourceResult> | null = null

afterAll(async () => (await opened)?.close())

/** What a read brings while these strike, and what one brings in peace. */
async function readThrough(...faults: ShopifyFault[]): Promise<{ struck: SourceResult; expected: ItemFields[] }> {
  const world = await shop()
  calm ??= world.read({ memo: memoOf() })
  const expected = asExported((await calm).items)
  world.sim.options.faults = faults
  try {
    return { struck: await world.read({ memo: memoOf() }), expected }
  } finally {
    world.sim.options.faults = []
  }
}

/** Those that pass by themselves. */
const PASSING: ShopifyFaultEffect[] = [
  ...(['throttled', 'drained', '429', '500', '502', '503', '504', '502-after', 'internal', 'internal-after'] as const),
  ...(['reset-before', 'reset-after', 'truncated', 'html', 'html-200'] as const),
]

describe('a read', () => {
  test.each(PASSING)('brings the same although every third call meets %s', async (effect) => {
    const { struck, expected } = await readThrough({ effect, every: 3 })

    expect(asExported(struck.items)).toEqual(expected)
    expect([struck.complete, struck.diagnostics, struck.calls.retried > 0]).toEqual([true, [], true])
  })

  test.each(PASSING)('brings the same although its first call meets %s', async (effect) => {
    const { struck, expected } = await readThrough({ effect, nth: 1 })

    expect(asExported(struck.items)).toEqual(expected)
  })

  test.each(['500', 'reset-before', 'reset-after', 'truncated', 'html'] as const)(
    'brings the same although the file is met by %s',
    async (effect) => {
      const { struck, expected } = await readThrough({ effect, kind: 'download', nth: 1 })

      expect(asExported(struck.items)).toEqual(expected)
      expect(struck.complete).toBe(true)
    },
  )

  test('counts calls that were one too many', async () => {
    const { struck } = await readThrough({ effect: 'throttled', nth: 2 })

    expect(struck.calls).toMatchObject({ throttled: 1, retried: 1 })
  })

  test('that nobody serves any more ends as one that can go on later', async () => {
    const world = await shop()
    const memo = memoOf()
    world.sim.options.faults = [{ effect: '503', field: 'bulkOperation' }]
    const cut = await world.read({ memo })
    world.sim.options.faults = []
    world.sim.resetCalls()
    const resumed = await world.read({ memo })

    expect(cut).toMatchObject({ complete: false, items: [], unfinished: { code: 'outage', until: null } })
    expect(resumed.complete).toBe(true)
    // What Shopify was told to write is not told again.
    expect(world.sim.journal).toEqual([])
  })

  test('of an app brings the same although its token ends in the middle', async () => {
    const values = {
      SHOPIFY_ACCESS_TOKEN: null,
      SHOPIFY_CLIENT_ID: 'sandbox-client',
      SHOPIFY_CLIENT_SECRET: 'sandbox-secret',
    }
    const world = await openWorld({ products: products(3), values, faults: [{ effect: 'expired-token', nth: 4 }] })
    const { complete, calls } = await world.read()
    await world.close()

    expect([complete, calls.sign_ins]).toEqual([true, 2])
  })

  test.each(['401', '430'] as const)('with a token that does not end is over when it meets %s', async (effect) => {
    await expect(readThrough({ effect, nth: 2 })).rejects.toMatchObject({
      code: effect === '401' ? 'credentials' : 'shopify-refused',
    })
  })

  test('at a tenth of the bucket takes longer, and nothing is refused', async () => {
    const world = await openWorld({ products: products(6), restoreRate: 10, bucket: 200 })
    const { complete, calls } = await world.read()
    await world.close()

    expect([complete, calls.throttled]).toEqual([true, 0])
  })
})
