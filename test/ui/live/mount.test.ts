import { expect, test, vi } from 'vitest'
import { mount, wipe } from '../../../src/ui/live/mount.tsx'
import { BEGAN, CALLS, STARTED, watched } from './apply-story.ts'
import { Terminal } from './terminal.ts'

const ROWS = ['Applying to Plytix', `  products  40 of 100  ${'█'.repeat(30)}`, '3 calls']

test('rows that a narrower terminal has broken in two are wiped whole', () => {
  expect(wipe(ROWS, 40)).toBe('\u001b[4A\u001b[J\n\n\n')
})

test('rows that still fit are left to be painted over, and so is what stands above them', () => {
  expect(wipe(ROWS, 60)).toBe('')
})

const VIEW = watched([
  { event: STARTED, at: 0 },
  { event: CALLS, at: 1 },
])

test('what moves stands below the lines that stay, and is wiped at the end', async () => {
  const terminal = new Terminal(80)
  const frame = mount(terminal as never, { view: VIEW, now: BEGAN + 1000, colour: false })
  await vi.waitFor(() => expect(terminal.screen[0]).toContain('Applying to Plytix'))

  frame.say('One line that stays.\n')
  frame.draw(VIEW, BEGAN + 9000)
  await vi.waitFor(() =>
    expect(terminal.screen.join('\n')).toMatch(/^One line that stays\.\nApplying to [\s\S]* 0:09 /),
  )

  frame.end()
  await vi.waitFor(() => expect(terminal.screen).toEqual(['One line that stays.']))
})

test('a frame that ends before it was painted leaves nothing', async () => {
  const terminal = new Terminal(80)
  const frame = mount(terminal as never, { view: VIEW, now: BEGAN + 1000, colour: false })
  frame.draw(VIEW, BEGAN + 2000)
  frame.draw(VIEW, BEGAN + 3000)

  frame.end()
  terminal.write('Apply complete.\n')

  await vi.waitFor(() => expect(terminal.screen).toEqual(['Apply complete.']))
})
