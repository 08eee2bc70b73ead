import { expect, test } from 'vitest'
import { wipe } from '../../../src/ui/live/mount.tsx'

const ROWS = ['Applying to Plytix', `  products  40 of 100  ${'█'.repeat(30)}`, '3 calls']

test('rows that a narrower terminal has broken in two are wiped whole', () => {
  expect(wipe(ROWS, 40)).toBe('\u001b[4A\u001b[J\n\n\n')
})

test('rows that still fit are left to be painted over, and so is what stands above them', () => {
  expect(wipe(ROWS, 60)).toBe('')
})
