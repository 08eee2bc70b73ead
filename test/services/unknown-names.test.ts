import { expect, test } from 'vitest'
import { unknownNames } from '../../src/services/unknown-names.ts'
import { spec } from '../support/boots.ts'

const from = (expression: string) => spec('field', { type: null, from: expression })
const ITEMS = [{ Title: 'Boot' }, { 'Product Type': null }]

test.each([
  'Title',
  ' Title | upper(@)',
  '"Product Type"',
  "join(', ', Titel)",
  'canonical_sku',
  'group[].Title',
  "'Titel'",
  '@',
])('nothing is said of %s where some item has the name, or none can be told', (expression) => {
  expect(unknownNames(ITEMS, [from(expression)])).toEqual([])
})

test.each(['Titel', 'Titel || Title', '"Product type"'])('a name that no item has is told: %s', (expression) => {
  const [found] = unknownNames(ITEMS, [from(expression), from('Title')])

  expect(found).toMatchObject({ severity: 'warning', code: 'unknown-name', file: expect.any(String) })
  expect(found?.message).toMatch(/^field\.from names "(Titel|Product type)", which no item has; the field stays empty$/)
})
