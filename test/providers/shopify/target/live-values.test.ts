import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { exactGramsOf, gramsOf } from '../../../../src/providers/shopify/measures.ts'
import {
  decodeBaseline,
  encodeBaseline,
  LARGEST_BASELINE,
} from '../../../../src/providers/shopify/target/baseline-value.ts'
import { metafieldValue } from '../../../../src/providers/shopify/target/metafield-values.ts'
import { categoryOf, fileName } from '../../../../src/providers/shopify/target/read/live-values.ts'

describe('a value of a metafield', () => {
  test.each([
    ['single_line_text_field', ' as it is ', ' as it is '],
    ['single_line_text_field', '12', '12'],
    ['number_integer', '12', 12],
    ['number_integer', '90071992547409931', '90071992547409931'],
    ['number_decimal', '1.50', '1.50'],
    ['boolean', 'true', true],
    ['boolean', 'false', false],
    ['date', '2026-01-31', '2026-01-31'],
    ['json', '{"a":[1]}', { a: [1] }],
    ['json', 'no json', 'no json'],
    ['list.single_line_text_field', '["a","b"]', ['a', 'b']],
    ['list.number_integer', '[1,2]', ['1', '2']],
    ['list.rating', '[{"value":"3"}]', ['{"value":"3"}']],
    ['list.date', 'no list', 'no list'],
    ['money', '{"amount":"5.9","currency_code":"USD"}', { amount: '5.90', currency_code: 'USD' }],
    ['constructor', 'x', 'x'],
    ['id', '', null],
    ['id', 7, null],
  ])('of type %s, %j, is read as %j', (type, value, expected) => {
    expect(metafieldValue(type, value)).toEqual(expected)
  })
})

describe('a baseline', () => {
  const long = JSON.stringify(Array.from({ length: 4000 }, (_, place) => `field-${place}`))

  test('comes back as it was written, whatever its length', () => {
    for (const text of ['{"a":1}', 'ä'.repeat(9000), long]) expect(decodeBaseline(encodeBaseline(text))).toBe(text)
  })

  test('stands as text while it is short, and is packed when it is long', () => {
    expect(encodeBaseline('short')).toBe('{"text":"short"}')
    expect(encodeBaseline(long)?.length).toBeLessThan(long.length / 2)
    expect(encodeBaseline(long)).toBe(encodeBaseline(long))
  })

  test('that is too long even so cannot be written', () => {
    const noise = Array.from({ length: 40_000 }, (_, place) => Math.sin(place).toString(36)).join('')

    expect(Buffer.byteLength(gzipSync(noise))).toBeGreaterThan(LARGEST_BASELINE)
    expect(encodeBaseline(noise)).toBeNull()
  })

  test.each([
    ...[undefined, null, 7, '', 'text', '"text"', '[]', '{}', '{"text":7}', '{"gzip":"nonsense"}', '{"gzip":{}}'],
    JSON.stringify({ gzip: gzipSync(Buffer.alloc(20 * 1024 * 1024)).toString('base64') }),
  ])('is none where something else stands there', (value) => {
    expect(decodeBaseline(value)).toBeNull()
  })
})

describe('a weight', () => {
  const grams = (value: unknown, unit: unknown) => ({ inventoryItem: { measurement: { weight: { value, unit } } } })

  test.each([
    [12.5, 'GRAMS', 12.5],
    [0.3, 'KILOGRAMS', 300],
    [1.1, 'KILOGRAMS', 1100],
    [2, 'POUNDS', 907.185],
    [3, 'OUNCES', 85.049],
    [0, 'GRAMS', null],
    [3, 'STONES', null],
    ['x', 'GRAMS', null],
  ])('of %s %s is %s grams', (value, unit, expected) => {
    expect(exactGramsOf(grams(value, unit))).toBe(expected)
    expect(gramsOf(grams(value, unit))).toBe(expected === null ? null : Math.round(expected))
  })
})

test.each([
  ['https://cdn.shopify.com/s/files/1/2/files/Shoe.JPG?v=1', 'Shoe.jpg'],
  ['https://cdn.shopify.com/s/files/a%20b.png', 'a b.png'],
  ['https://cdn.shopify.com/s/files/100%.png', '100%.png'],
  ['https://cdn.shopify.com/', null],
  ['no address', null],
  [null, null],
])('the file at %s is called %s', (url, name) => {
  expect(fileName(url)).toBe(name)
})

test('a category is the end of its id', () => {
  expect([categoryOf('gid://shopify/TaxonomyCategory/aa-1-1'), categoryOf('aa-1'), categoryOf(null)]).toEqual([
    ...['aa-1-1', 'aa-1', null],
  ])
})
