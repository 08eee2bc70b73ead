import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isEmpty, type Json } from '../../../../src/model/json.ts'
import { encodeValue, sameValue } from '../../../../src/model/values.ts'
import {
  METAFIELD_TYPES,
  metafieldType,
  REFUSED_TYPES,
} from '../../../../src/providers/shopify/target/metafield-types.ts'
import { metafieldText, metafieldValue } from '../../../../src/providers/shopify/target/metafield-values.ts'
import { type ShopifySim, startShopifySim } from '../../../../src/sandbox/shopify/index.ts'
import { ask } from '../../../sandbox/shopify/support.ts'

/** A value as it would be written, or why it is not. */
function written(type: string, value: Json): { value: Json; problem: string | null } {
  const { holds, form, objection } = metafieldType(type)
  const encoded = encodeValue(holds, value)
  if (!encoded.ok) return { value, problem: encoded.message }
  const formed = form && !isEmpty(encoded.value) ? form(encoded.value) : encoded.value
  return { value: formed, problem: objection(formed) }
}

const VALUES: [type: string, value: Json][] = [
  ['single_line_text_field', 'Felt & wool'],
  ['multi_line_text_field', 'a\nb'],
  ['number_integer', '-12'],
  ['number_decimal', '8.50'],
  ['boolean', false],
  ['date', '2026-11-29'],
  ['date_time', '2026-11-29T08:00:00Z'],
  ['date_time', '2026-11-29T08:00:00'],
  ['date_time', '2026-11-29T08:00:00+02:00'],
  ['url', 'https://example.com/a?b=c'],
  ['color', '#FF8800'],
  ['id', 'file-a-1'],
  ['json', { b: [1, 'x'], a: null }],
  ['rich_text_field', { type: 'root', children: [] }],
  ['money', { amount: 5.9, currency_code: 'USD' }],
  ['rating', { value: 3.5, scale_min: '1.0', scale_max: '5.0' }],
  ['dimension', { value: '25', unit: 'cm' }],
  ['weight', { value: 1.5, unit: 'kilograms' }],
  ['volume', { unit: 'US_FL_OZ', value: 3 }],
  ['link', { text: 'More', url: 'https://example.com' }],
  ['list.single_line_text_field', ['a', 'b']],
  ['list.number_integer', ['1', '+2', '003']],
  ['list.number_decimal', ['1.50', '2']],
  ['list.date', ['2026-11-29']],
  ['list.date_time', ['2026-11-29T08:00:00Z']],
  ['list.url', ['https://example.com']],
  ['list.color', ['#FF8800']],
]

describe('a value reads back as it was wanted', () => {
  let sim: ShopifySim
  let owner: string

  beforeAll(async () => {
    sim = await startShopifySim()
    const { productSet } = await ask(sim, 'mutation { productSet(input: { title: "A" }) { product { id } } }')
    owner = productSet.product.id
  })
  afterAll(() => sim.close())

  test.each(VALUES)('%s %j', async (type, value) => {
    const wanted = written(type, value)
    expect(wanted.problem).toBeNull()
    const text = metafieldText(type, wanted.value)
    const key = type.replace('.', '_')

    const { metafieldsSet } = await ask(sim, SET, {
      metafields: [{ ownerId: owner, namespace: 'custom', key, type, value: text }],
    })

    expect(metafieldsSet.userErrors).toEqual([])
    const live = metafieldValue(type, metafieldsSet.metafields[0].value)
    expect(sameValue(metafieldType(type).holds, live, wanted.value), JSON.stringify([live, wanted.value])).toBe(true)
  })

  test('all types that a rule may give are tried here', () => {
    expect([...new Set(VALUES.map(([type]) => type))].sort()).toEqual(Object.keys(METAFIELD_TYPES).sort())
  })
})

const SET = `mutation Set($metafields: [MetafieldsSetInput!]!) {
  metafieldsSet(metafields: $metafields) { metafields { value } userErrors { field message } }
}`

describe('a value that a type cannot hold is told', () => {
  test.each<[type: string, value: Json, problem: string]>([
    ['single_line_text_field', 'x'.repeat(65_536), 'has 65,536 characters, of which 65,535 fit'],
    ['number_integer', 1.5, 'is no whole number'],
    ['number_integer', 2 ** 60, 'has more digits than a number holds exactly'],
    ['number_decimal', '1.0123456789', 'has more than 9 decimals'],
    ['number_decimal', '12345678901234', 'has more than 13 digits before the point'],
    ['boolean', 'maybe', 'is not true or false'],
    ['date', '2026-02-31', 'is not a date (YYYY-MM-DD)'],
    ['date_time', 'today', 'is no time such as 2026-11-29T08:00:00Z'],
    ['url', 'example.com', 'is no address that begins with https, http, mailto, sms or tel'],
    ['url', `https://example.com/${'x'.repeat(2_048)}`, 'has 2,068 characters, of which 2,048 fit'],
    ['color', 'red', 'is no color such as #ff8800'],
    ['json', 'x'.repeat(131_072), 'takes 129 KB, of which 128 fit'],
    [
      'rich_text_field',
      { type: 'list' },
      'is no tree of rich text, which begins with {"type": "root", "children": […]}',
    ],
    ['money', '5.90 USD', 'is no object of amount and currency_code'],
    ['money', { amount: '5', currency_code: 'usd' }, 'has a currency_code that is no code of three capital letters'],
    ['rating', { value: '6', scale_min: '1', scale_max: '5' }, 'has a value beyond its scale'],
    ['rating', { value: 3 }, 'is no object of value, scale_min and scale_max'],
    ['dimension', { value: 2, unit: 'miles' }, 'has a unit that is none of mm, cm, m, in, ft, yd'],
    ['weight', { value: -1, unit: 'kg' }, 'has a value that is no number from 0 on'],
    ['link', { text: 'More', url: 'more' }, 'has a url that is no address'],
    ['list.number_integer', ['1', 'two'], 'has a member ("two") that is no whole number of at most 15 digits'],
    ['list.color', ['red'], 'has a member ("red") that is no color such as #ff8800'],
  ])('%s', (type, value, problem) => {
    expect(written(type, value).problem).toBe(problem)
  })

  test('references and lists of objects are no types of rules', () => {
    expect(Object.keys(REFUSED_TYPES).filter((type) => type in METAFIELD_TYPES)).toEqual([])
    expect(REFUSED_TYPES['list.product_reference']).toBe(
      'refers to another object of the shop, which no value of a source names',
    )
  })
})
