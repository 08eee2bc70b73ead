import { describe, expect, test } from 'vitest'
import { type LiveResource, liveOf } from '../../../../src/model/live.ts'
import { encodeBaseline } from '../../../../src/providers/shopify/target/baseline-value.ts'
import { ask } from '../../../sandbox/shopify/support.ts'
import { inSizes, picture, single } from '../products.ts'
import { never } from '../world.ts'
import { define, fieldsAsked, gidOf, keyed, large, ours, WANT, worlds } from './reads-world.ts'

const world = worlds()

const metafield = (key: string, type: string, value: string) => ({ namespace: 'custom', key, type, value })

function productOf(resources: { [kind: string]: LiveResource[] }, key: string): LiveResource['fields'] {
  return resources.product?.find((one) => one.key === key)?.fields ?? {}
}

describe('what is read of a product', () => {
  test('is every value in the form in which it is compared, and nothing that is empty', async () => {
    const metafields = [
      keyed('sock'),
      metafield('rows', 'number_integer', '3'),
      metafield('ratio', 'number_decimal', '1.50'),
      metafield('vegan', 'boolean', 'false'),
      metafield('since', 'date', '2026-01-31'),
      metafield('sizes', 'list.single_line_text_field', '["9","10"]'),
      metafield('counts', 'list.number_integer', '[1,2]'),
      metafield('more', 'json', '{"a":[1,true]}'),
      metafield('lines', 'multi_line_text_field', 'one\ntwo'),
    ]
    const baseline = { namespace: '$app:sync', key: 'baseline', type: 'json', value: encodeBaseline('text') }
    const more = {
      ...{ descriptionHtml: '<p>Warm &amp; red</p>', vendor: 'Acme', productType: 'Socks', tags: ['b', 'a'] },
      ...{ status: 'DRAFT', handle: 'Warm Sock', category: 'gid://shopify/TaxonomyCategory/aa-1-1' },
      seo: { title: 'Warm' },
      metafields: [...metafields, baseline],
    }
    const weight = { inventoryItem: { measurement: { weight: { value: 1.5, unit: 'KILOGRAMS' } } } }
    const variant = { sku: 'SOCK', barcode: '123', price: '9.5', compareAtPrice: '12', taxable: false, ...weight }
    const at = await world({ products: [ours('sock', more, { ...variant, metafields: [keyed('sock')] })] })
    const paths = ['rows', 'ratio', 'vegan', 'since', 'sizes', 'counts', 'more', 'lines', 'none']
    const want = { ...WANT, paths: paths.map((key) => `metafields.custom.${key}`) }
    const { resources } = await at.reads().read(want, never())

    expect(productOf(resources, 'sock')).toEqual({
      ...{ title: 'sock', descriptionHtml: '<p>Warm &amp; red</p>', vendor: 'Acme', productType: 'Socks' },
      ...{ tags: ['a', 'b'], status: 'DRAFT', handle: 'warm-sock', category: 'aa-1-1', 'seo.title': 'Warm' },
      'metafields.custom.sync_key': 'sock',
      'metafields.$app:sync.baseline': 'text',
      'metafields.custom.rows': 3,
      'metafields.custom.ratio': '1.50',
      'metafields.custom.vegan': false,
      'metafields.custom.since': '2026-01-31',
      'metafields.custom.sizes': ['9', '10'],
      'metafields.custom.counts': ['1', '2'],
      'metafields.custom.more': { a: [1, true] },
      'metafields.custom.lines': 'one\ntwo',
      'variants/sock/sku': 'SOCK',
      'variants/sock/barcode': '123',
      'variants/sock/price': '9.50',
      'variants/sock/compareAtPrice': '12.00',
      'variants/sock/taxable': false,
      'variants/sock/weight_g': 1500,
      'variants/sock/metafields.custom.sync_key': 'sock',
    })
  })

  test('are told from what Shopify gives of itself: the vendor of what has none, a price of nothing', async () => {
    const at = await world({
      products: [ours('sock', {}, { price: '0' }), ours('boot', { vendor: 'Acme' }, { price: '9.5' })],
    })
    const reads = at.reads()
    await reads.connect(never())
    const { resources } = await reads.read(WANT, never())
    const unset = liveOf({ resources }, 'product').map((one) => [
      one.key,
      one.unset?.map((path) => path.split('/').at(-1)),
    ])

    expect(unset.sort()).toEqual([
      ['boot', undefined],
      ['sock', ['vendor', 'price']],
    ])
  })

  test('are all its variants, media, collections and publications, also those of others', async () => {
    const files = [picture('side'), picture('top')]
    const at = await world({ products: [inSizes('Boot', ['9', '10'], { files, metafields: [keyed('boot')] })] })
    const id = gidOf(at, 'Boot')
    const { collectionCreate } = at.sim.person(
      'mutation { collectionCreate(collection: { title: "Winter" }) { collection { id } userErrors { message } } }',
    ) as { collectionCreate: { collection: { id: string } } }
    const joined = { id: collectionCreate.collection.id, productIds: [id] }
    at.sim.person(
      'mutation($id: ID!, $productIds: [ID!]!) { collectionAddProducts(id: $id, productIds: $productIds) { userErrors { message } } }',
      joined,
    )
    const { publications } = await ask(at.sim, '{ publications(first: 1) { nodes { id name } } }')
    at.sim.person(
      'mutation($id: ID!, $input: [PublicationInput!]!) { publishablePublish(id: $id, input: $input) { userErrors { message } } }',
      { id, input: [{ publicationId: publications.nodes[0].id }] },
    )
    const reads = at.reads({ settings: { publish: ['Online Store'], collections: ['summer'] } })
    const { resources, complete } = await reads.read(WANT, never())
    const media = at.sim.store.get('Product', id)?.media
    const [nine, ten] = at.sim.store.get('Product', id)?.variants.map((one) => one.id.replace(/^.*\//, '')) ?? []

    expect(complete).toBe(true)
    expect(productOf(resources, 'boot')).toMatchObject({
      ...{ media, collections: ['winter'], publications: ['Online Store'] },
      [`variants/${nine}/options`]: { Size: '9' },
      [`variants/${ten}/options`]: { Size: '10' },
      [`variants/${ten}/sku`]: 'Boot-10',
    })
    expect(liveOf({ resources }, 'collection')).toEqual([
      { kind: 'collection', key: 'winter', id: collectionCreate.collection.id, fields: {} },
    ])
    expect(liveOf({ resources }, 'publication').map(({ key }) => key)).toEqual([
      'Online Store',
      'Point of Sale',
      'Shop',
    ])
    expect(liveOf({ resources }, 'file')).toEqual([
      { kind: 'file', key: 'side.jpg', id: media?.[0], fields: {} },
      { kind: 'file', key: 'top.jpg', id: media?.[1], fields: {} },
    ])
    expect(reads.seen.of(id)).toMatchObject({
      collections: [{ id: collectionCreate.collection.id, handle: 'winter' }],
      publications: [{ id: publications.nodes[0].id, name: 'Online Store' }],
    })
  })

  test('is more than 250 variants in the order of the shop, and more than a page of media', async () => {
    const files = Array.from({ length: 200 }, (_, place) => picture(`p-${place}`))
    const at = await world({ products: [large('Boot', 26, { files, metafields: [keyed('boot')] })] })
    const reads = at.reads()
    const { resources } = await reads.read(WANT, never())
    const { media, variants } = reads.seen.of(gidOf(at, 'Boot')) ?? {}

    expect(variants?.map(({ id }) => id)).toEqual(
      at.sim.store.get('Product', gidOf(at, 'Boot'))?.variants.map(({ id }) => id),
    )
    expect([variants?.length, media?.length, liveOf({ resources }, 'file').length]).toEqual([260, 200, 200])
  })

  test('of others is known by its number, with what it may be told by', async () => {
    const at = await world({ products: [single('Hat', { handle: 'hat' }, { sku: 'HAT-1' })] })
    const { resources } = await at.reads().read(WANT, never())
    const [hat] = liveOf({ resources }, 'product')
    const variant = at.sim.store.get('Product', gidOf(at, 'Hat'))?.variants[0]?.id.replace(/^.*\//, '')

    expect(hat?.key).toBe(`shopify:${gidOf(at, 'Hat').replace(/^.*\//, '')}`)
    expect(hat?.fields).toMatchObject({ handle: 'hat', [`variants/${variant}/sku`]: 'HAT-1' })
  })

  test('is what can be sold at the location of the settings, where it is stocked there', async () => {
    const at = await world()
    const { locations } = await ask(at.sim, '{ locations(first: 1) { nodes { id name } } }')
    const [{ id: locationId }] = locations.nodes
    const inventoryQuantities = [{ locationId, name: 'available', quantity: 7 }]
    const stocked = ours('sock', {}, { inventoryItem: { tracked: true }, inventoryQuantities })
    await ask(at.sim, 'mutation($input: ProductSetInput!) { productSet(input: $input) { userErrors { message } } }', {
      input: stocked,
    })
    for (const location of ['Shop location', locationId, locationId.replace(/^.*\//, '')]) {
      const { resources } = await at.reads({ settings: { location } }).read(WANT, never())
      expect(productOf(resources, 'sock')['variants/sock/inventory']).toBe(7)
    }
    await expect(at.reads({ settings: { location: 'Attic' } }).read(WANT, never())).rejects.toMatchObject({
      ...{ code: 'location', hints: [expect.stringContaining('"Shop location"'), expect.any(String)] },
    })
  })
})

describe('a read', () => {
  test('of a shop takes one bulk operation and a few small queries', async () => {
    const at = await world({ products: Array.from({ length: 30 }, (_, place) => ours(`p-${place}`)) })
    const reads = at.reads({ settings: { publish: ['Online Store'], collections: ['summer'] } })
    await reads.connect(never())
    await reads.read(WANT, never())

    const asked = fieldsAsked(at.sim).filter((field) => field !== 'bulkOperation')
    expect(asked).toEqual([
      ...['shop', 'currentAppInstallation', 'metafieldDefinitions', 'metafieldDefinitions', 'publications'],
      ...['collectionByIdentifier', 'productsCount', 'products', 'bulkOperationRunQuery'],
    ])
    expect(at.sim.calls.reduce((sum, { actualCost }) => sum + (actualCost ?? 0), 0)).toBeLessThan(60)
  })

  test('tells definitions with their types, and which of those that are asked for are missing', async () => {
    const at = await world()
    await define(at.sim, { namespace: 'custom', key: 'rows', ownerType: 'PRODUCT', type: 'number_integer' })
    const paths = ['title', 'metafields.custom.rows', 'metafields.custom.none', 'metafields.$app:x.y']
    const { resources, missing } = await at.reads().read({ ...WANT, paths }, never())

    expect(liveOf({ resources }, 'metafield-definition').map(({ key, fields }) => [key, fields])).toEqual([
      ['product.custom.sync_key', { type: 'id', name: 'sync_key' }],
      ['product.custom.rows', { type: 'number_integer', name: 'rows' }],
      ['variant.custom.sync_key', { type: 'id', name: 'sync_key' }],
    ])
    expect(missing).toEqual(['metafields.custom.none'])
  })

  test('of an empty shop is complete, with nothing in it', async () => {
    const at = await world({ bare: true })

    expect(await at.reads().read(WANT, never())).toMatchObject({
      complete: true,
      missing: [],
      resources: { product: [], file: [] },
    })
  })

  test('brings all metafields where everything is asked for', async () => {
    const note = { namespace: 'people', key: 'note', type: 'single_line_text_field', value: 'theirs' }
    const at = await world({
      products: [ours('sock', { metafields: [keyed('sock'), note] }, { metafields: [keyed('sock'), note] })],
    })
    const plain = await at.reads().read(WANT, never())
    const whole = await at.reads().read({ ...WANT, also: () => true }, never())

    expect(productOf(plain.resources, 'sock')['metafields.people.note']).toBeUndefined()
    expect(productOf(whole.resources, 'sock')).toMatchObject({
      'metafields.people.note': 'theirs',
      'variants/sock/metafields.people.note': 'theirs',
    })
  })

  test('tells its progress', async () => {
    const at = await world({ products: [ours('sock'), ours('boot')] })
    const told: unknown[] = []
    await at.reads().read(WANT, never(), (page) => void told.push(page))

    expect(told.at(-1)).toEqual({ what: 'products', read: 2, of: 2 })
  })

  test('ends when the credentials are of another shop', async () => {
    const at = await world()

    await expect(at.reads({ settings: { shop: 'other' } }).connect(never())).rejects.toMatchObject({
      code: 'shopify-shop',
    })
    expect(await at.reads().connect(never())).toEqual({
      account: 'sandbox',
      windows: [{ limit: 100, window_size: 1, unit: 'point', burst: 2000 }],
    })
  })
})
