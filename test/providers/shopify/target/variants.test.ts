import { describe, expect, test } from 'vitest'
import type { Fields } from '../../../../src/model/fields.ts'
import type { Json } from '../../../../src/model/json.ts'
import { marksOf, refusalOf } from '../../../../src/providers/shopify/target/variants.ts'

const KEY = 'metafields.custom.sync_key'

/** A product with variants of these options. */
function withVariants(options: Json[]): Fields {
  return Object.fromEntries(
    options.flatMap((own, index) => [
      [`variants/V${index}/${KEY}`, `V${index}`],
      ...(own === null ? [] : [[`variants/V${index}/options`, own]]),
    ]),
  )
}

describe('a product is known', () => {
  test('by its handle, and by the SKUs of its variants, each once', () => {
    const fields = {
      handle: 'felt-boot',
      title: 'Felt boot',
      'variants/1/sku': 'A 1',
      'variants/2/sku': 'A 1',
      'variants/3/sku': 'a 1',
      'variants/4/sku': null,
      'variants/5/price': '1',
    }

    expect(marksOf(fields)).toEqual(['handle felt-boot', 'SKU A 1', 'SKU a 1'])
  })

  test('by nothing where it has neither', () => {
    expect(marksOf({ title: 'Felt boot', 'variants/1/price': '1' })).toEqual([])
  })
})

describe('a product is refused', () => {
  test.each<[why: string, options: Json[], sentence: string]>([
    [
      'with more than three options',
      [{ a: '1', b: '1', c: '1', d: '1' }],
      'It would have 4 options (a, b, c, d), of which 3 fit.',
    ],
    [
      'with options of which its variants have different ones',
      [{ Color: 'red' }, { Size: '39' }],
      'Its variant V0 has no value of option Size, which another has.',
    ],
    [
      'with a variant that lacks a value',
      [{ Color: 'red', Size: '38' }, { Color: 'red' }],
      'Its variant V1 has no value of option Size, which another has.',
    ],
    [
      'with several of them, which are named up to five',
      [{ Color: 'red' }, {}, {}, {}, {}, {}, {}],
      'Its variants V1, V2, V3, V4, V5 and 1 more have no value of option Color, which another has.',
    ],
    [
      'with two variants of the same options, in whatever order they are named',
      [
        { Color: 'red', Size: '38' },
        { Size: '38', Color: 'red' },
      ],
      'Its variant V1 has the same options as V0 (Size 38, Color red).',
    ],
    ['with two variants without any', [null, null], 'Its variant V1 has the same options as V0 (none).'],
  ])('%s', (_, options, sentence) => {
    expect(refusalOf(withVariants(options))).toEqual({ why: sentence, field: 'options' })
  })

  test('with more variants than fit', () => {
    const many = Array.from({ length: 2049 }, (_, index) => ({ Size: String(index) }))

    expect(refusalOf(withVariants(many))).toEqual({ why: 'It would have 2,049 variants, of which 2,048 fit.' })
    expect(refusalOf(withVariants(many.slice(1)))).toBeNull()
  })

  test('never for one variant without options, nor for three options that tell all apart', () => {
    expect(refusalOf(withVariants([null]))).toBeNull()
    expect(
      refusalOf(
        withVariants([
          { a: '1', b: '1', c: '1' },
          { a: '1', b: '1', c: '2' },
        ]),
      ),
    ).toBeNull()
    expect(refusalOf({ title: 'Felt boot' })).toBeNull()
  })
})
