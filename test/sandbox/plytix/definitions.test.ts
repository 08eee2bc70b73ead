import { expect, test } from 'vitest'
import { attributeIds, openAccount, relationshipIds } from './support.ts'

test('the label of a relationship comes from its name, whatever label is sent', async () => {
  const { call } = await openAccount()
  const answer = await call('POST', 'v1/relationships', { name: 'Care-Kits v1.2', label: 'kits' })
  expect([answer.status, answer.body.data[0]]).toMatchObject([
    201,
    { name: 'Care-Kits v1.2', label: 'care_kits_v1_2', symmetrical: false },
  ])
})

test('a taken relationship name is answered 422, on renaming too', async () => {
  const account = await openAccount()
  const { amazon_hierarchy: id } = await relationshipIds(account)
  const body = { name: 'Amazon Listings' }
  expect((await account.call('POST', 'v1/relationships', body)).status).toBe(422)
  expect((await account.call('PATCH', `v1/relationships/${id}`, body)).status).toBe(422)
  const renamed = await account.one('PATCH', `v1/relationships/${id}`, { name: 'Family Tree' })
  expect(renamed).toMatchObject({ id, name: 'Family Tree', label: 'amazon_hierarchy' })
})

test('a relationship is found by name or label, and rows hold what was asked for', async () => {
  const account = await openAccount()
  const filters = [[{ field: 'label', operator: 'eq', value: 'amazon_listings' }]]
  const rows = await account.rows({ filters, attributes: ['name'] }, 'v1/relationships/search')
  expect(rows).toEqual([{ id: expect.any(String), name: 'Amazon Listings' }])
  const answer = await account.call('POST', 'v1/relationships/search', { attributes: ['colour'] })
  expect(answer.status).toBe(422)
})

test('a relationship in use cannot be deleted, one that nobody uses can', async () => {
  const account = await openAccount()
  const { amazon_hierarchy: used, amazon_listings: free } = await relationshipIds(account)
  const pairs = { product_relationships: [{ product_id: account.id('CLOG') }] }
  await account.call('POST', `v1/products/${account.id('BOOT')}/relationships/${used}`, pairs)
  expect((await account.call('DELETE', `v1/relationships/${used}`)).status).toBe(409)
  expect((await account.call('DELETE', `v1/relationships/${free}`)).status).toBe(204)
  expect((await account.call('GET', `v1/relationships/${free}`)).status).toBe(404)
})

test('the label of an attribute comes from its name, whatever label is sent', async () => {
  const { call } = await openAccount()
  const body = { name: 'Amazon Item-Height: cm', label: 'height', type_class: 'DecimalAttribute' }
  const answer = await call('POST', 'v1/attributes/product', body)
  expect([answer.status, answer.body.data[0]]).toMatchObject([
    201,
    { label: 'amazon_item_height__cm', type_class: 'DecimalAttribute', filter_type: 'DecimalAttribute' },
  ])
})

test('a taken attribute name is answered 422', async () => {
  const { call } = await openAccount()
  const answer = await call('POST', 'v1/attributes/product', { name: 'Brand', type_class: 'TextAttribute' })
  expect([answer.status, answer.body]).toEqual([
    422,
    { error: { msg: 'a product attribute with same name already exists' } },
  ])
})

test.each(['NumberAttribute', 'textattribute', 'FormulaAttribute', undefined])(
  'the attribute type %s is answered 422',
  async (type_class) => {
    const { call } = await openAccount()
    const answer = await call('POST', 'v1/attributes/product', { name: 'Shaft', type_class })
    expect([answer.status, answer.body.error.errors[0].field]).toEqual([422, 'type_class'])
  },
)

test('a choice has at most 1000 options, when it is made and when it is changed', async () => {
  const account = await openAccount()
  const options = Array.from({ length: 1001 }, (_, place) => `Colour ${place}`)
  const body = { name: 'Trim', type_class: 'DropdownAttribute' }
  expect((await account.call('POST', 'v1/attributes/product', { ...body, options })).status).toBe(422)
  const made = await account.one('POST', 'v1/attributes/product', { ...body, options: options.slice(1) })
  expect(made.options).toHaveLength(1000)
  expect((await account.call('PATCH', `v1/attributes/product/${made.id}`, { options })).status).toBe(422)
})

