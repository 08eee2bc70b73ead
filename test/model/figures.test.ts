import { expect, test } from 'vitest'
import { grouped } from '../../src/model/figures.ts'

test.each([0, 7, 999, 1000, 12_345, 1_234_567, 123_456_789_012, -4321, 2.5, 1234.5])(
  'writes %d as English does, with commas between thousands',
  (number) => expect(grouped(number)).toBe(number.toLocaleString('en-US')),
)
