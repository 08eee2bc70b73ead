import { describe, expect, test } from 'vitest'
import { account, boot, override, plan, product } from '../support/boots.ts'

const BROWN_9 = product('PB10-M-09', { gtin: '884882325297' })
const STYLE = product('PB10')
const OTHER = product('PB20')

function match(
  more: Parameters<typeof boot>[1],
  canonical = [BROWN_9, STYLE, OTHER],
  overrides = [] as ReturnType<typeof override>[],
) {
  const contents = plan({ items: [boot('B0PRAIRIE1', more)], live: account(canonical), overrides })
  const [operation] = contents.operations.filter(({ address }) => address.startsWith('link.amazon_listings.'))
  return { contents, sku: operation?.address.replace('link.amazon_listings.', '') ?? null }
}

describe('matching', () => {
  test.each([
    ['GTIN', '00884882325297', 'gtin'],
    ['EAN', '0884882325297', 'ean'],
    ['UPC', '884882325297', 'upc'],
  ])('compares a %s as GTIN-14 whatever its padding', (type, value, method) => {
    const { contents, sku } = match({ identifiers: [{ type, value }] })

    expect(sku).toBe('PB10-M-09')
    expect(contents.matches.by_method).toEqual({ [method]: 1 })
  })

  test('reads the identifier fields of a listing that has no list of identifiers', () => {
    expect(match({ upc: '884882325297' }).sku).toBe('PB10-M-09')
  })

  test('lets the first method with candidates decide and reports a later one that points elsewhere', () => {
    const red = product('PB10-M-10', { gtin: '884882325235' })
    const identifiers = [
      { type: 'UPC', value: '884882325235' },
      { type: 'GTIN', value: '00884882325297' },
    ]
    const { contents, sku } = match({ identifiers }, [BROWN_9, red])

    expect(sku).toBe('PB10-M-09')
    expect(contents.diagnostics.map(({ code }) => code)).toContain('match-disagrees')
  })

  test('takes several canonical products for one identifier as ambiguous and links none of them', () => {
    const { contents, sku } = match({ upc: '884882325297' }, [BROWN_9, product('COPY', { gtin: '0884882325297' })])

    expect(sku).toBeNull()
    expect(contents.ambiguous[0]?.candidates.map((candidate) => candidate.sku)).toEqual(['COPY', 'PB10-M-09'])
  })

  test('matches a variation parent by its model number', () => {
    expect(match({ item_classification: 'VARIATION_PARENT', model_number: 'PB10' }).sku).toBe('PB10')
  })

  test('never matches a child or a stand-alone listing by its model number, and says why', () => {
    const { contents, sku } = match({ upc: '884882205483', model_number: 'PB10' })

    expect(sku).toBeNull()
    expect(contents.unmatched).toEqual([
      {
        address: 'product.AMZN-US-B0PRAIRIE1',
        asin: 'B0PRAIRIE1',
        class: 'standalone',
        code: 'unknown-identifier',
        message: 'No canonical product has 884882205483; its model number PB10 names a style and is no evidence.',
      },
    ])
  })

  test('warns when a parent’s part number is the SKU of another product', () => {
    const { contents, sku } = match({
      item_classification: 'VARIATION_PARENT',
      model_number: 'PB10',
      part_number: 'PB20',
    })

    expect(sku).toBe('PB10')
    expect(contents.diagnostics[0]?.message).toBe(
      'B0PRAIRIE1 is matched to PB10 by model_number PB10, but its part number PB20 is the SKU of another product.',
    )
  })

  test('takes a model number that differs in case for no match and names the near SKU', () => {
    const { contents, sku } = match({ item_classification: 'VARIATION_PARENT', model_number: 'pb10' })

    expect(sku).toBeNull()
    expect(contents.diagnostics[0]).toMatchObject({
      code: 'near-sku',
      message: 'The model number pb10 of B0PRAIRIE1 differs from SKU PB10 in case or spaces.',
    })
  })

  test('never matches our own products or excluded prefixes', () => {
    expect(match({ upc: '884882325297' }, [product('AMZN-US-B0PRAIRIE9', { gtin: '884882325297' })]).sku).toBeNull()
  })
})

describe('overrides', () => {
  test('an override wins over every identifier', () => {
    expect(match({ upc: '884882325297' }, undefined, [override('B0PRAIRIE1', { canonical: 'PB20' })]).sku).toBe('PB20')
  })

  test('an override for one marketplace wins over one for all', () => {
    const overrides = [
      override('B0PRAIRIE1', { canonical: 'PB20' }),
      override('B0PRAIRIE1', { shop: 'US', canonical: 'PB10' }),
    ]
    expect(match({}, undefined, overrides).sku).toBe('PB10')
  })

  test('"none" links a listing to nothing and lists it with that reason', () => {
    const { contents, sku } = match({ upc: '884882325297' }, undefined, [override('B0PRAIRIE1', { canonical: 'none' })])

    expect(sku).toBeNull()
    expect(contents.unmatched[0]?.code).toBe('override-none')
  })

  test('an unknown canonical SKU is an error at the line of the override', () => {
    const { contents } = match({}, undefined, [override('B0PRAIRIE1', { canonical: 'PB99' })])

    expect(contents.diagnostics[0]).toMatchObject({
      severity: 'error',
      code: 'override-unknown-canonical',
      file: 'specs/overrides/boots.yaml',
      line: 3,
    })
  })

  test('"ignore" makes no product and no link', () => {
    const { contents } = match({ upc: '884882325297' }, undefined, [override('B0PRAIRIE1', { ignore: true })])

    expect(contents.operations.filter(({ address }) => /^(product|link)\./.test(address))).toEqual([])
  })
})
