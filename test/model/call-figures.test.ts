import { expect, test } from 'vitest'
import { addedFigures } from '../../src/model/call-figures.ts'
import { CallMeter } from '../../src/services/calls/meter.ts'

const USED = { limit: 10, window_size: 10, used: 4, room: 6, resets_at: '2026-11-21T03:00:00.000Z' }

function counted(...calls: [system: string, endpoint: string, ms: number][]) {
  const meter = new CallMeter()
  const counting = meter.count()
  for (const [system, endpoint, ms] of calls) meter.hear({ system, endpoint, ms, attempt: 1, status: 200 })
  counting.end()
  meter.hear({ system: 'late', endpoint: 'late', ms: 1, attempt: 1, status: 200 })
  return counting.figures()
}

test('two parts of a run add up, endpoint by endpoint, as if they had been one', () => {
  const first = counted(['shop', 'list', 5], ['shop', 'read', 400], ['shop', 'read', 20_000])
  const second = counted(['shop', 'read', 2], ['base', 'insert', 0.4])

  expect(addedFigures(first, second)).toEqual(
    counted(
      ['shop', 'list', 5],
      ['shop', 'read', 400],
      ['shop', 'read', 20_000],
      ['shop', 'read', 2],
      ['base', 'insert', 0.4],
    ),
  )
})

test('how full the limits are is what the later part left', () => {
  const [shop] = counted(['shop', 'list', 5])
  if (!shop) return expect.fail('nothing was counted')
  const later = { ...shop, windows: [{ ...USED, used: 9, room: 1 }] }

  expect(addedFigures([{ ...shop, windows: [USED] }], [later])[0]?.windows).toEqual(later.windows)
})

test('calls are spread over classes of time, the last of which has no end', () => {
  const [shop] = counted(['shop', 'read', 1], ['shop', 'read', 3.1], ['shop', 'read', 9_999], ['shop', 'read', 10_001])

  expect(shop?.endpoints[0]).toMatchObject({ calls: 4, longest_ms: 10_001, spread: [1, 0, 1, 0, 0, 0, 0, 0, 1, 1] })
})
