import { expect, test } from 'vitest'
import { paceDocument, renderPace } from '../../src/ui/export-pace.ts'

/** Five hundred products in a quarter of an hour, each call as slow as the next. */
const SLOW = {
  ...{ items: 500, seconds: 900 },
  calls: {
    ...{ calls: 120, retried: 0, throttled: 0, sign_ins: 0 },
    endpoints: [
      { endpoint: 'Search Products', calls: 5, ms: 26_000 },
      { endpoint: 'Get Product', calls: 115, ms: 598_000 },
      { endpoint: 'Get Authorized Shops', calls: 0, ms: 0 },
    ],
  },
}

test('a slow read is told with its listings a second and how long calls take, to people', () => {
  expect(renderPace(SLOW)).toEqual([
    expect.stringMatching(/^ {2}0\.56 listings a second, about 15 minutes in all$/),
    expect.stringContaining('Search Products: 5 calls, 5.2 s on average'),
    expect.stringContaining('Get Product: 115 calls, 5.2 s on average'),
  ])
})

test('and to programs', () => {
  expect(paceDocument(SLOW)).toMatchObject({
    ...{ seconds: 900, items_per_second: 0.556 },
    calls: { endpoints: [{ average_ms: 5200 }, { average_ms: 5200 }, { average_ms: null }] },
  })
})
