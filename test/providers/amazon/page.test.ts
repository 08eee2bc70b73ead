import { describe, expect, test } from 'vitest'
import { marketplaceOf } from '../../../src/providers/amazon/marketplaces.ts'
import { convertPage } from '../../../src/providers/amazon/page.ts'
import { boot, US } from './world.ts'

const CANADA = 'A2EUQ1WTGCTBG2'
const us = marketplaceOf('US')
const elsewhere = { ...boot('B000000002'), summaries: [{ marketplaceId: CANADA, itemName: 'Botte' }] }

describe('an answer that says nothing of a listing in the marketplace', () => {
  test.each<[string, object]>([
    ['texts of another marketplace', elsewhere],
    ['images alone', { asin: 'B000000002', images: [{ marketplaceId: US, images: [{ variant: 'MAIN', link: 'x' }] }] }],
    ['nothing but its ASIN', { asin: 'B000000002' }],
    ['empty data sets', { asin: 'B000000002', summaries: [], identifiers: [], relationships: [], images: [] }],
    [
      'attributes of another marketplace',
      { asin: 'B000000002', attributes: { brand: [{ value: 'P', marketplace_id: CANADA }] } },
    ],
  ])('leaves it unavailable and says so: %s', (_what, silent) => {
    const { items, notes, total } = convertPage({ numberOfResults: 2, items: [boot('B000000001'), silent] }, us)

    expect(items.map(({ item }) => [item.asin, item.unavailable ?? false])).toEqual([
      ['B000000001', false],
      ['B000000002', true],
    ])
    expect(items[1]?.notes.map(({ code }) => code)).toContain('other-marketplace')
    expect(items[1]?.item.images).toEqual([])
    expect([notes, total]).toEqual([[], 2])
  })
})
