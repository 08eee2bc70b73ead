import { expect, test } from 'vitest'
import { assetIds, attributeIds, openAccount } from './support.ts'

const UNKNOWN = '65a1b2c3d4e5ffffffffffff'

test('a product made on v1 comes back in full, as a draft, with its location', async () => {
  const { call } = await openAccount()
  const body = { sku: 'SANDAL', label: 'Sandal', attributes: { brand: 'Twisted X', eyelets: 4 } }
  const answer = await call('POST', 'v1/products', body)
  const [product] = answer.body.data
  expect([answer.status, answer.headers.get('location')]).toEqual([201, `/api/v1/products/${product.id}`])
  expect(product).toMatchObject({
    sku: 'SANDAL',
    label: 'Sandal',
    gtin: null,
    status: 'Draft',
    attributes: { brand: 'Twisted X', eyelets: 4 },
    assets: [],
    categories: [],
    thumbnail: null,
    num_variations: 0,
    product_type: 'SINGLE',
    product_family_id: null,
    relationships: [],
    overwritten_attributes: [],
  })
  expect(product.id).toMatch(/^[0-9a-f]{24}$/)
  expect(product.modified).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/)
})

test('a product made on v2 comes back as id, times and audit only', async () => {
  const { one } = await openAccount()
  const product = await one('POST', 'v2/products', { sku: 'SANDAL' })
  expect(Object.keys(product).sort()).toEqual([
    'created',
    'created_user_audit',
    'id',
    'modified',
    'modified_user_audit',
  ])
  expect(product.modified).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/)
})

test('unknown and read-only keys and the family are passed over without a word', async () => {
  const { one, id } = await openAccount()
  const ignored = { id: UNKNOWN, product_family: UNKNOWN, product_family_id: UNKNOWN, created: 'never', colour: 'red' }
  const made = await one('POST', 'v1/products', { sku: 'SANDAL', ...ignored })
  expect(made).toMatchObject({ product_family_id: null })
  expect([made.id === UNKNOWN, 'colour' in made]).toEqual([false, false])
  const patched = await one('PATCH', `v1/products/${id('BOOT')}`, ignored)
  expect(patched).toMatchObject({ id: id('BOOT'), product_family_id: null })
})

test.each([
  [{}, 'sku', 'Missing data for required field.'],
  [{ sku: '' }, 'sku', 'Not a valid string.'],
  [{ sku: 'S', status: 'active' }, 'status', 'Value is not valid, valid values are [Draft, Completed, Archived]'],
  [{ sku: 'S', thumbnail: '65a1' }, 'thumbnail', { _schema: ['Invalid input type.'] }],
  [{ sku: 'S', thumbnail: { id: UNKNOWN } }, 'thumbnail', 'asset does not exist'],
  [{ sku: 'S', assets: [{ id: UNKNOWN }] }, 'assets', `${UNKNOWN} does not exist`],
  [{ sku: 'S', categories: [{ id: UNKNOWN }] }, 'categories', `${UNKNOWN} does not exist`],
  [{ sku: 'S', label: 7 }, 'label', 'Not a valid string.'],
])('creating %j is answered 422 for %s', async (body, field, msg) => {
  const { sim, call } = await openAccount()
  for (const version of ['v1', 'v2']) {
    const answer = await call('POST', `${version}/products`, body)
    expect([answer.status, answer.body.error]).toEqual([
      422,
      { msg: 'product data validation failed', errors: [{ field, msg }] },
    ])
  }
  expect(sim.store.productCount()).toBe(3)
})

test('a taken SKU is answered 409 on create and on patch; case matters', async () => {
  const { call, id } = await openAccount()
  const errors = [{ field: 'sku', msg: 'A product with the same SKU already exists' }]
  for (const version of ['v1', 'v2']) {
    const answer = await call('POST', `${version}/products`, { sku: 'BOOT' })
    expect([answer.status, answer.body.error.errors]).toEqual([409, errors])
  }
  expect((await call('PATCH', `v1/products/${id('CLOG')}`, { sku: 'BOOT' })).status).toBe(409)
  expect((await call('PATCH', `v1/products/${id('BOOT')}`, { sku: 'BOOT' })).status).toBe(200)
  expect((await call('POST', 'v1/products', { sku: 'boot' })).status).toBe(201)
})

