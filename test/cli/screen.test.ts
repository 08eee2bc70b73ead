import { afterEach, expect, test, vi } from 'vitest'
import { createScreen } from '../../src/cli/screen.ts'
import { systemClock } from '../../src/net/clock.ts'
import { finished, STARTED } from '../ui/live/apply-story.ts'

afterEach(() => void vi.useRealTimers())

const READ = { type: 'read.started', provider: 'plytix', title: 'Plytix' } as const

function screenIn(env: { [name: string]: string }, { isTTY = false, columns = 80, ci = false } = {}) {
  const written: string[] = []
  const stream = { isTTY, columns, write: (text: string) => written.push(text) > 0 }
  const screen = createScreen({ stream: stream as never, env, ci, clock: systemClock })
  return { screen, text: () => written.join('') }
}

test('where nobody watches, a line every ten seconds says how far it is, whether anything happens or not', () => {
  vi.useFakeTimers()
  const { screen, text } = screenIn({})

  screen.tell(READ)
  vi.advanceTimersByTime(25_000)

  expect(text().match(/Reading Plytix: waiting for the first answer\.\n/g)).toHaveLength(2)
})

test('a short command beats not once, and nothing beats after the end', () => {
  vi.useFakeTimers()
  const { screen, text } = screenIn({})

  screen.tell(READ)
  vi.advanceTimersByTime(9_000)
  screen.tell({ type: 'read.finished', resources: {}, complete: true, calls: 3 })
  vi.advanceTimersByTime(60_000)

  expect(text()).toBe('')
})

test.each([
  ['in CI', { isTTY: true, ci: true }, {}],
  ['in a terminal that cannot move its cursor', { isTTY: true }, { TERM: 'dumb' }],
  ['in a pipe', {}, {}],
] as const)('%s nothing moves: lines alone, without escapes', (_, terminal, env) => {
  vi.useFakeTimers()
  const { screen, text } = screenIn(env, terminal)

  screen.tell(STARTED)
  screen.tell(finished('create:product.BOOT-1'))
  vi.advanceTimersByTime(10_000)

  expect(text()).toContain('1 of 1,000 operations done (0 %)')
  expect(text()).not.toContain('\u001b')
})

test('a terminal gets long lines broken between words', () => {
  const { screen, text } = screenIn({ TERM: 'dumb' }, { isTTY: true, columns: 40 })

  screen.say(['The image of this listing cannot be fetched from where the listing says that it is.'])

  for (const line of text().split('\n')) expect(line.length).toBeLessThanOrEqual(40)
  expect(text().replace(/\n +/g, ' ')).toBe(
    'The image of this listing cannot be fetched from where the listing says that it is.\n',
  )
})
