import { describe, expect, test } from 'vitest'
import { matchReport } from '../../src/planner/match/report.ts'
import type { CatalogueItem } from '../../src/providers/amazon/catalogue-item.ts'
import { account, boot, plan, planInput, product, settings, type World } from '../support/boots.ts'

const STYLES = [product('PB10'), product('PB20')]
const SIZES = ['07', '08', '09', '10'].flatMap((size, index) => [
  product(`PB10-M-${size}`, { gtin: `88488232520${index}` }),
  product(`PB20-M-${size}`, { gtin: `88488232530${index}` }),
])
const PARENT = 'B0PARENT01'

function report(items: CatalogueItem[], world: Partial<World> = {}) {
  return matchReport(planInput({ items, live: account([...STYLES, ...SIZES]), ...world }))
}

const parent = (more: Partial<CatalogueItem> = {}) => boot(PARENT, { item_classification: 'VARIATION_PARENT', ...more })
const child = (index: number, style: 2 | 3) =>
  boot(`B0CHILD${style}0${index}`, { parent_asins: [PARENT], upc: `884882325${style}0${index}` })
const ofParent = (found: ReturnType<typeof report>) => found.matches.find(({ asin }) => asin === PARENT)

describe('a variation parent', () => {
  test('is matched by its model number, and a child’s never counts', () => {
    const found = report([
      parent({ model_number: 'PB10' }),
      boot('B0CHILD001', { model_number: 'PB20', parent_asins: [PARENT] }),
    ])
    expect(found.matches.map(({ asin, method }) => [asin, method])).toEqual([[PARENT, 'model_number']])
  })

  test('is what has children, whatever its class is called; a class alone makes one, too', () => {
    const found = report([
      boot('B0FAMILY01', { item_classification: 'BASE_PRODUCT', child_asins: ['B0CHILD001'], model_number: 'PB10' }),
      boot('B0FAMILY02', { item_classification: 'VARIATION_PARENT', model_number: 'PB20' }),
    ])
    expect(found.by_class).toEqual({ parent: { total: 2, matched: 2 } })
  })

  test.each([
    ['part_number', { part_number: 'PB10' }],
    ['style', { style: 'PB10' }],
  ])('without a model number is matched by its %s, and the method says so', (method, more) => {
    expect(ofParent(report([parent(more)]))).toMatchObject({ canonical_sku: 'PB10', method, value: 'PB10' })
  })

  test('without any name is matched by the style of nearly all of its children', () => {
    const children = [child(0, 2), child(1, 2), child(2, 2), child(3, 3)]
    expect(ofParent(report([parent(), ...children]))).toMatchObject({
      canonical_sku: 'PB10',
      method: 'children',
      value: '3 of 4 children',
    })
  })

  test('is left alone when its children are of several styles', () => {
    const found = report([parent(), child(0, 2), child(1, 2), child(2, 3)])
    expect(found.unmatched).toMatchObject([{ asin: PARENT, code: 'no-model' }])
  })

  test('with a model number that no SKU has takes no fallback, but names it as near', () => {
    const found = report([parent({ model_number: 'PB99', part_number: 'PB10' })])
    expect(found.unmatched).toMatchObject([{ asin: PARENT, code: 'unknown-model', near: ['PB10'] }])
  })

  test('takes no fallback when the workspace says so', () => {
    const strict = settings((value) => {
      value.target.canonical.match.model_fallbacks = false
    })
    expect(report([parent({ part_number: 'PB10' })], { settings: strict }).matches).toEqual([])
  })

  test('keeps what disagrees with its match: part number and children', () => {
    const found = report([parent({ model_number: 'PB20', part_number: 'PB10' }), child(0, 2), child(1, 2)])
    expect(ofParent(found)?.disagreed).toEqual([
      { method: 'part_number', value: 'PB10', sku: 'PB10' },
      { method: 'children', value: '2 of 2 children', sku: 'PB10' },
    ])
    expect(found.diagnostics.map(({ code }) => code)).toContain('match-disagrees')
  })
})

