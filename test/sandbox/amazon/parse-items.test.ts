import { expect, test } from 'vitest'
import { parseItems } from '../../../src/sandbox/amazon/parse-items.ts'

const boot = { asin: 'B0JUNIPER1', summaries: [] }

test('takes a saved answer, or just its list of items', () => {
  expect(parseItems({ numberOfResults: 1, items: [boot] })).toEqual([boot])
  expect(parseItems([boot])).toEqual([boot])
})

test.each([
  [{ products: [] }, 'holds no list of items'],
  [null, 'holds no list of items'],
  [[boot, 'B0JUNIPER2'], 'Item 2 of the items file is no object'],
  [[{ asin: 'juniper' }], 'Item 1 of the items file has no valid "asin"'],
  [[boot, boot], 'Item 2 of the items file repeats the ASIN B0JUNIPER1'],
  [[{ ...boot, images: { MAIN: 'x' } }], '(B0JUNIPER1) has "images" as something else'],
])('says what is wrong with %j', (json, message) => {
  expect(() => parseItems(json)).toThrow(message)
})
