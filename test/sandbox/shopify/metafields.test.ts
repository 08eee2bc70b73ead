import { describe, expect, test } from 'vitest'
import type { ShopifySim } from '../../../src/sandbox/shopify/index.ts'
import { set } from './product-set.ts'
import { ask, type Loose, refusal, say, start } from './support.ts'

const WRITE = `mutation ($metafields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $metafields) {
  metafields { namespace key type value compareDigest jsonValue }
  userErrors { field message code elementIndex }
} }`
const READ = `query ($id: ID!, $keys: [String!]) { product(id: $id) {
  updatedAt metafields(first: 50, keys: $keys) { nodes { namespace key type value } }
} }`
const MATERIAL = { namespace: 'custom', key: 'material', type: 'single_line_text_field', value: 'Linen' }

async function shop(options = {}): Promise<{ sim: ShopifySim; id: string }> {
  const sim = await start(options)
  return { sim, id: (await set(sim, { title: 'Shirt' })).product.id }
}

async function write(sim: ShopifySim, metafields: object[]): Promise<Loose> {
  return (await ask(sim, WRITE, { metafields })).metafieldsSet
}

/** How a value reads back, or what is said of it. */
async function kept(type: string, value: string): Promise<string> {
  const { sim, id } = await shop()
  const { metafields, userErrors } = await write(sim, [{ ...MATERIAL, ownerId: id, type, value }])
  return metafields[0]?.value ?? `${userErrors[0].code} ${userErrors[0].elementIndex ?? ''}: ${userErrors[0].message}`
}

describe('what metafields read back as', () => {
  test.each([
    ['number_integer', '5.0', '5'],
    ['number_decimal', '1.12345678912', '1.123456789'],
    ['boolean', 'TRUE', 'true'],
    ['boolean', '0', 'false'],
    ['date_time', '2026-01-31T10:00:00', '2026-01-31T10:00:00+00:00'],
    ['dimension', '{"value":25,"unit":"cm"}', '{"value":25.0,"unit":"CENTIMETERS"}'],
    ['weight', '{"unit":"KILOGRAMS","value":1.5}', '{"value":1.5,"unit":"KILOGRAMS"}'],
    [
      'rating',
      '{"value":"3.5","scale_min":"1.0","scale_max":"5.0"}',
      '{"scale_min":"1.0","scale_max":"5.0","value":"3.5"}',
    ],
    ['money', '{"amount":"5.9","currency_code":"USD"}', '{"amount":"5.90","currency_code":"USD"}'],
    ['list.number_decimal', '[1.5, 2]', '["1.5","2.0"]'],
    ['list.single_line_text_field', '["a", "b"]', '["a","b"]'],
    ['json', '{"a": [1]}', '{"a": [1]}'],
  ])('%s %s', async (type, value, expected) => {
    expect(await kept(type, value)).toBe(expected)
  })
})

describe('values that are refused', () => {
  test.each([
    ['number_integer', 'not a number', ': Value must be an integer.'],
    ['boolean', 'yes', ': Value must be true or false.'],
    ['color', 'blue', ': Value must be a hex color code.'],
    ['date', '2026/06/21', ': Value must be in YYYY-MM-DD format.'],
    ['date_time', 'tomorrow', ': Value must be in “YYYY-MM-DDTHH:MM:SS” format. For example: 2022-06-01T15:30:00'],
    ['number_decimal', '10000000000000.1', ": Value can't exceed 9999999999999."],
    ['dimension', '{"value":-1,"unit":"cm"}', ': Value must be a non-negative number.'],
    ['weight', '{"value":1,"unit":"bogus"}', ': Value must be a supported unit.'],
    ['rating', '{"value":"6.0","scale_min":"1.0","scale_max":"5.0"}', ': Value has a maximum of 5.0.'],
    ['link', '{"label":"Docs","url":"ftp://example.com"}', ': Value must be a valid link.'],
    ['single_line_text_field', '', ": Value can't be blank."],
    ['single_line_text_field', 'Line\nBreak', ': Value must be a single line text string.'],
    ['multi_line_text_field', '   ', ": Value can't be blank."],
    ['list.number_integer', '[1,"x"]', '1: Value must be an integer.'],
    [
      'list.single_line_text_field',
      JSON.stringify(Array.from({ length: 129 }, (_, at) => `${at}`)),
      ': Value has more than 128 elements.',
    ],
    [
      'product_reference',
      'gid://shopify/Product/999',
      ': Value references non-existent resource gid://shopify/Product/999.',
    ],
  ])('%s', async (type, value, said) => {
    expect(await kept(type, value)).toBe(`INVALID_VALUE ${said}`)
  })

  test('money of another currency, urls without scheme, json that is none', async () => {
    expect(await kept('money', '{"amount":"12.00"}')).toContain("string matching the shop's currency")
    expect(await kept('url', 'example.com')).toContain('cannot have an empty scheme (protocol)')
    expect(await kept('json', '{nope')).toContain('Value is invalid JSON')
  })

  test('json of more than 128 KB, which was 2 MB before 2026-04', async () => {
    const { sim, id } = await shop()
    const entry = { ...MATERIAL, ownerId: id, type: 'json', value: JSON.stringify('x'.repeat(130 * 1024)) }
    expect((await write(sim, [entry])).userErrors[0].code).toBe('INVALID_VALUE')
    sim.options.versions = ['2026-01']
    const old = await fetch(`${sim.url}/admin/api/2026-01/graphql.json`, {
      method: 'POST',
      headers: { 'x-shopify-access-token': sim.options.accessToken },
      body: JSON.stringify({ query: WRITE, variables: { metafields: [entry] } }),
    })
    expect(((await old.json()) as Loose).data.metafieldsSet.userErrors).toEqual([])
  })
})