describe('{model}-{width}-{size}', () => {
  const guessing = settings((value) => {
    value.target.canonical.match.model_size = true
  })
  const bare = account([product('MCA0032-M-09.5'), product('MCA0032-W-12'), product('MCA0032-EE-12')])
  const guess = (more: Partial<CatalogueItem>, live = bare) =>
    report([boot('B0PRAIRIE1', { model_number: 'MCA0032', ...more })], { settings: guessing, live })

  test('matches a padded size with the width of the title, and is marked as a guess', () => {
    expect(guess({ size: '9.5', item_name: 'Twisted X Boot, 9.5 M' }).matches).toMatchObject([
      { canonical_sku: 'MCA0032-M-09.5', method: 'model_size', guess: true },
    ])
  })

  test.each([
    ['12 Wide', 'MCA0032-W-12'],
    ['12 X-Wide', 'MCA0032-EE-12'],
  ])('takes the width from the size %s', (size, sku) => {
    expect(guess({ size }).matches).toMatchObject([{ canonical_sku: sku }])
  })

  test('gives way to identifiers on both sides, and to a part number of another style', () => {
    const coded = account([product('MCA0032-M-09.5', { gtin: '884882325235' })])
    expect(guess({ size: '9.5', upc: '884882205483' }, coded).matches).toEqual([])
    expect(guess({ size: '9.5', part_number: 'MCA0013-M-9.5' }).matches).toEqual([])
  })

  test('is off unless the workspace switches it on', () => {
    expect(report([boot('B0PRAIRIE1', { model_number: 'PB10', size: '7' })]).matches).toEqual([])
  })
})

describe('identifiers', () => {
  test('that part ways inside one method are ambiguous', () => {
    const identifiers = [
      { type: 'UPC', value: '884882325200' },
      { type: 'UPC', value: '884882325300' },
    ]
    const found = report([boot('B0PRAIRIE1', { identifiers })])
    expect(found.matches).toEqual([])
    expect(found.ambiguous).toMatchObject([
      { code: 'different-identifiers', candidates: [{ sku: 'PB10-M-07' }, { sku: 'PB20-M-07' }] },
    ])
  })

  test('with a wrong check digit match all the same, with one warning, and stay as they are', () => {
    const live = account([product('PB30', { gtin: '888869826918' })])
    const items = [boot('B0PRAIRIE1', { ean: '0888869826918', upc: '888869826918' })]
    const contents = plan({ items, live })

    expect(contents.matches.by_method).toEqual({ ean: 1 })
    expect(contents.diagnostics.map(({ code }) => code)).toEqual(['check-digit'])
    const created = contents.operations.find(({ id }) => id === 'create:product.AMZN-US-B0PRAIRIE1')
    expect(created?.after.attributes).toMatchObject({ amazon_upc: '888869826918' })
  })
})

describe('SKUs that resemble ours', () => {
  test('are told apart: another prefix is canonical, another case is nobody’s', () => {
    const live = account([
      product('AMZNX-1', { gtin: '884882325297' }),
      product('amzn-us-B0PRAIRIE9', { gtin: '884882325235' }),
    ])
    const items = [boot('B0PRAIRIE1', { upc: '884882325297' }), boot('B0PRAIRIE2', { upc: '884882325235' })]
    const found = report(items, { live })

    expect(found.matches.map(({ canonical_sku }) => canonical_sku)).toEqual(['AMZNX-1'])
    expect(found.diagnostics.map(({ code }) => code)).toEqual(['sku-prefix', 'sku-case'])
  })
})

describe('data quality', () => {
  test('counts what is missing, wrong and doubled on either side, and names the first', () => {
    const live = account([
      product('PB1', { gtin: '884882325297' }),
      product('PB2', { gtin: '0884882325297' }),
      product('PB3', { gtin: '884882325236' }),
      product('PB4', { gtin: 'n/a' }),
      product('pb4'),
    ])
    const items = [boot('B0PRAIRIE1', { upc: '123' }), boot('B0PRAIRIE2'), parent()]
    const { source, target, alike_skus } = report(items, { live }).quality

    expect(source).toMatchObject({
      total: 2,
      missing: { count: 2, first: ['B0PRAIRIE1', 'B0PRAIRIE2'] },
      malformed: { count: 1, first: [{ id: 'B0PRAIRIE1', value: '123' }] },
    })
    expect(target).toEqual({
      total: 5,
      missing: { count: 2, first: ['PB4', 'pb4'] },
      bad_check_digits: { count: 1, first: [{ id: 'PB3', value: '884882325236' }] },
      malformed: { count: 1, first: [{ id: 'PB4', value: 'n/a' }] },
      marked: { count: 0, first: [] },
      duplicates: { count: 1, first: [{ value: '00884882325297', ids: ['PB1', 'PB2'] }] },
    })
    expect(alike_skus).toEqual({ count: 1, first: [['PB4', 'pb4']] })
  })

  test('counts parents apart from what can be sold', () => {
    const found = report([parent(), child(0, 2), boot('B0PRAIRIE2', { upc: '884882325201' })])
    expect(found).toMatchObject({
      rate: 66.7,
      by_class: {
        parent: { total: 1, matched: 0 },
        child: { total: 1, matched: 1 },
        standalone: { total: 1, matched: 1 },
      },
      by_method: { upc: 2 },
    })
  })
})
