import { expect, test } from 'vitest'
import type { JsonObject } from '../../src/model/json.ts'
import { givesKeysAlone } from '../../src/state/key-values.ts'

const gives = (after: JsonObject, before: JsonObject | null = {}) => givesKeysAlone('K', before, after)

test('keys stand in what they name: the resource, and its parts', () => {
  expect(gives({})).toBe(true)
  expect(gives({ code: 'K' }, { code: null })).toBe(true)
  expect(gives({ code: 'K', sizes: { s: { code: 's', fields: { key: 's' } } } })).toBe(true)
})

test('every other value is as it was', () => {
  const stamp = (value: string) => ({ sizes: { s: { stamp: value, list: [value] } } })

  expect(gives(stamp('1'), stamp('1'))).toBe(true)
  expect(gives(stamp('1'), stamp('2'))).toBe(false)
  expect(gives(stamp('1'), null)).toBe(false)
  expect(gives({ code: 'L' }, { code: null })).toBe(false)
  expect(gives({ sizes: { s: { code: 't' } } }, {})).toBe(false)
  expect(gives({ constructor: 'x' }, {})).toBe(false)
})

test('what is nested deeper than any resource is, gives values', () => {
  let deep: JsonObject = { code: 'K' }
  for (let level = 0; level < 50_000; level += 1) deep = { deep }

  expect(gives(deep, deep)).toBe(false)
})