describe('metafieldsSet', () => {
  test.each([
    ['a short namespace', { namespace: 'ab' }, 'namespace TOO_SHORT: Namespace is too short (minimum is 3 characters)'],
    [
      'a long namespace',
      { namespace: 'n'.repeat(256) },
      'namespace TOO_LONG: Namespace is too long (maximum is 255 characters)',
    ],
    ['a short key', { key: 'x' }, 'key TOO_SHORT: Key is too short (minimum is 2 characters)'],
    ['a long key', { key: 'k'.repeat(65) }, 'key TOO_LONG: Key is too long (maximum is 64 characters)'],
    ['a reserved namespace', { namespace: 'protected' }, 'namespace null: Namespace protected is a reserved namespace'],
    [
      'a namespace of another app',
      { namespace: 'app--7--x' },
      'namespace APP_NOT_AUTHORIZED: Access to this namespace is denied.',
    ],
    [
      'an owner that there is none of',
      { ownerId: 'gid://shopify/Product/9' },
      'ownerId INVALID: Owner does not exist.',
    ],
    ['no type', { type: null }, "type BLANK: can't be blank"],
    ['an unknown type', { type: 'colour' }, "type INVALID_TYPE: Type 'colour' is not known."],
  ])('refuses %s', async (_title, wrong, said) => {
    const { sim, id } = await shop()
    const { metafields, userErrors } = await write(sim, [
      { ...MATERIAL, ownerId: id },
      { ...MATERIAL, ownerId: id, ...wrong },
    ])
    const [{ field, code, message }] = userErrors
    expect([metafields, field.slice(0, 2), `${field[2]} ${code}: ${message}`]).toEqual([[], ['metafields', '1'], said])
    expect((await ask(sim, READ, { id })).product.metafields.nodes).toEqual([])
  })

  test('takes 25 at once', async () => {
    const { sim, id } = await shop()
    const many = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ ...MATERIAL, ownerId: id, key: `key_${at}` }))
    expect((await write(sim, many(25))).metafields).toHaveLength(25)
    expect(await write(sim, many(26))).toEqual({
      metafields: null,
      userErrors: [
        {
          field: ['metafields'],
          message: 'Exceeded the maximum metafields input limit of 25.',
          code: 'LESS_THAN_OR_EQUAL_TO',
          elementIndex: null,
        },
      ],
    })
  })

  test('without value is refused as a variable', async () => {
    const { sim, id } = await shop()
    const body = await say(sim, WRITE, {
      metafields: [{ ownerId: id, namespace: 'custom', key: 'material', type: 'id' }],
    })
    expect(refusal(body)).toBe(
      'INVALID_VARIABLE: Variable $metafields of type [MetafieldsSetInput!]! was provided invalid value for 0.value (Expected value to not be null)',
    )
  })

  test('keeps the last of two for one key, and moves the time of the product', async () => {
    const { sim, id } = await shop({ clockScale: 1000 })
    const before = (await ask(sim, READ, { id })).product.updatedAt
    await new Promise((resolve) => setTimeout(resolve, 20))
    await write(sim, [
      { ...MATERIAL, ownerId: id, value: 'Wool' },
      { ...MATERIAL, ownerId: id },
    ])
    const { updatedAt, metafields } = (await ask(sim, READ, { id })).product
    expect(metafields.nodes).toEqual([MATERIAL])
    expect(updatedAt > before).toBe(true)
  })

  test('writes into the namespace of the app where none is named', async () => {
    const { sim, id } = await shop({ appId: '77' })
    const { namespace: _namespace, ...own } = MATERIAL
    const { metafields } = await write(sim, [
      { ...own, ownerId: id },
      { ...own, ownerId: id, namespace: '$app:sync' },
    ])
    expect(metafields.map(({ namespace }: Loose) => namespace)).toEqual(['app--77', 'app--77--sync'])
    sim.options.appId = '78'
    expect((await ask(sim, READ, { id })).product.metafields.nodes).toEqual([])
  })
})

