import { render } from 'ink-testing-library'
import { createElement } from 'react'
import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { Frame } from '../../../src/ui/live/frame.tsx'
import { liveRows } from '../../../src/ui/live/rows.ts'
import type { View } from '../../../src/ui/live/view.ts'
import { plain } from '../../../src/ui/report/report.ts'
import { visible } from '../../../src/ui/visible.ts'
import { ATTRIBUTES, BEGAN, CALLS, finished, products, STARTED, THROTTLED, watched } from './apply-story.ts'

const EXPORTING = watched([
  {
    event: { type: 'export.started', provider: 'amazon', title: 'Amazon', noun: 'marketplace', marketplace: 'US' },
    at: 0,
  },
  {
    event: { type: 'export.progress', provider: 'amazon', marketplace: 'US', found: 1000, read: 430, calls: 88 },
    at: 42,
  },
])
const READING = watched([
  { event: { type: 'read.started', provider: 'plytix', title: 'Plytix' }, at: 0 },
  { event: { type: 'read.progress', what: 'the products', read: 12_000, of: 104_000, calls: 121 }, at: 60 },
])
const APPLYING = watched([
  { event: STARTED, at: 0 },
  ...ATTRIBUTES,
  ...products(400, { from: 10 }),
  { event: finished('create:product.BOOT-401', 'failed'), at: 211 },
  { event: finished('create:product.BOOT-402', 'skipped'), at: 211 },
  { event: CALLS, at: 212 },
])
const WAITING = watched([{ event: THROTTLED, at: 220 }], APPLYING)

function frame(view: View, after: number, colour = false) {
  return createElement(Frame, { view, now: BEGAN + after, colour })
}

function rowsOf(view: View, { at, width }: { at: number; width: number }): string[] {
  return liveRows(view, { now: BEGAN + at * 1000, width }).map(plain)
}

test.each([
  ['an export', EXPORTING, 42],
  ['the reading of the account', READING, 60],
  ['an apply', APPLYING, 212],
  ['an apply that has to wait', WAITING, 230],
] as const)('%s at 60, 80 and 160 columns', async (name, view, at) => {
  const frames = [60, 80, 160].map((width) => [`${width} columns`, ...rowsOf(view, { at, width })].join('\n'))
  await expect(`${frames.join('\n\n')}\n`).toMatchFileSnapshot(`golden/${name.replaceAll(' ', '-')}.txt`)
})

test('no row is wider than the terminal, down to 40 columns, whatever a service says', () => {
  const reason = '很长的理由 \u001b[31m‮ end of file '.repeat(40)
  const hostile = watched(
    [
      { event: { ...THROTTLED, reason }, at: 220 },
      { event: finished(`create:product.${reason}`, 'failed'), at: 221 },
    ],
    APPLYING,
  )
  for (const width of [40, 60, 80, 160]) {
    for (const row of rowsOf(hostile, { at: 230, width })) {
      expect(stringWidth(row)).toBeLessThanOrEqual(width)
      expect(row).toBe(visible(row))
    }
  }
})

test('a frame follows the view as it grows, and is empty once everything is over', () => {
  const { lastFrame, rerender } = render(frame(READING, 60_000))
  expect(lastFrame()).toContain('121 calls  1:00  about 8 min left')

  rerender(frame(WAITING, 230_000))
  expect(lastFrame()?.split('\n')).toEqual(rowsOf(WAITING, { at: 230, width: 99 }))

  const over = { type: 'read.finished', resources: {}, complete: true, calls: 1040 } as const
  rerender(frame(watched([{ event: over, at: 61 }], READING), 61_000))
  expect(lastFrame()).toBe('')
})

test('colour repeats what the words say, and is left out where it is not wanted', () => {
  const coloured = render(frame(WAITING, 230_000, true))
  const bare = render(frame(WAITING, 230_000))

  expect(bare.lastFrame()).not.toContain('\u001b')
  expect(coloured.lastFrame()).toContain('\u001b[31m1 failed, 1 skipped\u001b[39m')
})
