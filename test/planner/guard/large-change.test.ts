import { describe, expect, test } from 'vitest'
import { account, boot, ownedBoot, plan, SYNCED, settings, spec, TITLE, type World } from '../../support/boots.ts'

const asins = (count: number) => Array.from({ length: count }, (_, index) => `B0BOOT${String(index).padStart(4, '0')}`)

/** Products of ours whose title was written as `Old`; the first `changed` listings say something else. */
function shelf(count: number, changed: number, more: Partial<World> = {}): World {
  return {
    items: asins(count).map((asin, index) => boot(asin, { item_name: index < changed ? 'New' : 'Old' })),
    live: account(
      asins(count).map((asin) =>
        ownedBoot(asin, { attributes: { amazon_title: 'Old' } }, { values: { 'attributes.amazon_title': 'Old' } }),
      ),
    ),
    specs: [TITLE],
    ...more,
  }
}

const guards = (world: World) => plan(world).guards

describe('a plan that rewrites much of what is there', () => {
  test('is held back when more products change than the policy allows', () => {
    expect(guards(shelf(20, 7))).toMatchObject([{ code: 'large-change', allowed: false }])
  })

  test('goes through up to the share that the policy allows', () => {
    expect(guards(shelf(20, 6))).toEqual([])
  })

  test('says how many of how many, the share, the policy, and how to go on', () => {
    const [{ message, hint } = { message: '', hint: '' }] = guards(shelf(25, 10))

    expect(message).toContain('10 of our 25 products (40 %; policy.max_change_percent is 30)')
    expect(hint).toContain('--allow-large-change')
  })

  test('is never large below 20 products', () => {
    expect(guards(shelf(19, 19))).toEqual([])
  })

  test('follows the policy of the workspace', () => {
    const strict = settings((value) => {
      value.policy.max_change_percent = 5
    })
    expect(guards(shelf(20, 2, { settings: strict }))).toMatchObject([{ code: 'large-change' }])
  })

  test('says that the person who plans allowed it', () => {
    expect(guards(shelf(20, 20, { allow: new Set(['large-change']) }))).toMatchObject([{ allowed: true }])
  })

  test('marks what it changes as risky, and nothing else', () => {
    const { operations } = plan(shelf(20, 7))
    expect(operations.map(({ risk }) => risk)).toEqual(Array(7).fill('high'))
    expect(plan(shelf(20, 6)).operations.every(({ risk }) => risk === 'normal')).toBe(true)
  })
})

describe('what counts as a change', () => {
  test('values that are emptied, which are risky however few they are', () => {
    const world = shelf(20, 0, { specs: [{ ...TITLE, clear: true }] })
    const emptied = (count: number) => ({
      ...world,
      items: world.items.map((item, index) => (index < count ? { ...item, item_name: null } : item)),
    })

    expect(guards(emptied(20))[0]?.message).toContain('20 values are emptied')
    expect(plan(emptied(1)).operations.map(({ risk }) => risk)).toEqual(['high'])
  })

  test('not the first fill of an empty field', () => {
    const world = shelf(20, 0, { specs: [TITLE, spec('amazon_brand', { from: 'brand' })] })
    const contents = plan(world)

    expect(contents.summary.update).toBe(20)
    expect(contents.guards).toEqual([])
  })

  test('not new products', () => {
    const world = shelf(20, 0)
    const more = Array.from({ length: 20 }, (_, index) => boot(`B0MORE${String(index).padStart(4, '0')}`))
    expect(guards({ ...world, items: [...world.items, ...more] })).toEqual([])
  })

  test('not what only goes along with other changes, such as the day', () => {
    const live = account(
      asins(20).map((asin) =>
        ownedBoot(
          asin,
          { attributes: { amazon_title: 'Old', amazon_last_synced: '2026-11-01' } },
          { values: { 'attributes.amazon_title': 'Old' } },
        ),
      ),
    )
    const specs = [TITLE, SYNCED, spec('amazon_brand', { from: 'brand' })]
    const contents = plan({ ...shelf(20, 0, { specs }), live })

    expect(contents.operations[0]?.after.attributes).toHaveProperty('amazon_last_synced')
    expect(contents.guards).toEqual([])
  })

  test('only products of ours, whatever else the account holds', () => {
    const world = shelf(20, 7)
    const foreign = Array.from({ length: 200 }, (_, index) => ({
      ...ownedBoot('B0FOREIGN1', {}),
      id: `${index}`.padStart(24, 'f'),
      sku: `HAT-${index}`,
      attributes: {},
    }))
    expect(guards({ ...world, live: account([...world.live.products, ...foreign]) })).toHaveLength(1)
  })
})

test('a gallery counts when it loses a picture, and not when it gets one more', () => {
  const images = (ids: string[]) =>
    ids.map((id, index) => ({
      variant: index === 0 ? 'MAIN' : `PT0${index}`,
      link: `https://m.media-amazon.com/images/I/${id}.jpg`,
      width: 9,
      height: 9,
    }))
  const live = account(
    asins(20).map((asin) =>
      ownedBoot(
        asin,
        { attributes: { amazon_images: ['a'.repeat(24)] }, thumbnail: 'a'.repeat(24) },
        { images: [{ slot: 'MAIN', image: '71old', asset: 'a'.repeat(24) }] },
      ),
    ),
  )
  const world = (ids: string[]): World => ({
    items: asins(20).map((asin) => boot(asin, { images: images(ids) })),
    live,
    specs: [],
  })

  expect(guards(world(['71old', '71more']))).toEqual([])
  expect(guards(world(['71new']))).toMatchObject([{ code: 'large-change' }])
})