test('an unknown product is answered 404 in the words of each version', async () => {
  const { call } = await openAccount()
  const v1 = await call('GET', `v1/products/${UNKNOWN}`)
  expect(v1.status).toBe(404)
  expect(v1.body.error).toEqual({
    msg: ` No results found for ${UNKNOWN}`,
    errors: [{ field: 'id', msg: 'product does not exist' }],
  })
  const v2 = await call('PATCH', 'v2/products/not-hex', {})
  expect(v2.status).toBe(404)
  expect(v2.body.error).toEqual({
    msg: 'No results found for None',
    errors: [{ field: 'id', msg: 'does not exist' }],
  })
})

test('empty attributes are left out of a read unless all are asked for', async () => {
  const { one, id } = await openAccount()
  await one('PATCH', `v1/products/${id('BOOT')}`, { attributes: { brand: 'Twisted X' } })
  expect((await one('GET', `v1/products/${id('BOOT')}`)).attributes).toEqual({ brand: 'Twisted X' })
  const all = (await one('GET', `v1/products/${id('BOOT')}?all_attributes=true`)).attributes
  expect(all).toMatchObject({ brand: 'Twisted X', eyelets: null, amazon_images: null })
})

test('v1 expands references; v2 gives ids, and media as lists of id strings', async () => {
  const account = await openAccount()
  const { one, id } = account
  const { 'toe.jpg': toe = '', 'sole.jpg': sole = '' } = await assetIds(account)
  const attributes = { sole_photo: { id: sole }, amazon_images: [{ id: toe }, { id: sole }] }
  await one('PATCH', `v1/products/${id('BOOT')}`, { thumbnail: { id: toe }, attributes })
  const v1 = await one('GET', `v1/products/${id('BOOT')}`)
  expect(v1.thumbnail).toMatchObject({ id: toe, filename: 'toe.jpg' })
  expect(v1.assets.map((asset: { filename: string }) => asset.filename)).toEqual(['toe.jpg', 'sole.jpg'])
  expect(v1.attributes.sole_photo).toMatchObject({ id: sole, filename: 'sole.jpg' })
  expect(v1.attributes.amazon_images).toMatchObject([{ id: toe }, { id: sole, filename: 'sole.jpg' }])
  const v2 = await one('GET', `v2/products/${id('BOOT')}`)
  expect(v2).toMatchObject({ thumbnail: { id: toe }, assets: [{ id: toe }, { id: sole }], product_level: 0 })
  expect(v2.attributes).toEqual({ sole_photo: [sole], amazon_images: [toe, sole] })
  account.sim.options.v2References = 'ids'
  expect(await one('GET', `v2/products/${id('BOOT')}`)).toMatchObject({ thumbnail: toe, assets: [toe, sole] })
})

test('a patch leaves what it does not name, and null clears', async () => {
  const { one, id } = await openAccount()
  const path = `v1/products/${id('BOOT-7')}`
  await one('PATCH', path, { attributes: { brand: 'Twisted X', eyelets: 6 } })
  const product = await one('PATCH', path, { gtin: null, attributes: { eyelets: null } })
  expect(product).toMatchObject({ label: 'Work Boot 7', gtin: null, attributes: { brand: 'Twisted X' } })
  expect(product.attributes).not.toHaveProperty('eyelets')
})

test('the same values leave the time of modification alone, others move it', async () => {
  const { one, clock, id } = await openAccount()
  const path = `v1/products/${id('BOOT-7')}`
  const attributes = { brand: 'Twisted X', seasons: ['Fall'] }
  const first = await one('PATCH', path, { attributes })
  clock.advance(5000)
  const again = await one('PATCH', path, { label: 'Work Boot 7', attributes: { ...attributes, eyelets: null } })
  expect(again.modified).toBe(first.modified)
  const changed = await one('PATCH', path, { attributes: { brand: 'Hooey' } })
  expect(changed.modified > first.modified).toBe(true)
})

test('one bad attribute fails the whole patch', async () => {
  const { sim, call, id } = await openAccount()
  const body = { label: 'New', attributes: { brand: 'Twisted X', colour: 'Mauve', laces: 'long' } }
  const answer = await call('PATCH', `v2/products/${id('BOOT-7')}`, body)
  expect(answer.status).toBe(422)
  expect(answer.body.error.errors).toEqual([
    { field: 'colour', msg: "[u'Mauve'] are not a valid values for Colour (colour) attribute." },
    { field: 'laces', msg: 'label does not exist' },
  ])
  expect(sim.store.product('BOOT-7')).toMatchObject({ label: 'Work Boot 7', attributes: {} })
})