describe('compareDigest', () => {
  test('lets a write pass that knows what is there, or that writes the same', async () => {
    const { sim, id } = await shop()
    const [first] = (await write(sim, [{ ...MATERIAL, ownerId: id }])).metafields
    const entry = { ...MATERIAL, ownerId: id, value: 'Wool', compareDigest: first.compareDigest }
    expect((await write(sim, [entry])).userErrors).toEqual([])
    expect((await write(sim, [entry])).userErrors).toEqual([])
    const { userErrors, metafields } = await write(sim, [{ ...entry, value: 'Silk' }])
    expect(metafields).toEqual([])
    expect(userErrors).toEqual([
      {
        field: ['metafields', '0'],
        message: 'The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.',
        code: 'STALE_OBJECT',
        elementIndex: null,
      },
    ])
  })

  test('of null wants that nothing is there, and of something else than a digest is refused', async () => {
    const { sim, id } = await shop()
    const entry = { ...MATERIAL, ownerId: id }
    expect((await write(sim, [{ ...entry, compareDigest: null }])).userErrors).toEqual([])
    expect((await write(sim, [{ ...entry, value: 'Silk', compareDigest: null }])).userErrors[0].code).toBe(
      'STALE_OBJECT',
    )
    expect((await write(sim, [{ ...entry, compareDigest: 'x' }])).userErrors[0].code).toBe('INVALID_COMPARE_DIGEST')
  })
})

describe('metafields of a product that is written', () => {
  test('are replaced whole by productSet, but for those of other apps', async () => {
    const { sim, id } = await shop({ appId: '1' })
    await write(sim, [{ ...MATERIAL, ownerId: id, namespace: '$app:x' }])
    sim.options.appId = '2'
    await write(sim, [{ ...MATERIAL, ownerId: id }])
    await set(sim, { metafields: [{ ...MATERIAL, key: 'colour', value: 'Red' }] }, { id })
    expect((await ask(sim, READ, { id })).product.metafields.nodes).toEqual([
      { ...MATERIAL, key: 'colour', value: 'Red' },
    ])
    expect(sim.store.table('Metafield').size).toBe(2)
  })

  test('are added to by productUpdate', async () => {
    const { sim, id } = await shop()
    await write(sim, [{ ...MATERIAL, ownerId: id }])
    const update =
      'mutation ($product: ProductUpdateInput!) { productUpdate(product: $product) { userErrors { message } } }'
    await ask(sim, update, { product: { id, metafields: [{ ...MATERIAL, key: 'colour', value: 'Red' }] } })
    const { nodes } = (await ask(sim, READ, { id })).product.metafields
    expect(nodes.map(({ key }: Loose) => key)).toEqual(['material', 'colour'])
    expect((await ask(sim, READ, { id, keys: ['custom.colour'] })).product.metafields.nodes).toHaveLength(1)
  })

  test('that are wrong are an error of the product, and nothing is written', async () => {
    const { sim, id } = await shop()
    const { userErrors } = await set(sim, { title: 'New', metafields: [{ ...MATERIAL, type: 'boolean' }] }, { id })
    expect(userErrors).toEqual([
      {
        field: ['input', 'metafields', '0', 'value'],
        message: 'Value must be true or false.',
        code: 'INVALID_METAFIELD',
      },
    ])
    expect(sim.store.get('Product', id)?.title).toBe('Shirt')
  })

  test('go with metafieldsDelete, and what is not there comes back as null', async () => {
    const { sim, id } = await shop()
    await write(sim, [{ ...MATERIAL, ownerId: id }])
    const remove =
      'mutation ($m: [MetafieldIdentifierInput!]!) { metafieldsDelete(metafields: $m) { deletedMetafields { key } userErrors { message } } }'
    const name = { ownerId: id, namespace: 'custom', key: 'material' }
    const { metafieldsDelete } = await ask(sim, remove, { m: [name, { ...name, key: 'none' }] })
    expect(metafieldsDelete).toEqual({ deletedMetafields: [{ key: 'material' }, null], userErrors: [] })
    expect((await ask(sim, READ, { id })).product.metafields.nodes).toEqual([])
  })
})
