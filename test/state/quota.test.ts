import { expect, test } from 'vitest'
import type { Json } from '../../src/model/json.ts'
import { saveLimits } from '../../src/state/calls.ts'
import { quotaMemory } from '../../src/state/quota.ts'
import { temporaryState } from './temporary.ts'

const HOUR = 3600_000
const NOW = Date.parse('2026-11-21T03:00:00Z')

test('remembers calls and learned limits by account, also in the next process', () => {
  let now = Date.parse('2026-11-21T03:00:00Z')
  const clock = { now: () => now, sleep: async () => {} }
  const state = temporaryState()
  quotaMemory(state, clock).keepCalls('boots', [now - 2000, now - 1000])
  quotaMemory(state, clock).keepCalls('boots', [now - 1000, now])
  quotaMemory(state, clock).keepLimits('boots', [{ limit: 15, window_size: 10, at: now }])

  const later = quotaMemory(state, clock)
  expect(later.calls('boots')).toEqual([now - 2000, now - 1000, now])
  expect(later.limits('boots')).toEqual([{ limit: 15, window_size: 10, at: now }])
  expect(later.calls('shoes')).toEqual([])
  expect(later.limits('shoes')).toEqual([])
  now += HOUR - 1
  expect(later.limits('boots')).toHaveLength(1)
  now += 1
  expect(later.limits('boots')).toEqual([])
})

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
])('heals what an earlier version has kept of %s', (_, saved) => {
  const state = temporaryState()
  saveLimits(state, 'boots', saved)

  expect(quotaMemory(state, { now: () => NOW, sleep: async () => {} }).limits('boots')).toEqual([])
})

test('takes over what an earlier version has kept and can be true', () => {
  const state = temporaryState()
  saveLimits(state, 'boots', { at: NOW - 1000, limits: [{ limit: 15, window_size: 10 }] })

  const { limits } = quotaMemory(state, { now: () => NOW, sleep: async () => {} })
  expect(limits('boots')).toEqual([{ limit: 15, window_size: 10, at: NOW - 1000 }])
})
