import { expect, test } from 'vitest'
import { eventLines, heartbeat } from '../../../src/ui/live/lines.ts'
import { NOTHING_YET } from '../../../src/ui/live/view.ts'
import { callsText } from '../../../src/ui/live/words.ts'
import { windowWords } from '../../../src/ui/pace.ts'
import { ATTRIBUTES, BEGAN, CALLS, finished, products, STARTED, THROTTLED, watched } from './apply-story.ts'

const begun = watched([{ event: STARTED, at: 0 }])

test('an apply opens with what it is about to do, and how long the account makes that take', () => {
  expect(eventLines(STARTED, begun, BEGAN)).toEqual([
    'Applying 1,000 operations to Plytix: 20 attributes, 980 products; about 8 minutes at least, by what the account allows. Run 20261128T100000Z-3f2a.',
  ])
})

test('a run that goes on says how far it was', () => {
  const again = { ...STARTED, done: 400 }
  expect(eventLines(again, watched([{ event: again, at: 0 }]), BEGAN)).toEqual([
    'Run 20261128T100000Z-3f2a goes on: 400 of 1,000 operations are done.',
  ])
})

test('waits and pauses say why, how long and until when', () => {
  expect(eventLines(THROTTLED, begun, BEGAN + 220_000)).toEqual([
    'Waiting 42 s, until 2026-11-28 10:04:22 UTC: Plytix says that there are too many calls',
  ])
  const paused = {
    type: 'run.paused',
    seconds: 60,
    until: '2026-11-28T10:05:00.000Z',
    reason: 'Plytix does not answer.',
  } as const
  expect(eventLines(paused, begun, BEGAN + 240_000)).toEqual([
    'Plytix does not answer. The run pauses for about 1 minute, until 10:05:00 UTC, and then goes on.',
  ])
})

test('of an allowance that is not counted in calls it says what is counted', () => {
  const points = { unit: 'point', limit: 2000, window_size: 20, used: 1204, room: 796, resets_at: null }

  expect(callsText({ ...CALLS, windows: [points] })).toBe(
    '442 calls: 1,204 of 2,000 points in 20 s; 1 throttled, 2 repeated',
  )
  expect(windowWords(points)).toBe('1,204 of 2,000 points used in 20 s, room for 796')
})

test('a heartbeat says how far an apply is, what went wrong, and how long it still takes', () => {
  const story = [
    { event: STARTED, at: 0 },
    ...ATTRIBUTES,
    ...products(400, { from: 10 }),
    { event: finished('create:product.BOOT-401', 'failed'), at: 211 },
    { event: CALLS, at: 212 },
  ]
  expect(heartbeat(watched(story), BEGAN + 212_000)).toEqual([
    '421 of 1,000 operations done (42 %), 1 failed, 442 calls, about 5 min left.',
  ])
})

test('a heartbeat of a reading says what is read, and nothing more than is known', () => {
  const reading = watched([{ event: { type: 'read.started', provider: 'plytix', title: 'Plytix' }, at: 0 }])
  expect(heartbeat(reading, BEGAN + 10_000)).toEqual(['Reading Plytix: waiting for the first answer.'])

  const page = { type: 'read.progress', what: 'the products', read: 500, of: 104_000, calls: 6 } as const
  expect(heartbeat(watched([{ event: page, at: 20 }], reading), BEGAN + 20_000)).toEqual([
    'Reading Plytix: 500 of 104,000 (the products), 6 calls, about 1 h 9 min left.',
  ])
})

test('nothing beats while nothing is under way', () => {
  expect(heartbeat(NOTHING_YET, BEGAN)).toEqual([])
  const result = { run_id: STARTED.run_id, status: 'complete' } as never
  expect(heartbeat(watched([{ event: { type: 'run.finished', result }, at: 1 }], begun), BEGAN + 60_000)).toEqual([])
})
