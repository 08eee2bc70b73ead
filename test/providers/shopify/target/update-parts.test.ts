import { describe, expect, test } from 'vitest'
import type { SeenProduct, SeenVariant } from '../../../../src/providers/shopify/target/seen.ts'
import { matchParts } from '../../../../src/providers/shopify/target/write/update-parts.ts'
import { inCalls, type Piece } from '../../../../src/providers/shopify/target/write/write-pieces.ts'
import { part } from './write-world.ts'

function variant(id: string, more: Partial<SeenVariant> = {}): SeenVariant {
  const options = [{ name: 'Size', value: id }]
  return { id, key: null, sku: null, options, inventoryItem: null, available: null, digests: {}, ...more }
}

function product(...variants: SeenVariant[]): SeenProduct {
  return {
    ...{ id: 'gid://shopify/Product/1', at: 0, key: null, options: ['Size'], hasOnlyDefaultVariant: false, variants },
    ...{ media: [], tags: [], collections: null, publications: null, digests: {}, baseline: null },
  }
}

const sized = (key: string, size: string, more = {}) => part(key, { options: { Size: size }, ...more }, 'update')

describe('which variant a part is', () => {
  test('is told by the key, whatever else is alike', () => {
    const [one, two] = [variant('9', { sku: 'A' }), variant('10', { key: 'a', sku: 'A' })]

    expect(matchParts([part('a', { sku: 'A' }, 'update')], product(one, two))).toMatchObject({
      known: [{ variant: two, adopts: false }],
      made: [],
    })
  })

  test('is told by the SKU, and by the options where several have it', () => {
    const [one, two] = [variant('9', { sku: 'A' }), variant('10', { sku: 'A' })]

    expect(matchParts([sized('a', '10', { sku: 'A' })], product(one, two))).toMatchObject({
      known: [{ variant: two, adopts: true }],
    })
    expect(matchParts([part('a', { sku: 'A' }, 'update')], product(one, two))).toEqual({ ambiguous: 'A' })
  })

  test('is told by the options alone where the plan says that it is there', () => {
    const [one, two] = [variant('9'), variant('10')]

    expect(matchParts([sized('a', '10', { sku: 'A' })], product(one, two))).toMatchObject({
      known: [{ variant: two, adopts: true }],
    })
    expect(matchParts([{ ...sized('a', '10'), action: 'create' }], product(one, two))).toMatchObject({
      known: [],
      made: [{ key: 'a' }],
    })
  })

  test('is nobody where the plan says that it is there and it is not', () => {
    expect(matchParts([sized('a', '11')], product(variant('9')))).toEqual({ lost: 'a' })
  })
})

test('what costs more than a call may is sent in several, in the same order', () => {
  const piece = (mutation: string, cost: number): Piece => ({ mutation, args: {}, coded: false, cost })
  const calls = inCalls([piece('a', 10), piece('b', 10), piece('c', 30), piece('d', 5)], 20)

  expect(calls.map((call) => call.map(({ mutation }) => mutation))).toEqual([['a', 'b'], ['c'], ['d']])
})
