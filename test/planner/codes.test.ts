import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matchReport } from '../../src/planner/match/report.ts'
import type { CatalogueIdentifier } from '../../src/providers/amazon/catalogue-item.ts'
import { account, boot, plan, planInput, product, settings } from '../support/boots.ts'

const FIELD = join(import.meta.dirname, '../fixtures/field/marks-around-codes/codes.json')

const COLUMNS = settings((value) => {
  value.target.canonical.identifiers = ['gtin', 'attributes.upc', 'attributes.isbn']
})

function matched(identifiers: CatalogueIdentifier[], canonical: ReturnType<typeof product>[]) {
  const { matches, ambiguous } = matchReport(
    planInput({ items: [boot('B0PRAIRIE1', { identifiers })], live: account(canonical), settings: COLUMNS }),
  )
  const [match] = matches
  return match ? [match.canonical_sku, match.method] : (ambiguous[0]?.candidates.map(({ sku }) => sku) ?? null)
}

describe('a listing is matched by', () => {
  test.each([
    ['ean', { type: 'JAN', value: '4901234567894' }, { gtin: '4901234567894' }],
    ['ean', { type: 'jan', value: '4901234567894' }, { gtin: '04901234567894' }],
    ['ean', { type: 'EAN-13', value: '0884882325297' }, { gtin: '884882325297' }],
    ['ean', { type: 'ISBN', value: '0439023483' }, { gtin: '9780439023481' }],
    ['ean', { type: 'ISBN-10', value: '080442957X' }, { attributes: { isbn: '978-0-8044-2957-3' } }],
    ['ean', { type: 'ISBN', value: '9780439023481' }, { attributes: { isbn: '0439023483' } }],
    ['upc', { type: 'UPC', value: '01234565' }, { gtin: '012345000065' }],
    ['upc', { type: 'UPC-A', value: '012345000065' }, { attributes: { upc: '01234565' } }],
    ['upc', { type: 'UPC', value: '\u200b884882325297' }, { gtin: '="884882325297"' }],
    ['upc', { type: 'UPC', value: '37323452971' }, { gtin: "'037323452971" }],
    ['gtin', { type: 'GTIN', value: '884882325297' }, { attributes: { upc: ['036000291452', '884882325297'] } }],
    ['upc', { type: 'UPC', value: '884882325297' }, { attributes: { upc: 884882325297 } }],
  ])('its %s: %j', (method, identifier, fields) => {
    expect(matched([identifier], [product('PB10-M-09', fields)])).toEqual(['PB10-M-09', method])
  })

  test.each([
    ['ASIN', '0439023483', { gtin: '9780439023481' }],
    ['SKU', '884882325297', { gtin: '884882325297' }],
    ['ISBN', '0439023484', { gtin: '9780439023481' }],
    ['UPC', '884882325297.0', { gtin: '884882325297' }],
    ['UPC', '884882325297, 884882325334', { gtin: '884882325297' }],
    ['EAN', '01234565', { gtin: '012345000065' }],
  ])('nothing that is not that code: %s %s', (type, value, fields) => {
    expect(matched([{ type, value }], [product('PB10-M-09', fields)])).toBeNull()
  })

  test('an abbreviation of one product that is a short code of another is ambiguous', () => {
    const both = [product('PB10-M-09', { gtin: '012345000065' }), product('PB20-M-09', { gtin: '01234565' })]

    expect(matched([{ type: 'UPC', value: '01234565' }], both)).toEqual(['PB10-M-09', 'PB20-M-09'])
  })
})

const ODD = [
  product('PB10-M-09', { gtin: '\u200b884882325297' }),
  product('PB10-M-10', { gtin: '884882325334.0' }),
  product('PB10-M-11', { gtin: 'see label' }),
  product('PB10-M-12', { gtin: '884882325235' }),
]

test('a plan names codes that nothing is found by, and those with marks around them, unseen ones shown', () => {
  const items = [boot('B0PRAIRIE1', { upc: "'884882325297" }), boot('B0PRAIRIE2', { upc: '8.84882E+11' })]

  const remarks = plan({ items, live: account(ODD.toReversed()) }).diagnostics.filter(({ code }) =>
    code.startsWith('code-'),
  )

  expect(remarks.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
    'info: 1 identifier of canonical products has marks around the digits and is compared without: PB10-M-09 (\\u200b884882325297).',
    "info: 1 identifier of listings has marks around the digits and is compared without: B0PRAIRIE1 ('884882325297).",
    'warning: 1 identifier of listings is no GTIN, EAN or UPC, and nothing is matched by it: B0PRAIRIE2 (8.84882E+11).',
    'warning: 2 identifiers of canonical products are no GTIN, EAN or UPC, and nothing is matched by them: PB10-M-10 (884882325334.0), PB10-M-11 (see label).',
  ])
})

test('what is named does not depend on the order of the account', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(ODD, { minLength: ODD.length }), (products) => {
      const [shuffled, sorted] = [products, ODD].map((live) =>
        matchReport(planInput({ items: [], live: account(live) })),
      )
      expect(shuffled).toEqual(sorted)
    }),
    { numRuns: 20 },
  )
})

test('the match report counts marks on either side', () => {
  const items = [boot('B0PRAIRIE1', { upc: '8 84882 32529 7' }), boot('B0PRAIRIE2', { upc: '884882325235' })]

  const { source, target } = matchReport(planInput({ items, live: account(ODD) })).quality

  expect(source.marked).toEqual({ count: 1, first: [{ id: 'B0PRAIRIE1', value: '8 84882 32529 7' }] })
  expect(target.marked).toEqual({ count: 1, first: [{ id: 'PB10-M-09', value: '\u200b884882325297' }] })
  expect(target.malformed.count).toBe(2)
})

test('codes as they were met are matched, or named', () => {
  const pairs: [string, string][] = JSON.parse(readFileSync(FIELD, 'utf8'))
  const items = pairs.map(([, upc], index) => boot(`B0PRAIRIE${index}`, { upc }))
  const canonical = pairs.map(([gtin], index) => product(`PB10-${index}`, { gtin }))

  const given = { items, live: account(canonical) }

  expect(matchReport(planInput(given)).matches.map(({ asin, canonical_sku }) => [asin, canonical_sku])).toEqual([
    ['B0PRAIRIE0', 'PB10-0'],
    ['B0PRAIRIE1', 'PB10-1'],
    ['B0PRAIRIE2', 'PB10-2'],
    ['B0PRAIRIE3', 'PB10-3'],
  ])
  const text = plan(given)
    .diagnostics.map(({ message }) => message)
    .join('\n')
  for (const [odd] of pairs.slice(4)) expect(text).toContain(odd)
  expect(text).toContain('\\u200b884882325297')
  expect(text).toContain('884882325303\\u200e')
})