test('a patch replaces all options; values outside them stay, and the label never changes', async () => {
  const account = await openAccount()
  const { colour } = await attributeIds(account)
  const path = `v1/products/${account.id('BOOT')}`
  await account.call('PATCH', path, { attributes: { colour: 'Red' } })
  const body = { name: 'Leather', options: ['Tan', 'Black'] }
  const patched = await account.one('PATCH', `v1/attributes/product/${colour}`, body)
  expect(patched).toMatchObject({ name: 'Leather', label: 'colour', options: ['Tan', 'Black'] })
  expect((await account.one('GET', path)).attributes.colour).toBe('Red')
  expect((await account.call('PATCH', path, { attributes: { colour: 'Red' } })).status).toBe(422)
})

test('an attribute search returns only id and filter type unless columns are asked for', async () => {
  const account = await openAccount()
  const path = 'v1/attributes/product/search'
  const filters = [[{ field: 'label', operator: 'eq', value: 'colour' }]]
  expect(await account.rows({ filters, pagination: { page_size: 1000 } }, path)).toEqual([
    { id: expect.any(String), filter_type: 'DropdownAttribute' },
  ])
  const rows = await account.rows({ filters, attributes: ['name', 'label', 'type_class', 'options'] }, path)
  expect(rows).toMatchObject([
    { name: 'Colour', label: 'colour', type_class: 'DropdownAttribute', options: ['Red', 'Tan'] },
  ])
  expect((await account.call('POST', path, { pagination: { page_size: 1001 } })).status).toBe(422)
})

test('an attribute is read by id, and an unknown one is answered 404', async () => {
  const account = await openAccount()
  const { brand } = await attributeIds(account)
  expect(await account.one('GET', `v1/attributes/product/${brand}`)).toMatchObject({ label: 'brand' })
  for (const method of ['GET', 'PATCH', 'DELETE']) {
    const answer = await account.call(method, 'v1/attributes/product/65a1', method === 'PATCH' ? {} : undefined)
    expect([answer.status, answer.body.error.errors]).toEqual([404, [{ field: 'id', msg: 'id does not exist' }]])
  }
})

test('the values of a deleted attribute vanish; one in a catalogue is answered 409', async () => {
  const attributes = [
    { name: 'Brand', type_class: 'TextAttribute' },
    { name: 'Price', type_class: 'DecimalAttribute', in_use: true },
  ]
  const account = await openAccount({}, { attributes, products: [{ sku: 'BOOT', attributes: { brand: 'Hooey' } }] })
  const { brand, price } = await attributeIds(account)
  expect((await account.call('DELETE', `v1/attributes/product/${brand}`)).status).toBe(202)
  expect((await account.one('GET', `v1/products/${account.id('BOOT')}`)).attributes).toEqual({})
  const answer = await account.call('DELETE', `v1/attributes/product/${price}`)
  expect([answer.status, answer.body.error.errors[0].field]).toEqual([409, 'usages'])
})

test('a completeness attribute names the attributes that it lacks', async () => {
  const { call } = await openAccount()
  const body = { name: 'Filled', type_class: 'CompletenessAttribute', attributes: [{ id: '65a1' }] }
  const answer = await call('POST', 'v1/attributes/product', body)
  expect([answer.status, answer.body.error]).toEqual([
    422,
    { msg: 'Missing attributes', errors: [{ field: 'attributes', msg: ['65a1'] }] },
  ])
})

test('a new attribute joins the families that it names', async () => {
  const { one, call } = await openAccount()
  const family = await one('POST', 'v1/product_families', { name: 'Footwear' })
  const product_families = [{ id: family.id, attribute_level: 'parent_level' }]
  await call('POST', 'v1/attributes/product', { name: 'Shaft', type_class: 'TextAttribute', product_families })
  const rows = (await call('GET', `v1/product_families/${family.id}/attributes`)).body.data
  expect(rows).toMatchObject([{ label: 'shaft', attribute_level: 'parent_level' }])
})

test('the filter lists name every field with its operators, custom ones with their prefix', async () => {
  const { one } = await openAccount()
  const { attributes, properties } = await one('GET', 'v1/filters/product')
  expect(attributes).toContainEqual({
    key: 'attributes.colour',
    filter_type: 'DropdownAttribute',
    operators: ['exists', '!exists', 'eq', '!eq', 'in', '!in'],
    options: ['Red', 'Tan'],
  })
  expect(properties.find((row: { key: string }) => row.key === 'sku').operators).toContain('in')
  const assets = await one('GET', 'v1/filters/asset')
  expect(assets.properties.map((row: { key: string }) => row.key)).toContain('filename')
  const relationships = await one('GET', 'v1/filters/relationships')
  expect(relationships.properties.map((row: { key: string }) => row.key)).toContain('symmetrical')
})
