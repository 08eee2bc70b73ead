import { describe, expect, it } from 'vitest'
import { credibleSeconds, credibleWindow } from '../../src/model/quota.ts'
import { credibleWait, retryAfter, waitTooLong } from '../../src/net/patience.ts'

const DAY = 24 * 3600_000
const NOW = Date.parse('2026-11-21T08:00:00Z')

describe('a wait that a service asks for', () => {
  it.each([
    ['7', 7000],
    ['0', 0],
    [' 2.5 ', 2500],
    ['86401', DAY],
    ['999999999999', DAY],
    ['Sat, 21 Nov 2026 08:00:10 GMT', 10_000],
    ['2026-11-21T08:01:00Z', 60_000],
    ['Sat, 21 Nov 2026 07:00:00 GMT', 0],
    ['Fri, 31 Dec 9999 23:59:59 GMT', DAY],
  ])('is read from Retry-After: %s', (header, wait) => {
    expect(retryAfter(header, NOW)).toBe(wait)
  })

  it.each([
    ...['', ' ', '-5', '-0', 'NaN', 'Infinity', '-Infinity', '1e9', '0x10', '5, 10', 'soon', 'null', '1/2'],
    ...['9999999999999999999999', 'Sat, 99 Nov 2026 88:00:00 GMT', '\u0665'],
  ])('is not guessed from Retry-After: %j', (header) => {
    expect(retryAfter(header, NOW)).toBeNull()
  })

  it.each([-1, Number.NaN, Number.NEGATIVE_INFINITY, '5000', null, undefined, {}, [5], true])(
    'is not taken from %o',
    (value) => {
      expect(credibleWait(value)).toBeNull()
    },
  )

  it.each([1e10, 1e18, Number.MAX_VALUE, Number.POSITIVE_INFINITY])(
    'is never more than a day, whatever %d says',
    (value) => {
      expect(credibleWait(value)).toBe(DAY)
    },
  )

  it('that is too long names when to go on', () => {
    const error = waitTooLong({ wait: DAY, most: 7_200_000, reason: 'Plytix says so', now: NOW })
    expect(error.message).toContain('may leave only in 24 hours')
    expect(error.hints).toEqual(['Go on after 2026-11-22 08:00 UTC; nothing is lost until then.'])
  })
})

describe('a window that a service states', () => {
  it.each([
    [20, 10, { limit: 20, window_size: 10 }],
    [0.4, 10, { limit: 1, window_size: 10 }],
    [2.9, 10, { limit: 2, window_size: 10 }],
    [5, 0.001, { limit: 5, window_size: 1 }],
    [1, 86_400, { limit: 1, window_size: 86_400 }],
    [1e18, 3600, { limit: 1e18, window_size: 3600 }],
  ])('of %d calls in %d seconds is believed within bounds', (limit, seconds, window) => {
    expect(credibleWindow(limit, seconds)).toEqual(window)
  })

  it.each([
    [1, 1e9],
    [1, 1e18],
    [1, 86_401],
    [1, Number.POSITIVE_INFINITY],
    [1, 0],
    [1, -10],
    [1, Number.NaN],
    [1, '10'],
    [1, null],
    [0, 10],
    [-3, 10],
    [Number.NaN, 10],
    [Number.POSITIVE_INFINITY, 10],
    ['20', 10],
    [undefined, undefined],
    [[20], [10]],
  ])('of %o calls in %o seconds is not', (limit, seconds) => {
    expect(credibleWindow(limit, seconds)).toBeNull()
  })

  it('may be known by its length alone', () => {
    expect(credibleSeconds(10)).toBe(10)
    expect(credibleSeconds(1e9)).toBeNull()
  })
})
