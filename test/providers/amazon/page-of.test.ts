import { expect, test } from 'vitest'
import { pageOf } from '../../../src/providers/amazon/page-of.ts'

test.each([
  ['US/B07X8Z63ZL', 'https://www.amazon.com/dp/B07X8Z63ZL'],
  ['UK/B07X8Z63ZL', 'https://www.amazon.co.uk/dp/B07X8Z63ZL'],
  ['file/US/B07X8Z63ZL', null],
  ['US/B07X8Z63ZL/..', null],
  ['XX/B07X8Z63ZL', null],
  ['US/boots', null],
  ['', null],
])('the page of %j is %j', (key, page) => expect(pageOf(key)).toBe(page))
