import { expect, test } from 'vitest'
import type { Json } from '../../src/model/json.ts'
import { believedWindows } from '../../src/model/quota.ts'

const HOUR = 3600_000
const NOW = Date.parse('2026-11-21T03:00:00Z')

test.each<[string, Json]>([
  [
    'windows that cannot be',
    {
      at: NOW,
      limits: [
        { limit: 1, window_size: 1e9 },
        { limit: 1, window_size: 1e18 },
      ],
    },
  ],
  ['numbers that are none', { at: NOW, limits: [{ limit: 'one', window_size: null }, 7, null, []] }],
  ['a time that is none', { at: 'today', limits: [{ limit: 1, window_size: 10 }] }],
  ['a time in the future', { at: NOW + 2 * HOUR, limits: [{ limit: 1, window_size: 10 }] }],
  ['no list', { at: NOW, limits: { limit: 1 } }],
  ['something else altogether', 'limits'],
])('believes nothing of what an earlier version has kept of %s', (_, kept) => {
  expect(believedWindows(kept, NOW)).toEqual([])
})

test('takes over what an earlier version has kept and can be true', () => {
  const kept = { at: NOW - 1000, limits: [{ limit: 15, window_size: 10 }] }

  expect(believedWindows(kept, NOW)).toEqual([{ limit: 15, window_size: 10, at: NOW - 1000 }])
})
