import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { wrap } from '../../../src/ui/text/wrap.ts'

const word = fc.string({ unit: fc.constantFrom('a', 'b', '-', '漢', 'é', '.', '/'), minLength: 1, maxLength: 9 })
const sentence = fc.array(word, { minLength: 1, maxLength: 40 }).map((words) => words.join(' '))
const margin = fc.record({ width: fc.integer({ min: 40, max: 160 }), indent: fc.integer({ min: 0, max: 18 }) })

describe('a sentence', () => {
  test('is broken between words only, and keeps them all', () => {
    fc.assert(
      fc.property(sentence, margin, (text, place) => {
        expect(wrap(text, place).flatMap((line) => line.trim().split(' '))).toEqual(text.split(' '))
      }),
    )
  })

  test('stays within the margin, wide characters included', () => {
    fc.assert(
      fc.property(sentence, margin, (text, place) => {
        for (const line of wrap(text, place)) expect(stringWidth(line)).toBeLessThanOrEqual(place.width)
      }),
    )
  })

  test('is one line where lines are not broken', () => {
    expect(wrap('boots '.repeat(200).trim(), { width: Number.POSITIVE_INFINITY, indent: 2 })).toHaveLength(1)
  })
})

test('a word that fits on no line is broken all the same', () => {
  expect(wrap('x'.repeat(100), { width: 40, indent: 4, hang: 4 }).join('').replaceAll(' ', '')).toBe('x'.repeat(100))
})
