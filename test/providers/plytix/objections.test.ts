import { describe, expect, test } from 'vitest'
import type { Json } from '../../../src/model/json.ts'
import { PLYTIX } from '../../../src/providers/plytix/facts.ts'

describe('Plytix objects to', () => {
  test.each<[string, Json]>([
    ['IntAttribute', 9.5],
    ['IntAttribute', 1e300],
    ['IntAttribute', 2 ** 53],
    ['IntAttribute', -(2 ** 53)],
    ['UrlAttribute', 'boots.example'],
    ['UrlAttribute', '/boots/1'],
    ['UrlAttribute', 'https://'],
    ['UrlAttribute', 'https://boots.example/brown boot'],
    ['UrlAttribute', 'javascript:alert(1)'],
    ['status', null],
  ])('%s with %j', (type, value) => {
    expect(PLYTIX.objection(type, value)).toMatch(/\w/)
  })

  test.each<[string, Json]>([
    ['IntAttribute', 9],
    ['IntAttribute', -9007199254740991],
    ['IntAttribute', null],
    ['DecimalAttribute', 9.5],
    ['UrlAttribute', 'https://boots.example/?a=1&region=us'],
    ['UrlAttribute', 'HTTP://boots.example'],
    ['TextAttribute', 'x'.repeat(100_000)],
    ['gtin', null],
    ['constructor', 'no type of Plytix'],
  ])('nothing in %s with %j', (type, value) => {
    expect(PLYTIX.objection(type, value)).toBeNull()
  })
})
