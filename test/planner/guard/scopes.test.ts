import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { account, boot, ownedBoot, plan, product, settings, skuOf, TITLE, type World } from '../../support/boots.ts'
import type { PimProduct } from '../../support/pim.ts'

const asins = (count: number, name = 'BOOT') =>
  Array.from({ length: count }, (_, index) => `B0${name}${String(index).padStart(4, '0')}`)
const owned = (names: string[], scope = 'prairie') => names.map((asin) => ownedBoot(asin, {}, { scope }))
const shelf = (items: string[], live: PimProduct[], more: Partial<World> = {}): World => ({
  items: items.map((asin) => boot(asin)),
  live: account(live),
  specs: [],
  ...more,
})
const codes = (world: World) => plan(world).guards.map(({ code }) => code)

describe('an export that shrank', () => {
  test('holds the plan back when it lacks more of this scope than the policy allows, and names what it lacks', () => {
    const [guard] = plan(shelf(asins(7), owned(asins(10)))).guards

    expect(guard).toMatchObject({ code: 'shrunken-export', allowed: false })
    expect(guard?.message).toContain('lacks 3 of the 10')
    expect(guard?.message).toContain(`${skuOf('B0BOOT0007')}, ${skuOf('B0BOOT0008')}, ${skuOf('B0BOOT0009')}`)
  })

  test('is none while another scope holds the rest of the account', () => {
    expect(codes(shelf(asins(2), [...owned(asins(2)), ...owned(asins(40, 'HATS'), 'hats')]))).toEqual([])
  })

  test('is none for the first plan of a second scope', () => {
    expect(codes(shelf(asins(3), owned(asins(40, 'HATS'), 'hats')))).toEqual([])
  })

  test('does not count copies of our products', () => {
    const copies = asins(40, 'COPY').map((asin) => ({
      ...ownedBoot('B0BOOT0000', {}),
      sku: skuOf(asin),
      id: asin.padStart(24, '0'),
    }))
    expect(codes(shelf(asins(2), [...owned(asins(2)), ...copies]))).toEqual([])
  })

  test('goes by the form of SKUs where nothing has a baseline yet', () => {
    expect(
      codes(
        shelf(
          asins(2),
          asins(10).map((asin) => product(skuOf(asin))),
        ),
      ),
    ).toEqual(['shrunken-export'])
  })

  test('counts a listing that is only a stub as lacking', () => {
    const world = shelf(asins(10), owned(asins(10)))
    const stubs = world.items.map((item, index) => (index < 5 ? { ...item, unavailable: true as const } : item))
    expect(codes({ ...world, items: stubs })).toEqual(['shrunken-export'])
  })

  test('clears nothing, whatever its items say and whoever allowed it', () => {
    const live = asins(10).map((asin) =>
      ownedBoot(asin, { attributes: { amazon_title: 'Old' } }, { values: { 'attributes.amazon_title': 'Old' } }),
    )
    const world: World = {
      ...shelf([], live),
      items: asins(5).map((asin) => boot(asin, { item_name: null })),
      specs: [{ ...TITLE, clear: true }],
    }

    expect(plan(world).summary.emptied).toBe(0)
    expect(plan({ ...world, allow: new Set(['shrunken-export']) }).summary.emptied).toBe(0)
    expect(
      plan({
        ...world,
        items: [
          ...world.items,
          ...asins(10)
            .slice(5)
            .map((asin) => boot(asin)),
        ],
      }).summary.emptied,
    ).toBe(5)
  })

  test('never is what another scope did: whatever two scopes hold, neither blocks the other', () => {
    fc.assert(
      fc.property(fc.nat(30), fc.nat(30), (mine, theirs) => {
        const live = [...owned(asins(mine)), ...owned(asins(theirs, 'HATS'), 'hats')]
        const hats = settings((value) => {
          value.scope = 'hats'
        })
        expect(codes(shelf(asins(Math.max(1, mine)), live))).toEqual([])
        expect(codes(shelf(asins(Math.max(1, theirs), 'HATS'), live, { settings: hats }))).toEqual([])
      }),
      { numRuns: 25 },
    )
  })
})

describe('another form of SKU', () => {
  const OTHER = settings((value) => {
    value.target.sku = 'SHOP-{marketplace}-{asin}'
  })
  const named = (names: string[]) => names.map((asin) => ownedBoot(asin, {}, { item: `US/${asin}` }))

  test('ends the plan when the products are there under the former one, and names both', () => {
    expect(() => plan(shelf(asins(20), named(asins(20)), { settings: OTHER }))).toThrowError(
      expect.objectContaining({
        code: 'sku-template',
        message: expect.stringMatching(/SHOP-\{marketplace\}-\{asin\}.*AMZN-\{marketplace\}-\{asin\}/s),
      }),
    )
  })

  test('is recognised by baselines of earlier versions, which do not name the listing', () => {
    expect(() => plan(shelf(asins(20), owned(asins(20)), { settings: OTHER }))).toThrowError(/AMZN-\{marketplace\}/)
  })

  test('is not what another scope calls its products, which block the listing all the same', () => {
    const hats = asins(20).map((asin) => ownedBoot(asin, {}, { item: `US/${asin}`, scope: 'hats' }))
    const contents = plan(shelf(asins(20), hats, { settings: OTHER }))

    expect(contents.operations.filter(({ address }) => address.startsWith('product.'))).toEqual([])
    expect(new Set(contents.blocked.map(({ code }) => code))).toEqual(new Set(['other-scope']))
  })

  test('is no reason to stop for a few: these are blocked, and the rest is made', () => {
    const contents = plan(shelf(asins(40), named(asins(3)), { settings: OTHER }))

    expect(contents.blocked.map(({ code }) => code)).toEqual(['renamed', 'renamed', 'renamed'])
    expect(contents.summary.by_kind.product).toEqual({ create: 37 })
  })

  test('does not mistake the product of another marketplace for the same', () => {
    const canada = asins(20).map((asin) => ownedBoot(asin, {}, { item: `CA/${asin}` }))
    expect(plan(shelf(asins(20), canada, { settings: OTHER })).summary.by_kind.product).toEqual({ create: 20 })
  })
})

describe('a product that someone renamed', () => {
  const renamed = (scope: string) => [{ ...ownedBoot('B0BOOT0000', {}, { scope }), sku: 'WINTER-1' }]

  test('is not made again by its own scope', () => {
    expect(plan(shelf(asins(1), renamed('prairie'))).blocked).toMatchObject([{ code: 'renamed' }])
  })

  test('is not made again by another scope', () => {
    const { operations, blocked } = plan(shelf(asins(1), renamed('hats')))

    expect(operations.filter(({ action }) => action === 'create' || action === 'update')).not.toContainEqual(
      expect.objectContaining({ address: `product.${skuOf('B0BOOT0000')}` }),
    )
    expect(blocked).toMatchObject([{ code: 'other-scope', message: expect.stringContaining('WINTER-1') }])
  })

  test('is not made again when its new SKU is that of another listing', () => {
    const moved = [{ ...ownedBoot('B0BOOT0000', {}), sku: skuOf('B0BOOT0001') }]
    expect(plan(shelf(asins(1), moved)).blocked).toMatchObject([{ code: 'renamed' }])
  })

  test('is made when it was only copied', () => {
    const copy = [...owned(asins(1)), { ...ownedBoot('B0BOOT0000', {}), sku: 'COPY-1' }]
    expect(plan(shelf(asins(1), copy)).blocked).toEqual([])
  })
})
