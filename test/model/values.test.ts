import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json } from '../../src/model/json.ts'
import type { ValueKind } from '../../src/model/kinds.ts'
import { encodeValue, sameValue } from '../../src/model/values.ts'

const written = (kind: ValueKind, value: Json): Json | string => {
  const encoded = encodeValue(kind, value)
  return encoded.ok ? encoded.value : `refused: ${encoded.message}`
}

describe('text', () => {
  test.each([
    ['Boots by AT&T', 'Boots by AT&T'],
    ['Work &copyright', 'Work &copyright'],
    ['https://boots.example/?a=1&region=us&copy=2', 'https://boots.example/?a=1&region=us&copy=2'],
    ['Leather &notin stock', 'Leather &notin stock'],
    ['Leather &notit; stock', 'Leather &notit; stock'],
    ['Heel &frac12 inch', 'Heel &frac12 inch'],
    ['Salt&pepper; boot', 'Salt&pepper; boot'],
    ['Size &#57', 'Size &#57'],
    ['Dog &amp Bone', 'Dog &amp Bone'],
    ['Dog &amp; Bone', 'Dog & Bone'],
    ['Salt &amp;amp; Pepper', 'Salt &amp; Pepper'],
    ['Ladies&#39; &quot;Moc&quot; &#x2122;', 'Ladies\' "Moc" ™'],
    ['Half &frac12; sizes', 'Half ½ sizes'],
  ])('takes only what ends in a semicolon for an entity: %s', (given, expected) => {
    expect(written('text', given)).toBe(expected)
    expect(sameValue('text', expected, expected)).toBe(true)
  })

  test.each([
    ['Prairie\u0000 Boot', 'Prairie Boot'],
    ['\u0007Prairie\u001b Boot\u007f', 'Prairie Boot'],
    ['Prairie &#0;Boot', 'Prairie Boot'],
    ['Prairie &#x1b;&#7;Boot', 'Prairie Boot'],
    ['Prairie &#xD83D;Boot &#1114112;', 'Prairie Boot'],
    ['Prairie\u0085Boot', 'Prairie Boot'],
    ['Prairie\u0090 Boot', 'Prairie Boot'],
    ['Prairie\ud83d Boot', 'Prairie Boot'],
    ['Prairie\udc62 Boot 👢', 'Prairie Boot 👢'],
    ['Tab\tand\u000bline\u000cfeeds', 'Tab and line feeds'],
  ])('is written without what no service keeps: %j', (given, expected) => {
    expect(written('text', given)).toBe(expected)
    expect(sameValue('text', given, expected)).toBe(true)
  })

  test('that is made of controls alone is empty', () => {
    expect(written('text', '\u0000 &#1; \ud83d')).toBeNull()
    expect(sameValue('text', '\u0000', null)).toBe(true)
  })

  test('of several lines keeps them, and loses the same', () => {
    expect(written('multiline', 'Soft\u0000 &amp; warm\r\n\u0001Dry &lt;b&gt;')).toBe('Soft & warm\nDry <b>')
  })

  test('is the same once it is written, whatever it is', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(fc.constantFrom('&', 'amp', ';', '#', '0', 'x41', 'lt', ' ', '\u0000', '\ud800', '\n', '\u0085'))
        .map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(texts, fc.constantFrom('text' as const, 'multiline' as const), (text, kind) => {
        const value = encodeValue(kind, text)
        if (!value.ok) throw new Error(value.message)

        expect(sameValue(kind, value.value, value.value)).toBe(true)
        expect(sameValue(kind, text, value.value) || String(value.value).includes('&')).toBe(true)
        expect(String(value.value)).not.toMatch(/\p{Surrogate}/u)
        expect(JSON.stringify(value.value ?? '')).not.toMatch(/\\u00[01]/)
      }),
      { numRuns: 150 },
    )
  })
})

describe('choices', () => {
  test('are cleaned one by one, and empty ones are none', () => {
    expect(written('choices', ['Black &amp; Tan', ' Black & Tan ', '', '\u0000', 'Brown'])).toEqual([
      'Black & Tan',
      'Brown',
    ])
    expect(written('choices', ['', ' '])).toBeNull()
    expect(sameValue('choices', ['Brown', 'Black & Tan'], ['Black &amp; Tan', 'Brown', 'Brown'])).toBe(true)
  })
})

describe('dates', () => {
  test.each([
    ['2026-03-28', '2026-03-28'],
    ['2026-03-28T10:00:00Z', '2026-03-28'],
    [' 2024-02-29 ', '2024-02-29'],
    ['2026-03-28 10:00', '2026-03-28'],
  ])('are days: %s', (given, expected) => {
    expect(written('date', given)).toBe(expected)
  })

  test.each([
    '2026-02-31',
    '2026-02-29',
    '2026-04-31T00:00:00Z',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '0000-01-01',
    '2026-03-281',
    '20260328',
    '28.03.2026',
    20260328,
  ])('that no calendar has are refused: %s', (given) => {
    expect(written('date', given)).toBe('refused: is not a date (YYYY-MM-DD)')
  })
})

describe('numbers', () => {
  test.each([
    ['9.5', 9.5],
    [' 12 ', 12],
    ['-1e3', -1000],
    ['.5', 0.5],
  ])('are read from text: %s', (given, expected) => {
    expect(written('number', given)).toBe(expected)
  })

  test.each(['0x1F', '0b11', '9,5', '1 000', 'Infinity', '1e999', '٩', 'NaN', '9 1/2', '--1'])(
    'are not read from what only looks like one: %s',
    (given) => {
      expect(written('number', given)).toBe('refused: is not a number')
    },
  )

  test('are not made of more digits than they hold', () => {
    expect(written('number', '12345678901234567890')).toBe('refused: has more digits than a number holds exactly')
  })
})

test('an object that says nothing is as empty as no value', () => {
  expect(written('json', {})).toBeNull()
  expect(written('json', { Warna: 'Hitam' })).toEqual({ Warna: 'Hitam' })
})
