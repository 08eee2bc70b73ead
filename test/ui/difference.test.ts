import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import type { Json } from '../../src/model/json.ts'
import { plain } from '../../src/ui/report/report.ts'
import { difference } from '../../src/ui/values/difference.ts'

const value = fc.oneof(
  fc.jsonValue() as fc.Arbitrary<Json>,
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({
    unit: fc.constantFrom(' ', '  ', '\u00a0', 'a', 'é', 'e\u0301', '\n', '\\n', '\u200b', '"', '漢', '👟'),
    maxLength: 200,
  }),
  fc.constantFrom<Json>('(empty)', '', null, '{today}', '(the day of the apply)', [], 0, '0', 'null', '[]', '…'),
)
/** Two that are nearly the same, wherever they differ. */
const pair = fc.oneof(
  fc.tuple(value, value),
  fc
    .tuple(fc.string({ maxLength: 300 }), fc.string({ minLength: 1, maxLength: 3 }), fc.string({ maxLength: 300 }))
    .map(([head, odd, tail]): [Json, Json] => [head + tail, head + odd + tail]),
)

describe('two different values', () => {
  test('are shown as two different texts, however little room there is', () => {
    fc.assert(
      fc.property(pair, fc.constantFrom(20, 41, 76, Number.POSITIVE_INFINITY), ([from, to], room) => {
        fc.pre(JSON.stringify(from) !== JSON.stringify(to))
        const shown = difference(from, to, room)
        expect(plain(shown.from)).not.toBe(plain(shown.to))
      }),
      { numRuns: 3_000 },
    )
  })

  test('take no more room than there is', () => {
    fc.assert(
      fc.property(pair, fc.integer({ min: 20, max: 120 }), ([from, to], room) => {
        const shown = difference(from, to, room)
        for (const side of [shown.from, shown.to]) expect(stringWidth(plain(side))).toBeLessThanOrEqual(room)
      }),
      { numRuns: 2_000 },
    )
  })

  test('stand in one column from their first difference on', () => {
    const title = (size: string) => `Prairie Boot Co Women's Cimarron Western Boot, Chocolate/Turquoise, ${size}`
    const shown = difference(title('8.5 Wide'), title('8.5 Medium'), 40)

    expect(plain(shown.from)).toBe('…8.5 Wide"')
    expect(plain(shown.to)).toBe('…8.5 Medium"')
    expect(shown.to).toContainEqual({ text: 'Medium', tone: 'add' })
  })

  test('that look alike are told apart by their codes', () => {
    const shown = difference('Café', 'Cafe\u0301', 60)
    expect([plain(shown.from), plain(shown.to)]).toEqual(['"Caf\\u00e9"', '"Cafe\\u0301"'])
  })
})
