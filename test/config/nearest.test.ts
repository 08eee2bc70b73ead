import { describe, expect, it } from 'vitest'
import { nearest } from '../../src/config/nearest.ts'

const FRUIT = ['apple', 'pear', 'plum', 'blackberry', 'red_currant']

describe('nearest', () => {
  it.each([
    ['aple', 'apple'],
    ['paer', 'pear'],
    ['Plum', 'plum'],
    ['redCurrant', 'red_currant'],
    ['black', 'blackberry'],
    ['blakcbery', 'blackberry'],
    ['lbackbrery', 'blackberry'],
  ])('takes %s for %s', (word, fruit) => expect(nearest(word, FRUIT)).toBe(fruit))

  it.each(['carrot', 'x', '', 'a'.repeat(1000)])('takes %s for nothing', (word) =>
    expect(nearest(word, FRUIT)).toBeNull(),
  )

  it('does not guess between two-letter codes', () => {
    expect(nearest('XX', ['MX', 'UK'])).toBeNull()
    expect(nearest('us', ['MX', 'US'])).toBe('US')
  })
})
