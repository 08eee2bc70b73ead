import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { convertItem } from '../../../src/providers/amazon/convert.ts'
import { marketplaceOf } from '../../../src/providers/amazon/marketplaces.ts'

const say = (values: { [tag: string]: string }) =>
  Object.entries(values).map(([language_tag, value]) => ({ value, language_tag }))

function convert(attributes: object, marketplace = 'US') {
  const { item } = convertItem({ asin: 'B0PRAIRIE1', attributes }, marketplaceOf(marketplace))
  if (!item) throw new Error('not converted')
  return item
}

describe('of values in several languages', () => {
  test.each([
    ['US', { es_US: 'Bota', en_US: 'Boot' }, 'Boot'],
    ['CA', { fr_CA: 'Botte', en_CA: 'Boot' }, 'Boot'],
    ['CA', { en_US: 'Color', fr_CA: 'Botte', en_CA: 'Colour' }, 'Colour'],
    ['UK', { de_DE: 'Stiefel', en_GB: 'Boot', en_AA: 'Boots' }, 'Boot'],
    ['DE', { en_GB: 'Boot', de_AT: 'Stiefel' }, 'Stiefel'],
    ['BE', { nl_BE: 'Laars', fr_BE: 'Botte' }, 'Botte'],
    ['JP', { en_US: 'Boot', ja_JP: 'ブーツ' }, 'ブーツ'],
    ['US', { nl_BE: 'Laars', fr_BE: 'Botte' }, 'Botte'],
    ['US', { 'es-US': 'Bota', 'en-US': 'Boot' }, 'Boot'],
  ])('%s takes its own, else the first by tag: %j', (marketplace, values, title) => {
    const item = convert({ item_name: say(values), bullet_point: say(values) }, marketplace)

    expect(item).toMatchObject({ item_name: title, bullet_points: [title] })
  })

  test('one is taken for the whole item, in whatever order they stand', () => {
    const attributes = {
      item_name: say({ en_US: 'Boot', es_US: 'Bota', fr_US: 'Botte' }),
      bullet_point: [...say({ en_US: 'Leather.', es_US: 'Cuero.' }), ...say({ en_US: 'Rubber.', fr_US: 'Gomme.' })],
      product_description: say({ es_US: 'Una bota.', fr_US: 'Une botte.', en_US: 'A boot.' }),
    }
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 4, maxLength: 4 }), (keys) => {
        const shuffled = Object.fromEntries(
          Object.entries(attributes).map(([name, values]) => [
            name,
            values.toSorted((a, b) => (keys[a.value.length % 4] ?? 0) - (keys[b.value.length % 4] ?? 0)),
          ]),
        )
        const item = convert(shuffled)

        expect(item).toMatchObject({ item_name: 'Boot', description: 'A boot.' })
        expect(item.bullet_points.toSorted()).toEqual(['Leather.', 'Rubber.'])
      }),
      { numRuns: 30 },
    )
  })

  test('what is said in no other stays, and so does what names none', () => {
    const item = convert({
      item_name: say({ en_US: 'Boot', es_US: 'Bota' }),
      color: say({ es_US: 'Marrón' }),
      department: [{ value: 'Men' }],
    })

    expect(item).toMatchObject({ item_name: 'Boot', color: 'Marrón', attributes: { department: [{ value: 'Men' }] } })
  })
})

test('several parents come in the order of their ASINs', () => {
  const relationships = [{ relationships: [{ type: 'VARIATION', parentAsins: ['B000000009', 'B000000003'] }] }]

  const { item } = convertItem({ asin: 'B0PRAIRIE1', relationships }, marketplaceOf('US'))

  expect(item).toMatchObject({ parent_asin: 'B000000003', parent_asins: ['B000000003', 'B000000009'] })
})

describe('codes', () => {
  const assigned = (type: string, value: unknown) => ({
    externally_assigned_product_identifier: [{ type, value, marketplace_id: 'ATVPDKIKX0DER' }],
  })

  test.each([
    ['upc', '884882325297', { upc: '884882325297' }],
    ['EAN', '0884882325297', { ean: '0884882325297' }],
    ['gtin', '00884882325297', { gtin: '00884882325297' }],
    ['jan', '4901234567894', { ean: '4901234567894' }],
    ['isbn', '9780439023481', { ean: '9780439023481' }],
    ['isbn', '0439023483', { ean: null }],
    ['upc', 37323452971, { upc: '37323452971' }],
  ])('of attributes alone count like identifiers: %s %s', (type, value, fields) => {
    const item = convert(assigned(type, value))

    expect(item).toMatchObject({ ...fields, identifiers: [{ type: type.toUpperCase(), value: String(value) }] })
    if (type === 'upc') expect(item.paths?.upc).toBe('attributes.externally_assigned_product_identifier[0].value')
  })

  test('of attributes that stand among the identifiers in another padding are not repeated', () => {
    const identifiers = [{ identifiers: [{ identifierType: 'EAN', identifier: '0884882325297' }] }]

    const { item } = convertItem(
      { asin: 'B0PRAIRIE1', identifiers, attributes: assigned('upc', '884882325297') },
      marketplaceOf('US'),
    )

    expect(item?.identifiers).toEqual([{ type: 'EAN', value: '0884882325297' }])
  })

  test('of other marketplaces, and other kinds of names, are none', () => {
    const elsewhere = { type: 'upc', value: '884882325297', marketplace_id: 'A2EUQ1WTGCTBG2' }
    const item = convert({ externally_assigned_product_identifier: [elsewhere, { type: 'gcid', value: 'x1' }] })

    expect(item.identifiers).toEqual([])
  })
})
