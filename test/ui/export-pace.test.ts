import { expect, test } from 'vitest'
import { CallMeter } from '../../src/services/calls/meter.ts'
import { paceDocument, renderPace } from '../../src/ui/export-pace.ts'

/** Five hundred products in a quarter of an hour, each call as slow as the next, and one that nobody answered. */
function slowRead() {
  const meter = new CallMeter()
  const counting = meter.count()
  const call = { system: 'tiktok-shop', attempt: 1, status: 200, ms: 5200 }
  for (let number = 0; number < 5; number += 1) meter.hear({ ...call, endpoint: 'Search Products' })
  for (let number = 0; number < 115; number += 1) meter.hear({ ...call, endpoint: 'Get Product' })
  meter.hear({ ...call, endpoint: 'Get Authorized Shops', status: 0, ms: 30_000 })
  const [figures = null] = counting.figures()
  const calls = { calls: 120, retried: 0, throttled: 0, sign_ins: 0 }
  return { items: 500, seconds: 900, calls, figures }
}

test('a slow read is told with its listings a second and how long calls take, to people', () => {
  expect(renderPace(slowRead())).toEqual([
    expect.stringMatching(/^ {2}0\.56 listings a second, about 15 minutes in all$/),
    expect.stringContaining('Search Products: 5 calls, 5.2 s on average'),
    expect.stringContaining('Get Product: 115 calls, 5.2 s on average'),
    expect.stringContaining('Get Authorized Shops: 0 calls and 1 without an answer'),
  ])
})

test('and to programs', () => {
  expect(paceDocument(slowRead())).toMatchObject({
    ...{ seconds: 900, items_per_second: 0.556 },
    calls: { endpoints: [{ average_ms: 5200 }, { average_ms: 5200 }, { average_ms: null }] },
  })
})
