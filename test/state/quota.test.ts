import { expect, test } from 'vitest'
import type { Clock } from '../../src/model/clock.ts'
import type { ExportHeader } from '../../src/model/export.ts'
import { temporaryFolder, temporaryState } from './temporary.ts'

const HOUR = 3600_000
const NOW = Date.parse('2026-11-21T03:00:00Z')
const clock: Clock = { now: () => NOW, sleep: async () => {} }

test('remembers calls and learned limits by account, also in the next process', async () => {
  let now = NOW
  const moving = { ...clock, now: () => now }
  const folder = temporaryFolder()
  const first = temporaryState(folder).quota(moving)
  await first.keepCalls('boots', [now - 2000, now - 1000])
  await first.keepCalls('boots', [now - 1000, now])
  await first.keepLimits('boots', [{ limit: 20, window_size: 10, at: now }])
  await first.keepLimits('boots', [{ limit: 15, window_size: 10, at: now }])

  const later = temporaryState(folder).quota(moving)
  expect(await later.calls('boots')).toEqual([now - 2000, now - 1000, now])
  expect(await later.limits('boots')).toEqual([{ limit: 15, window_size: 10, at: now }])
  expect(await later.calls('shoes')).toEqual([])
  expect(await later.limits('shoes')).toEqual([])
  now += HOUR - 1
  expect(await later.limits('boots')).toHaveLength(1)
  now += 1
  expect(await later.limits('boots')).toEqual([])
})

test('keeps when calls were made, each once however often it is saved', async () => {
  const folder = temporaryFolder()
  await temporaryState(folder)
    .quota(clock)
    .keepCalls('a', [HOUR, HOUR, HOUR + 5])
  await temporaryState(folder)
    .quota(clock)
    .keepCalls('a', [HOUR, HOUR, HOUR + 5, HOUR + 9])
  await temporaryState(folder).quota(clock).keepCalls('b', [7])

  const kept = temporaryState(folder).quota(clock)
  expect(await kept.calls('a')).toEqual([HOUR, HOUR, HOUR + 5, HOUR + 9])
  expect(await kept.calls('b')).toEqual([7])
})

test('forgets calls that no window counts any more', async () => {
  const quota = temporaryState().quota(clock)
  await quota.keepCalls('a', [HOUR, 2 * HOUR])
  await quota.keepCalls('a', [27 * HOUR])

  expect(await quota.calls('a')).toEqual([2 * HOUR, 27 * HOUR])
})

test('keeps the headers of exports', async () => {
  const { exports } = temporaryState()
  const header = { provider: 'amazon', marketplace: 'US' } as ExportHeader
  await exports.remember({ path: 'a.ndjson', header })
  await exports.remember({ path: 'a.ndjson', header: { ...header, marketplace: 'CA' } })

  expect(await exports.list()).toEqual([{ path: 'a.ndjson', header: { provider: 'amazon', marketplace: 'CA' } }])
})
