import { expect, test } from 'vitest'
import { counted, either, spanText } from '../../src/model/counted.ts'

test('one is counted in the singular, everything else in the plural', () => {
  expect([0, 1, 2, 1204].map((number) => counted(number, 'listing'))).toEqual([
    '0 listings',
    '1 listing',
    '2 listings',
    '1,204 listings',
  ])
  expect([counted(1, 'search', 'searches'), counted(2, 'search', 'searches')]).toEqual(['1 search', '2 searches'])
  expect([either(1, 'differs', 'differ'), either(2, 'differs', 'differ')]).toEqual(['differs', 'differ'])
})

test.each([
  [0, '0 seconds'],
  [1, '1 second'],
  [60, '1 minute'],
  [90, '1 minute 30 seconds'],
  [5400, '1 hour 30 minutes'],
  [86_400, '24 hours'],
  [172_800, '2 days'],
  [176_461, '2 days 1 hour 1 minute 1 second'],
])('a duration of %i s is said exactly: %s', (seconds, text) => {
  expect(spanText(seconds)).toBe(text)
})

test('an age is said in its largest units, and never as none of them', () => {
  expect([61.4, 7322, 176_461].map((seconds) => spanText(seconds, 2))).toEqual([
    '1 minute 1 second',
    '2 hours 2 minutes',
    '2 days 1 hour',
  ])
})
