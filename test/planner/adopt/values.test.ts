import { describe, expect, test } from 'vitest'
import {
  account,
  boot,
  override,
  ownedBoot,
  picture,
  product,
  settings,
  skuOf,
  spec,
  TITLE,
  UPC,
} from '../../support/boots.ts'
import { ADDRESS, ASIN, adopt, COLOR, carrying, field, made, onlyOne, print, SKU, sand } from './adopting.ts'

describe('a product that nobody adopted', () => {
  const live = account([made({ amazon_title: `Boot ${ASIN}`, amazon_color: 'Red', amazon_upc: '36000291452 ' })])

  test('gets a baseline with the values that equal the source, and no value changes', () => {
    const operation = onlyOne(adopt({ live }))

    expect(operation).toMatchObject({
      action: 'adopt',
      target_id: live.products[0]?.id,
      before: {},
      after: {},
      baseline: { fields: [], prints: { 'attributes.amazon_title': print(`Boot ${ASIN}`) }, item: `US/${ASIN}` },
      reason: '1 value is as the source says',
      risk: 'normal',
    })
    expect(operation).not.toHaveProperty('patch')
  })

  test('keeps what differs, which stays listed as not adopted', () => {
    const { conflicts, drift, summary } = adopt({ live })

    expect(drift).toEqual([])
    expect(conflicts).toMatchObject([
      { field: field('color'), live: 'Red', desired: 'Sand', kind: 'unadopted' },
      { field: field('upc'), kind: 'kept' },
    ])
    expect(summary).toMatchObject({ adopt: 1, update: 0, unadopted: 1, unchanged: 0 })
  })

  test('leaves empty values to be filled by the next plan', () => {
    const { baseline } = onlyOne(adopt({ live: account([made({})]) }))
    expect(baseline?.prints).toEqual({})
  })

  test('remembers nothing of what people own, what is written once or along with others, and what is never written', () => {
    const specs = [
      { ...TITLE, write: 'if-new' as const },
      { ...COLOR, write: 'never' as const },
      { ...UPC, write: 'on-change' as const },
      spec('amazon_brand', { from: 'brand' }),
    ]
    const attributes = { amazon_title: `Boot ${ASIN}`, amazon_color: 'Sand', amazon_brand: 'Prairie Boot Co' }
    const overrides = [override(ASIN, { keep: ['amazon_brand'] })]

    expect(onlyOne(adopt({ live: account([made(attributes)]), specs, overrides })).baseline?.prints).toEqual({})
  })

  test('has an intended source for each relationship that is there', () => {
    const parent = boot('B0PRAIRIE0', { child_asins: [ASIN] })
    const child = boot(ASIN, { parent_asins: ['B0PRAIRIE0'] })
    const products = [product(skuOf('B0PRAIRIE0')), made({})]
    const { operations } = adopt({ items: [parent, child], live: account(products) })

    expect(operations.map(({ key, baseline }) => [key, baseline?.links])).toEqual([
      [skuOf('B0PRAIRIE0'), {}],
      [SKU, { amazon_hierarchy: [skuOf('B0PRAIRIE0')] }],
    ])
  })
})

describe('a product with a baseline', () => {
  test('needs nothing while its baseline says all that equals the source', () => {
    const values = { 'attributes.amazon_title': `Boot ${ASIN}`, 'attributes.amazon_color': 'Blue' }
    const live = account([
      ownedBoot(ASIN, { attributes: { amazon_title: `Boot ${ASIN}`, amazon_color: 'Sand' } }, { values }),
    ])

    expect(adopt({ live }).operations).toEqual([])
  })

  test('gets what it lacks: values that people filled with what the source says', () => {
    const values = { 'attributes.amazon_title': `Boot ${ASIN}` }
    const live = account([ownedBoot(ASIN, { attributes: { amazon_title: 'Mine', amazon_color: 'Sand' } }, { values })])

    expect(onlyOne(adopt({ live })).baseline?.prints).toEqual({ 'attributes.amazon_color': print('Sand') })
  })

  test.each([
    ['copied from another product', { ...ownedBoot('B0PRAIRIE9', { attributes: { amazon_color: 'Sand' } }), sku: SKU }],
    ['edited by hand', made({ amazon_color: 'Sand', amazon_sync_baseline: '{"account":"stable"}' })],
  ])('that was %s counts as one without', (_, one) => {
    const { baseline } = onlyOne(adopt({ live: account([one]) }))
    expect(baseline?.prints).toEqual({ 'attributes.amazon_color': print('Sand') })
  })

  test('of another scope stays as it is, and is blocked', () => {
    const theirs = ownedBoot(ASIN, { attributes: { amazon_color: 'Sand' } }, { scope: 'hats' })
    const { operations, blocked } = adopt({ live: account([theirs]) })

    expect(operations).toEqual([])
    expect(blocked).toMatchObject([
      { address: ADDRESS, code: 'other-scope', hint: expect.stringContaining('--from-scope hats') },
    ])
  })
})

describe('what is no product of a listing is left alone', () => {
  test.each([
    ['a canonical product', product('PB1000', { attributes: { amazon_color: 'Sand' } })],
    ['a product of ours whose listing the export lacks', product(skuOf('B0PRAIRIE9'))],
  ])('%s', (_, one) => {
    expect(adopt({ live: account([one]) })).toMatchObject({ operations: [], gone: [], blocked: [] })
  })

  test('and nothing is created, uploaded or linked on the way', () => {
    const items = [boot(ASIN, { images: [picture('MAIN', 'mn')], parent_asins: ['B0PRAIRIE0'] }), boot('B0PRAIRIE0')]
    const { operations } = adopt({ items, live: account([made({})]) })
    expect(operations.map(({ action }) => action)).toEqual(['adopt'])
  })
})

describe('adopting', () => {
  const world = {
    items: [sand, boot('B0PRAIRIE2')],
    live: account([
      made({ amazon_color: 'Sand' }),
      product(skuOf('B0PRAIRIE2'), { attributes: { amazon_title: 'Mine' } }),
    ]),
  }

  test('once is enough', () => {
    expect(adopt({ ...world, live: carrying(world.live, adopt(world)) }).operations).toEqual([])
  })

  test('is the same whatever the order of items and products', () => {
    const turned = {
      items: world.items.toReversed(),
      live: { ...world.live, products: world.live.products.toReversed() },
    }
    expect(adopt(turned)).toEqual(adopt(world))
  })

  test('is in no need of policies: nothing is overwritten by it, and its lists say so', () => {
    const bold = settings((one) => {
      Object.assign(one.policy, { on_unadopted: 'overwrite', on_drift: 'overwrite' })
    })
    const contents = adopt({ ...world, settings: bold })
    expect(contents.overwrites).toEqual([])
    expect(contents.conflicts).toMatchObject([{ live: 'Mine', kind: 'unadopted' }])
  })
})
