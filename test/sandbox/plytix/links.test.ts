import { expect, test } from 'vitest'
import { openAccount, relationshipIds } from './support.ts'

async function openShelf() {
  const account = await openAccount()
  const { amazon_hierarchy: hierarchy = '' } = await relationshipIds(account)
  const pair = (sku: string, quantity?: number) => ({ product_id: account.id(sku), ...(quantity && { quantity }) })
  const links = async () => (await account.one('GET', `v1/products/${account.id('BOOT')}`)).relationships
  const path = (version: string) => `${version}/products/${account.id('BOOT')}/relationships/${hierarchy}`
  return { account, hierarchy, pair, links, path }
}

test('v1 adds pairs, sets quantities, and returns the whole set of that relationship', async () => {
  const { account, hierarchy, pair, path } = await openShelf()
  const add = (...pairs: object[]) => account.call('POST', path('v1'), { product_relationships: pairs })
  const first = await add(pair('CLOG'))
  expect([first.status, first.body.data[0].related_products]).toMatchObject([201, [{ quantity: 1 }]])
  const second = await add(pair('BOOT-7', 2))
  expect(second.body.data[0]).toMatchObject({
    relationship_id: hierarchy,
    relationship_label: 'amazon_hierarchy',
    related_products: [pair('CLOG', 1), pair('BOOT-7', 2)],
  })
  expect((await add(pair('CLOG'), pair('BOOT-7', 2))).status).toBe(200)
  const changed = await add(pair('CLOG', 5))
  expect([changed.status, changed.body.data[0].related_products]).toMatchObject([
    201,
    [pair('CLOG', 5), pair('BOOT-7', 2)],
  ])
})

test('v1 refuses the whole call when one related product is unknown', async () => {
  const { account, pair, links, path } = await openShelf()
  const answer = await account.call('POST', path('v1'), {
    product_relationships: [pair('CLOG'), { product_id: '65a1' }],
  })
  expect(answer.status).toBe(409)
  expect(answer.body.error).toEqual({
    msg: 'relationship data validation failed',
    errors: [{ field: 'product_id', msg: 'product does not exists', value: '65a1' }],
  })
  expect(await links()).toEqual([])
})

test('an unknown product or relationship is answered 404, a label in the path too', async () => {
  const { account, hierarchy, pair } = await openShelf()
  const body = { product_relationships: [pair('CLOG')] }
  for (const version of ['v1', 'v2']) {
    const byLabel = `${version}/products/${account.id('BOOT')}/relationships/amazon_hierarchy`
    expect((await account.call('POST', byLabel, body)).status).toBe(404)
    const unknown = `${version}/products/65a1/relationships/${hierarchy}`
    expect((await account.call('POST', unknown, body)).status).toBe(404)
  }
})

test.each(['v1', 'v2'])('%s keeps at most 300 related products per product and relationship', async (version) => {
  const products = Array.from({ length: 302 }, (_, place) => ({ sku: `BOOT-${place}` }))
  const account = await openAccount({}, { products, relationships: [{ name: 'Kits' }] })
  const { kits } = await relationshipIds(account)
  const path = `${version}/products/${account.id('BOOT-0')}/relationships/${kits}`
  const pairs = products.slice(1).map(({ sku }) => ({ product_id: account.id(sku) }))
  expect((await account.call('POST', path, { product_relationships: pairs })).status).toBe(422)
  expect(account.sim.store.product('BOOT-0')?.links.size).toBe(0)
  expect((await account.call('POST', path, { product_relationships: pairs.slice(1) })).status).toBeLessThan(300)
  expect((await account.call('POST', path, { product_relationships: pairs.slice(0, 1) })).status).toBe(422)
})

test('v1 changes the quantity of one pair, which must exist', async () => {
  const { account, pair, links, path } = await openShelf()
  await account.call('POST', path('v1'), { product_relationships: [pair('CLOG')] })
  const patch = (sku: string, quantity: unknown) =>
    account.call('PATCH', `${path('v1')}/product/${account.id(sku)}`, { quantity })
  expect((await patch('CLOG', 4)).status).toBe(200)
  expect((await links())[0].related_products).toMatchObject([pair('CLOG', 4)])
  expect((await patch('CLOG', 0)).status).toBe(422)
  expect((await patch('BOOT-7', 2)).status).toBe(404)
})

test('v1 unlinks pairs and does not mind those that are not there', async () => {
  const { account, pair, links, path } = await openShelf()
  await account.call('POST', path('v1'), { product_relationships: [pair('CLOG'), pair('BOOT-7')] })
  const body = { product_relationships: [pair('CLOG'), pair('BOOT')] }
  expect((await account.call('POST', `${path('v1')}/unlink`, body)).status).toBe(204)
  expect((await links())[0].related_products).toMatchObject([pair('BOOT-7')])
})

test('v2 adds silently, passes over unknown ids, and keeps quantities that exist', async () => {
  const { account, pair, links, path } = await openShelf()
  await account.call('POST', path('v1'), { product_relationships: [pair('CLOG', 3)] })
  const body = { product_relationships: [pair('CLOG', 9), { product_id: '65a1' }, pair('BOOT-7')] }
  const answer = await account.call('POST', path('v2'), body)
  expect([answer.status, answer.body]).toEqual([200, ''])
  expect((await links())[0].related_products).toMatchObject([pair('CLOG', 3), pair('BOOT-7', 1)])
})

test('v2 changes quantities and removes by id, silently', async () => {
  const { account, pair, links, path } = await openShelf()
  await account.call('POST', path('v2'), { product_relationships: [pair('CLOG'), pair('BOOT-7')] })
  const patched = await account.call('PATCH', path('v2'), { product_relationships: [pair('CLOG', 6), pair('BOOT', 2)] })
  expect([patched.status, patched.body]).toEqual([200, ''])
  expect((await links())[0].related_products).toMatchObject([pair('CLOG', 6), pair('BOOT-7', 1)])
  const removed = await account.call('DELETE', path('v2'), { product_relationships: [account.id('CLOG'), '65a1'] })
  expect(removed.status).toBe(204)
  expect((await links())[0].related_products).toMatchObject([pair('BOOT-7')])
})

test('a link shows on its source only', async () => {
  const { account, pair, path } = await openShelf()
  await account.call('POST', path('v1'), { product_relationships: [pair('CLOG')] })
  expect((await account.one('GET', `v1/products/${account.id('CLOG')}`)).relationships).toEqual([])
})