test('a deleted product takes its variants and the links to it along', async () => {
  const { call, one, id } = await openAccount()
  await call('POST', `v1/products/${id('BOOT')}/variants`, { variant: { sku: 'BOOT-8' } })
  const relationship = await one('POST', 'v1/relationships', { name: 'Care Kits' })
  const links = `v1/products/${id('CLOG')}/relationships/${relationship.id}`
  const targets = ['BOOT', 'BOOT-8', 'BOOT-7'].map((sku) => ({ product_id: id(sku) }))
  await call('POST', links, { product_relationships: targets })
  const gone = [id('BOOT'), id('BOOT-8')]
  expect((await call('DELETE', `v1/products/${gone[0]}`)).status).toBe(204)
  for (const one of gone) expect((await call('GET', `v1/products/${one}`)).status).toBe(404)
  const { relationships } = await one('GET', `v1/products/${id('CLOG')}`)
  expect(relationships[0].related_products).toMatchObject([{ product_id: id('BOOT-7') }])
  expect((await call('DELETE', `v2/products/${gone[0]}`)).status).toBe(404)
})

test('a family is assigned by its own call, and an empty id takes it away', async () => {
  const { call, one, id } = await openAccount()
  const family = await one('POST', 'v1/product_families', { name: 'Footwear' })
  const path = `products/${id('BOOT')}/family`
  const v1 = await call('POST', `v1/${path}`, { product_family_id: family.id })
  expect([v1.status, v1.body.data[0].product_family_id, v1.body.data[0].sku]).toEqual([200, family.id, 'BOOT'])
  expect((await one('GET', `v1/product_families/${family.id}`)).total_products).toBe(1)
  const v2 = await call('POST', `v2/${path}`, { product_family_id: '' })
  expect([v2.status, 'sku' in v2.body.data[0]]).toEqual([200, false])
  expect((await one('GET', `v1/products/${id('BOOT')}`)).product_family_id).toBeNull()
})

test('an unknown family or product is answered 404, or 500 when it is set so', async () => {
  const { sim, call, id } = await openAccount()
  const calls = () =>
    Promise.all([
      call('POST', `v1/products/${id('BOOT')}/family`, { product_family_id: UNKNOWN }),
      call('POST', `v1/products/${UNKNOWN}/family`, { product_family_id: '' }),
    ])
  expect((await calls()).map(({ status }) => status)).toEqual([404, 404])
  sim.options.familyMissingStatus = 500
  expect((await calls()).map(({ status }) => status)).toEqual([500, 500])
})

test('changing the family loses values that only the former one had', async () => {
  const account = await openAccount()
  const { one, id } = account
  const { brand, eyelets } = await attributeIds(account)
  const boots = await one('POST', 'v1/product_families', { name: 'Boots', attributes: [brand, eyelets] })
  const clogs = await one('POST', 'v1/product_families', { name: 'Clogs', attributes: [brand] })
  const attributes = { brand: 'Twisted X', eyelets: 6, waterproof: true }
  await one('PATCH', `v1/products/${id('BOOT')}`, { attributes })
  const path = `v1/products/${id('BOOT')}/family`
  expect((await one('POST', path, { product_family_id: boots.id })).attributes).toEqual(attributes)
  const moved = await one('POST', path, { product_family_id: clogs.id })
  expect(moved.attributes).toEqual({ brand: 'Twisted X', waterproof: true })
  account.sim.options.familyDropsOutside = true
  const back = await one('POST', path, { product_family_id: boots.id })
  expect(back.attributes).toEqual({ brand: 'Twisted X' })
})

test('a product holds at most 300 assets', async () => {
  const assets = Array.from({ length: 301 }, (_, place) => ({ filename: `boot-${place}.jpg` }))
  const account = await openAccount({}, { assets, products: [{ sku: 'BOOT' }] })
  const ids = account.sim.store.snapshot().assets.map(({ filename }) => filename)
  expect(ids).toHaveLength(301)
  const found: { id: string }[] = []
  for (let page = 1; page <= 4; page++) {
    found.push(...(await account.rows({ filters: [], pagination: { page, page_size: 100 } }, 'v1/assets/search')))
  }
  const list = found.map(({ id }) => ({ id }))
  const path = `v1/products/${account.id('BOOT')}`
  expect((await account.call('PATCH', path, { assets: list })).status).toBe(422)
  expect((await account.call('PATCH', path, { assets: list.slice(0, 300) })).status).toBe(200)
})
