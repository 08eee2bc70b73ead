import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CatalogueItem } from '../../../src/providers/amazon/catalogue-item.ts'
import { convertItem } from '../../../src/providers/amazon/convert.ts'
import { marketplaceOf } from '../../../src/providers/amazon/marketplaces.ts'
import { withOwn } from '../../../src/providers/amazon/own-listings.ts'
import type { OwnListing } from '../../../src/providers/amazon/report-table.ts'

const ASIN = 'B0PRAIRIE1'

function listed(skus: (string | null)[]): CatalogueItem {
  const identifiers = skus.map((identifier) => ({ identifierType: 'SKU', identifier }))
  return convertItem({ asin: ASIN, identifiers: [{ identifiers }] }, marketplaceOf('US')).item as CatalogueItem
}

const offer = (sku: string | null, rest: Partial<OwnListing> = {}): OwnListing => ({
  ...{ asin: ASIN, sku, status: 'ACTIVE', condition: 'new' },
  ...rest,
})

/** In whatever order a source gives them. */
function inAnyOrder<T>(all: T[], check: (some: T[]) => void): void {
  const property = fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (some) => {
    check(some)
  })
  fc.assert(property, { numRuns: 30 })
}

test('of several SKUs of a listing, Amazon’s own comes last, then the alphabet decides, and an empty one is none', () => {
  inAnyOrder(['', null, 'amzn.gr.B-1', 'MCA0032-M-14', 'MCA0032-M-13', 'AMZN.GR.A'], (skus) => {
    expect(listed(skus)).toMatchObject({ sku: 'MCA0032-M-13' })
  })
  inAnyOrder(['amzn.gr.B-1', 'amzn.gr.A-1', ''], (skus) => expect(listed(skus)).toMatchObject({ sku: 'amzn.gr.A-1' }))
  expect(listed(['', null]).sku).toBeNull()
})

test('of several offers of the seller the active one is taken, then the new one, whatever the catalogue lists', () => {
  const offers = [
    offer('A-INACTIVE', { status: 'INACTIVE' }),
    offer('A-USED', { condition: 'used' }),
    offer('amzn.gr.A-NEW'),
    offer('M-NEW'),
    offer('Z-NEW'),
    offer(null),
  ]

  inAnyOrder(offers, (some) =>
    expect(withOwn(listed(['A-INACTIVE']), some)).toMatchObject({
      sku: 'M-NEW',
      listing_status: 'ACTIVE',
      paths: { sku: 'listings.sku' },
    }),
  )
  expect(withOwn(listed(['CATALOGUE']), [offer(null)])).toMatchObject({ sku: 'CATALOGUE', listing_status: 'ACTIVE' })
})
