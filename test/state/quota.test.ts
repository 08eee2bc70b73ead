import { expect, test } from 'vitest'
import { quotaMemory } from '../../src/state/quota.ts'
import { temporaryState } from './temporary.ts'

const HOUR = 3600_000

test('remembers calls and learned limits by account, also in the next process', () => {
  let now = Date.parse('2026-11-21T03:00:00Z')
  const clock = { now: () => now, sleep: async () => {} }
  const state = temporaryState()
  quotaMemory(state, clock).keepCalls('boots', [now - 2000, now - 1000])
  quotaMemory(state, clock).keepCalls('boots', [now - 1000, now])
  quotaMemory(state, clock).keepLimits('boots', [{ limit: 15, window_size: 10 }])

  const later = quotaMemory(state, clock)
  expect(later.calls('boots')).toEqual([now - 2000, now - 1000, now])
  expect(later.limits('boots')).toEqual([{ limit: 15, window_size: 10 }])
  expect(later.calls('shoes')).toEqual([])
  expect(later.limits('shoes')).toEqual([])
  now += 23 * HOUR
  expect(later.limits('boots')).toHaveLength(1)
  now += 2 * HOUR
  expect(later.limits('boots')).toEqual([])
})
