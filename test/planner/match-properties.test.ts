import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gtin14, hasValidCheckDigit } from '../../src/model/gtin.ts'
import type { Override } from '../../src/model/settings.ts'
import { matchReport } from '../../src/planner/match/report.ts'
import type { CatalogueItem } from '../../src/providers/amazon/catalogue-item.ts'
import { withCheckDigit } from '../../src/sandbox/catalogue/numbers.ts'
import { account, boot, override, plan, planInput, product } from '../support/boots.ts'
import type { PimProduct } from '../support/pim.ts'

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((list) => list.join(''))
const validGtin = fc
  .constantFrom(7, 11, 12, 13)
  .chain(digits)
  .map(withCheckDigit)
  .filter((code) => !/^0+$/.test(code))

describe('normalising an identifier', () => {
  test('is idempotent', () => {
    fc.assert(
      fc.property(fc.oneof(validGtin, fc.string()), (text) => {
        const once = gtin14(text)
        expect(once === null ? null : gtin14(once)).toBe(once)
      }),
    )
  })

  test('never makes one of two valid codes that are not paddings of each other', () => {
    fc.assert(
      fc.property(validGtin, validGtin, (a, b) => {
        const same = a.replace(/^0+/, '') === b.replace(/^0+/, '')
        expect(gtin14(a) === gtin14(b)).toBe(same)
        expect(hasValidCheckDigit(gtin14(a) as string)).toBe(true)
      }),
    )
  })
})

/** A few codes and styles, so that listings and products often meet. */
const CODES = ['884882325297', '884882325235', '884882325419', '884882325396']
const STYLES = ['PB10', 'PB20', 'PB30']
const code = fc.constantFrom(...CODES)
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })

const listing = (index: number): fc.Arbitrary<CatalogueItem> =>
  fc
    .record({ upc: maybe(code), ean: maybe(code), model: maybe(fc.constantFrom(...STYLES)), parent: fc.boolean() })
    .map(({ upc, ean, model, parent }) =>
      boot(`B0PRAIRIE${index}`, {
        upc,
        ean: ean === null ? null : `0${ean}`,
        model_number: model,
        item_classification: parent ? 'VARIATION_PARENT' : 'BASE_PRODUCT',
      }),
    )
const listings = fc.tuple(...[0, 1, 2, 3].map(listing)).map((items) => [...items])
const canonical: fc.Arbitrary<PimProduct[]> = fc
  .uniqueArray(fc.record({ sku: fc.constantFrom(...STYLES, 'PB10-M-09', 'PB20-M-09'), gtin: maybe(code) }), {
    selector: ({ sku }) => sku,
  })
  .map((entries) => entries.map(({ sku, gtin }) => product(sku, gtin === null ? {} : { gtin })))

const matches = (items: CatalogueItem[], products: PimProduct[]) => {
  const report = matchReport(planInput({ items, live: account(products) }))
  return new Map<string, object>([
    ...report.matches.map((entry) => [entry.asin, entry] as const),
    ...report.unmatched.map((entry) => [entry.asin, entry] as const),
    ...report.ambiguous.map((entry) => [entry.asin, entry] as const),
  ])
}

describe('matching', () => {
  test('does not depend on the order of listings or products', () => {
    fc.assert(
      fc.property(listings, canonical, (items, products) => {
        expect(matches(items.toReversed(), products.toReversed())).toEqual(matches(items, products))
      }),
    )
  })

  test('of a listing does not change with products and listings that have nothing to do with it', () => {
    const stranger = boot('B0STRANGER', { upc: '012345678905', model_number: 'XX99' })
    fc.assert(
      fc.property(listings, canonical, (items, products) => {
        const before = matches(items, products)
        const after = matches([stranger, ...items], [product('XX98', { gtin: '036000291452' }), ...products])
        after.delete(stranger.asin)
        expect(after).toEqual(before)
      }),
    )
  })
})

describe('an override', () => {
  const decision: fc.Arbitrary<Partial<Override>> = fc.oneof(
    fc.constantFrom('none', ...STYLES).map((sku) => ({ canonical: sku })),
    fc.constant<Partial<Override>>({ ignore: true }),
    fc.constant<Partial<Override>>({ keep: ['amazon_title'] }),
    fc.constant<Partial<Override>>({ attributes: { amazon_title: 'Chukka' } }),
  )

  /** Products of the other listings, whom the override is none of. */
  const others = ({ operations }: ReturnType<typeof plan>) =>
    operations.filter(({ address }) => /^product\.AMZN-US-B0PRAIRIE[1-9]/.test(address))

  const expectDecided = ({ operations }: ReturnType<typeof plan>, decided: Partial<Override>): void => {
    const created = operations.find(({ id }) => id === 'create:product.AMZN-US-B0PRAIRIE0')
    const linked = operations
      .filter(({ address, after }) => {
        const targets = (after.targets ?? []) as string[]
        return address.startsWith('link.amazon_listings.') && targets.includes('product.AMZN-US-B0PRAIRIE0')
      })
      .map(({ address }) => address.replace('link.amazon_listings.', ''))

    if ('ignore' in decided) expect(created).toBeUndefined()
    if ('canonical' in decided) expect(linked).toEqual(decided.canonical === 'none' ? [] : [decided.canonical])
    if ('keep' in decided) expect(created?.after.attributes ?? {}).not.toHaveProperty('amazon_title')
    if (decided.attributes) expect(created?.after.attributes).toMatchObject(decided.attributes)
  }

  test('always wins, touches nobody else, and its removal restores the former plan', () => {
    fc.assert(
      fc.property(listings, decision, (items, more) => {
        const live = account(STYLES.map((sku, index) => product(sku, { gtin: CODES[index] as string })))
        const before = plan({ items, live })
        const overridden = plan({ items, live, overrides: [override('B0PRAIRIE0', more)] })

        expectDecided(overridden, more)
        expect(others(overridden)).toEqual(others(before))
        expect(plan({ items, live, overrides: [] })).toEqual(before)
      }),
      { numRuns: 60 },
    )
  })
})
