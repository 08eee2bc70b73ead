import { describe, expect, test } from 'vitest'
import { mainKind, partKind } from '../../../../src/model/target-kinds.ts'
import { pageOf } from '../../../../src/providers/shopify/target/page-of.ts'
import { parseTarget, wantsOf } from '../../../../src/providers/shopify/target/settings.ts'
import { shopifyTraits } from '../../../../src/providers/shopify/target/traits.ts'
import { kindOf, workspaceOf } from './workspace.ts'

describe('what a shop can hold', () => {
  test('is made in this order', () => {
    const traits = shopifyTraits(workspaceOf())

    expect(traits.kinds.map(({ name }) => name)).toEqual([
      ...['metafield-definition', 'collection', 'publication', 'file', 'product', 'variant'],
    ])
    expect(mainKind(traits).name).toBe('product')
    expect(partKind(traits)?.within).toEqual({ kind: 'product', group: 'variants' })
  })

  test('collections and publications are people’s: nothing can be done with them', () => {
    const { kinds } = shopifyTraits(workspaceOf())

    expect(kinds.filter(({ can }) => can.length === 0).map(({ name }) => name)).toEqual([
      ...['collection', 'publication'],
    ])
  })

  test('new products get a status, and what the settings name, until a rule says otherwise', () => {
    const target = '{ shop: sandbox, status: ACTIVE, publish: [Online Store, Shop], collections: [winter] }'

    expect(kindOf('product').given).toEqual([
      { label: 'status', value: 'DRAFT', origin: 'target.shopify.status', write: 'if-new' },
    ])
    expect(kindOf('product', { target }).given).toEqual([
      { label: 'status', value: 'ACTIVE', origin: 'target.shopify.status', write: 'if-new' },
      { label: 'collections', value: ['winter'], origin: 'target.shopify.collections', write: 'if-new' },
      { label: 'publications', value: ['Online Store', 'Shop'], origin: 'target.shopify.publish', write: 'if-new' },
    ])
  })

  test('a new product that is published takes a second call, as do deletes and changes of pictures, which are looked at', () => {
    const { calls } = kindOf('product')

    expect(calls({ title: 'A' }, 'create')).toBe(1)
    expect(calls({ title: 'A', publications: ['Online Store'] }, 'create')).toBe(2)
    expect(calls({ publications: ['Online Store'] }, 'update')).toBe(1)
    expect(calls({ media: ['file.a.jpg'] }, 'create')).toBe(1)
    expect(calls({ media: ['file.a.jpg'] }, 'update')).toBe(2)
    expect(calls({}, 'delete')).toBe(2)
    expect(kindOf('file').calls({}, 'delete')).toBe(2)
  })

  test('files go in one call, up to 250 of them', () => {
    expect(kindOf('file').together).toEqual({ upload: 250 })
  })

  test('the key of products and variants stands where the settings say', () => {
    const target = '{ shop: sandbox, key_metafield: my_app.key-1 }'

    expect(kindOf('product', { target }).keyField).toBe('metafields.my_app.key-1')
    expect(kindOf('variant', { target }).keyField).toBe('metafields.my_app.key-1')
  })
})

describe('settings', () => {
  test('have these defaults', () => {
    expect(parseTarget({ shop: 'My-Store.myshopify.com' })).toMatchObject({
      provider: 'shopify',
      sku: '{source}-{shop}-{id}',
      gallery: 'media',
      options: {
        shop: 'my-store',
        api_version: '2026-07',
        keyMetafield: { namespace: 'custom', key: 'sync_key' },
        publish: [],
        status: 'DRAFT',
        location: null,
        collections: [],
      },
    })
  })

  test('take the place of the defaults', () => {
    const settings = parseTarget({
      shop: 'a',
      key: '{sku}',
      key_metafield: 'x_y.z',
      location: 'Berlin',
      publish: ['Shop'],
    })

    expect(settings.sku).toBe('{sku}')
    expect(wantsOf(settings)).toMatchObject({
      keyMetafield: { namespace: 'x_y', key: 'z' },
      location: 'Berlin',
      publish: ['Shop'],
    })
  })
})

test.each([
  ['product', 'gid://shopify/Product/12', 'https://admin.shopify.com/store/sandbox/products/12'],
  ['product', 'gid://shopify/Product/12?x', null],
  ['file', 'gid://shopify/MediaImage/12', null],
])('people see a %s of id %s at %s', (kind, id, page) => {
  expect(pageOf({ account: 'sandbox', kind, key: 'A', id })).toBe(page)
})
