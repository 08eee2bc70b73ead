import { expect, test } from 'vitest'
import { type Account, BOOTS, openAccount } from './support.ts'

const PRODUCTS = [
  { sku: 'BOOT', label: 'Work Boot', status: 'Completed', attributes: { brand: 'Twisted X', eyelets: 6 } },
  { sku: 'CLOG', label: 'Garden Clog', attributes: { brand: 'Hooey', colour: 'Red', launch: '2026-03-01' } },
  { sku: 'SANDAL', gtin: '884882325297', attributes: { seasons: ['Spring'], waterproof: true, eyelets: 2 } },
]

const openShelf = () => openAccount({}, { ...BOOTS, products: PRODUCTS })

async function skus(account: Account, filters: unknown): Promise<string> {
  const rows = await account.rows({ filters })
  return rows.map((row: { sku: string }) => row.sku).join(' ')
}

test.each([
  [[[{ field: 'sku', operator: 'eq', value: 'boot' }]], 'BOOT'],
  [[[{ field: 'sku', operator: 'like', value: 'o' }]], 'BOOT CLOG'],
  [[[{ field: 'sku', operator: 'in', value: ['SANDAL', 'BOOT', 'SHOE'] }]], 'SANDAL BOOT'],
  [[[{ field: 'label', operator: 'like', value: 'CLOG' }]], 'CLOG'],
  [[[{ field: 'gtin', operator: 'exists' }]], 'SANDAL'],
  [[[{ field: 'label', operator: '!exists' }]], 'SANDAL'],
  [[[{ field: 'status', operator: '!in', value: ['Completed'] }]], 'CLOG SANDAL'],
  [[[{ field: 'attributes.brand', operator: 'eq', value: 'twisted x' }]], 'BOOT'],
  [[[{ field: 'attributes.brand', operator: '!eq', value: 'Hooey' }]], 'BOOT SANDAL'],
  [[[{ field: 'attributes.eyelets', operator: 'gte', value: 6 }]], 'BOOT'],
  [[[{ field: 'attributes.colour', operator: 'in', value: ['red'] }]], ''],
  [[[{ field: 'attributes.colour', operator: 'in', value: ['Red'] }]], 'CLOG'],
  [[[{ field: 'attributes.seasons', operator: 'in', value: ['Spring', 'Fall'] }]], 'SANDAL'],
  [[[{ field: 'attributes.waterproof', operator: 'eq', value: true }]], 'SANDAL'],
  [[[{ field: 'attributes.launch', operator: 'eq', value: '2026-03-01' }]], 'CLOG'],
  [[[{ field: 'attributes.launch', operator: 'lt', value: '2026-03-01' }]], ''],
  [[[{ field: 'created', operator: 'gt', value: '2020-01-01' }]], 'BOOT CLOG SANDAL'],
  [[[{ field: 'assets', operator: 'exists' }]], ''],
  [[[{ field: ['label', 'attributes.brand'], operator: 'text_search', value: 'hoo' }]], 'CLOG'],
  [[], 'BOOT CLOG SANDAL'],
])('the filter %j finds "%s"', async (filters, found) => {
  expect(await skus(await openShelf(), filters)).toBe(found)
})

test('conditions of a group are all needed, groups are alternatives', async () => {
  const hasBrand = { field: 'attributes.brand', operator: 'exists' }
  const isDraft = { field: 'status', operator: 'eq', value: 'Draft' }
  const isSandal = { field: 'sku', operator: 'eq', value: 'SANDAL' }
  const account = await openShelf()
  expect(await skus(account, [[hasBrand, isDraft]])).toBe('CLOG')
  expect(await skus(account, [[hasBrand, isDraft], [isSandal]])).toBe('CLOG SANDAL')
})

test.each([
  [{ filters: [[{ field: 'brand', operator: 'eq', value: 'Hooey' }]] }, 'brand', "Field 'brand' doesn't exist"],
  [{ filters: [[{ field: 'attributes.laces', operator: 'exists' }]] }, 'attributes.laces', /doesn't exist/],
  [{ filters: [[{ field: 'product_family_id', operator: 'exists' }]] }, 'product_family_id', /doesn't exist/],
  [{ filters: [[{ field: 'constructor', operator: 'exists' }]] }, 'constructor', /doesn't exist/],
  [{ filters: [[{ field: 'sku', operator: 'contains', value: 'B' }]] }, 'sku', /operator contains is not allowed/],
  [{ filters: [[{ field: 'gtin', operator: 'in', value: ['1'] }]] }, 'gtin', /operator in is not allowed/],
  [{ filters: [[{ field: 'attributes.launch', operator: 'like', value: '2' }]] }, 'attributes.launch', /not allowed/],
  [{ filters: [[{ field: 'attributes.eyelets', operator: 'gt', value: '6' }]] }, 'attributes.eyelets', /number/],
  [{ filters: [[{ field: 'modified', operator: 'gt', value: 'yesterday' }]] }, 'modified', /date/],
  [{ filters: [[{ field: 'sku', operator: 'in', value: [] }]] }, 'sku', /list/],
  [{ filters: [{ field: 'sku', operator: 'eq', value: 'BOOT' }] }, 'filters', 'Unable to decode filters properly'],
  [{ attributes: ['brand'] }, 'brand', 'unknown field'],
  [{ attributes: ['product_family_id'] }, 'product_family_id', 'unknown field'],
  [{ attributes: ['relationships.laces'] }, 'relationships.laces', 'unknown field'],
  [{ pagination: { page_size: 101 } }, 'page_size', 'Must be between 1 and 100.'],
  [{ pagination: { page: 0 } }, 'page', /Must be between/],
  [{ pagination: { order: 'brand' } }, 'order', "Field 'brand' doesn't exist"],
])('searching %j is answered 422 on both versions', async (body, field, msg) => {
  const { call } = await openShelf()
  for (const version of ['v1', 'v2']) {
    const answer = await call('POST', `${version}/products/search`, body)
    expect([answer.status, answer.body.error.msg]).toEqual([422, 'Schema validation error'])
    const problem = answer.body.error.errors[0]
    expect(problem.field).toBe(field)
    if (typeof msg === 'string') expect(problem.msg).toBe(msg)
    else expect(problem.msg).toMatch(msg)
  }
})

test.each([
  ['v1', 20],
  ['v2', 50],
])('%s returns at most %i columns, id and sku apart', async (version, cap) => {
  const attributes = Array.from({ length: cap + 1 }, (_, place) => ({ name: `a${place}`, type_class: 'TextAttribute' }))
  const { call } = await openAccount({}, { attributes })
  const columns = attributes.map(({ name }) => `attributes.${name}`)
  const search = (extra: string[]) =>
    call('POST', `${version}/products/search`, { attributes: [...extra, 'id', 'sku'] })
  expect((await search(columns.slice(0, cap))).status).toBe(200)
  const answer = await search(columns)
  expect(answer.status).toBe(422)
  expect(answer.body.error.errors).toEqual([
    { field: 'schema', msg: `columns limit exceeded, current limit is ${cap}` },
  ])
})

test('without columns a row holds little, and the versions name the parent differently', async () => {
  const account = await openShelf()
  const [v1] = await account.rows({}, 'v1/products/search')
  expect(v1).toEqual({ id: account.id('BOOT'), sku: 'BOOT', num_variations: 0, attributes: {}, _parent_id: null })
  const [v2] = await account.rows({})
  expect(Object.keys(v2).sort()).toEqual([
    'attributes',
    'id',
    'modified_user_audit',
    'num_variations',
    'parent_id',
    'sku',
  ])
})

test('only columns that were asked for come back, without the empty ones', async () => {
  const account = await openShelf()
  const columns = ['label', 'gtin', 'status', 'attributes.brand', 'attributes.launch', 'relationships.amazon_listings']
  const rows = await account.rows({ attributes: columns })
  expect(rows[1]).toMatchObject({ sku: 'CLOG', label: 'Garden Clog', status: 'Draft' })
  expect(rows[1].attributes).toEqual({ brand: 'Hooey', launch: '2026-03-01T00:00:00' })
  expect(rows[1]).not.toHaveProperty('gtin')
  expect(rows[1]).not.toHaveProperty('relationships')
  expect(rows[2]).toMatchObject({ gtin: '884882325297', attributes: {} })
})

test('links come as a column, with the time of each', async () => {
  const links = [{ source: 'BOOT', relationship: 'amazon_listings', targets: ['CLOG', { sku: 'SANDAL', quantity: 3 }] }]
  const account = await openAccount({}, { ...BOOTS, products: PRODUCTS, links })
  const [row] = await account.rows({ attributes: ['relationships.amazon_listings'] })
  expect(row.relationships).toMatchObject([
    {
      relationship_label: 'amazon_listings',
      related_products: [
        { product_id: account.id('CLOG'), quantity: 1 },
        { product_id: account.id('SANDAL'), quantity: 3 },
      ],
    },
  ])
})

test('media columns are expanded on v1 and references on v2', async () => {
  const products = [{ sku: 'BOOT', thumbnail: 'toe.jpg', attributes: { amazon_images: ['toe.jpg', 'sole.jpg'] } }]
  const account = await openAccount({}, { ...BOOTS, products })
  const body = { attributes: ['thumbnail', 'attributes.amazon_images'] }
  const [v1] = await account.rows(body, 'v1/products/search')
  expect(v1.thumbnail.filename).toBe('toe.jpg')
  expect(v1.attributes.amazon_images).toMatchObject([{ filename: 'toe.jpg' }, { filename: 'sole.jpg' }])
  const [v2] = await account.rows(body)
  expect(v2.attributes.amazon_images[0]).toEqual(v2.thumbnail)
  expect(Object.keys(v2.thumbnail)).toEqual(['id'])
  account.sim.options.v2References = 'ids'
  const [bare] = await account.rows(body)
  expect(bare.attributes.amazon_images[0]).toBe(v2.thumbnail.id)
})

test('the page says how many match and how many there are, and is empty past the end', async () => {
  const { call } = await openShelf()
  const filters = [[{ field: 'sku', operator: 'like', value: 'o' }]]
  const search = (page: number) => call('POST', 'v2/products/search', { filters, pagination: { page, page_size: 1 } })
  expect((await search(2)).body).toMatchObject({
    data: [{ sku: 'CLOG' }],
    pagination: { page: 2, page_size: 1, order: null, count: 2, total_count: 3 },
  })
  expect((await search(3)).body.data).toEqual([])
})

test('rows are ordered by any field, up or down', async () => {
  const account = await openShelf()
  const order = async (field: string) => {
    const rows = await account.rows({ pagination: { order: field } })
    return rows.map((row: { sku: string }) => row.sku).join(' ')
  }
  expect(await order('-sku')).toBe('SANDAL CLOG BOOT')
  expect(await order('attributes.brand')).toBe('SANDAL CLOG BOOT')
  expect(await order('-modified')).toBe('SANDAL CLOG BOOT')
})

test('an ordered search with too many matches is answered 428, the same without order is not', async () => {
  const { call } = await openAccount({ orderedCap: 2 })
  const search = (pagination: object) => call('POST', 'v1/products/search', { pagination })
  expect((await search({ order: 'sku' })).status).toBe(428)
  expect((await search({})).status).toBe(200)
})

test('without an order the rows of an unstable account come in another order each time', async () => {
  const products = Array.from({ length: 60 }, (_, place) => ({ sku: `BOOT-${place}` }))
  const account = await openAccount({ unstableOrder: true }, { products })
  const read = async (pagination: object) =>
    (await account.rows({ pagination: { page_size: 60, ...pagination } })).map((row: { sku: string }) => row.sku)
  const [first, second] = [await read({}), await read({})]
  expect(first).not.toEqual(second)
  expect(first.sort()).toEqual(second.sort())
  expect(await read({ order: 'created' })).toEqual(products.map(({ sku }) => sku))
})

test('products are found by what they are linked to, in one relationship only', async () => {
  const links = [{ source: 'BOOT', relationship: 'amazon_listings', targets: [{ sku: 'CLOG', quantity: 3 }] }]
  const account = await openAccount({}, { ...BOOTS, products: PRODUCTS, links })
  const relationships = await account.rows({ attributes: ['label'] }, 'v1/relationships/search')
  const [hierarchy, listings] = relationships.map((row: { id: string }) => row.id)
  const search = (items: object[]) => account.call('POST', 'v2/products/search', { relationship_filters: [items] })
  const found = async (items: object[]) => (await search(items)).body.data.map((row: { sku: string }) => row.sku)
  const clog = { id: account.id('CLOG'), qty_operator: 'gt', value: [2] }
  expect(await found([{ relationship_id: listings, operator: 'exists' }])).toEqual(['BOOT'])
  expect(await found([{ relationship_id: listings, operator: '!exists' }])).toEqual(['CLOG', 'SANDAL'])
  expect(await found([{ relationship_id: listings, operator: 'exists', product_ids: [clog] }])).toEqual(['BOOT'])
  const more = { ...clog, value: [3] }
  expect(await found([{ relationship_id: listings, operator: 'exists', product_ids: [more] }])).toEqual([])
  const both = [listings, hierarchy].map((id) => ({ relationship_id: id, operator: 'exists' }))
  expect((await search(both)).status).toBe(422)
})
