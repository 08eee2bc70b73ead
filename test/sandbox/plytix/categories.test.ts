import { expect, test } from 'vitest'
import { openAccount } from './support.ts'

async function openTree() {
  const account = await openAccount()
  const shoes = await account.one('POST', 'v1/categories/product', { name: 'Shoes' })
  const boots = await account.one('POST', `v1/categories/product/${shoes.id}`, { name: 'Boots' })
  return { account, shoes, boots }
}

test('a sub-category knows its path, and searches tell about parents and children', async () => {
  const { account, shoes, boots } = await openTree()
  expect(boots).toEqual({ id: boots.id, name: 'Boots', path: ['Shoes', 'Boots'] })
  const attributes = ['name', 'parents_ids', 'n_children']
  const rows = await account.rows({ attributes }, 'v1/categories/product/search')
  expect(rows).toEqual([
    { id: shoes.id, name: 'Shoes', parents_ids: [], n_children: 1 },
    { id: boots.id, name: 'Boots', parents_ids: [shoes.id], n_children: 0 },
  ])
  expect(await account.rows({}, 'v1/categories/file/search')).toEqual([])
  const answer = await account.call('POST', 'v1/categories/product/search', { pagination: { page_size: 101 } })
  expect(answer.status).toBe(422)
})

test('siblings have different names', async () => {
  const { account, shoes } = await openTree()
  const answer = await account.call('POST', `v1/categories/product/${shoes.id}`, { name: 'Boots' })
  expect([answer.status, answer.body.error.errors]).toEqual([422, [{ field: 'name', msg: 'already exists' }]])
  expect((await account.call('POST', 'v1/categories/product', { name: 'Boots' })).status).toBe(200)
})

test('a category moves below another or to the root, never below itself', async () => {
  const { account, shoes, boots } = await openTree()
  const patch = (id: string, body: object) => account.call('PATCH', `v1/categories/product/${id}`, body)
  expect((await patch(shoes.id, { parent_id: boots.id })).status).toBe(422)
  expect((await patch(boots.id, { parent_id: '', name: 'Tall Boots' })).body.data[0].path).toEqual(['Tall Boots'])
  expect((await patch(boots.id, { parent_id: shoes.id, sort_children: true })).status).toBe(422)
  expect((await patch('65a1', { name: 'Clogs' })).status).toBe(404)
})

test('a product is put into a category once', async () => {
  const { account, boots } = await openTree()
  const path = `v1/products/${account.id('BOOT')}/categories`
  const linked = await account.call('POST', path, { id: boots.id })
  expect([linked.status, linked.body.data]).toEqual([201, [boots]])
  const again = await account.call('POST', path, { id: boots.id })
  expect([again.status, again.body.error.errors]).toEqual([409, [{ field: 'category.id', msg: 'already linked' }]])
  const unknown = await account.call('POST', path, { id: '65a1' })
  expect([unknown.status, unknown.body.error.errors]).toEqual([422, [{ field: 'category.id', msg: 'does not exist' }]])
  expect((await account.call('POST', 'v2/products/65a1/categories', { id: boots.id })).status).toBe(404)
})

test('a product is taken out of a category, where it has to be', async () => {
  const { account, boots } = await openTree()
  const path = `v1/products/${account.id('BOOT')}/categories`
  await account.call('POST', path, { id: boots.id })
  expect((await account.call('DELETE', `${path}/${boots.id}`)).status).toBe(204)
  const again = await account.call('DELETE', `${path}/${boots.id}`)
  expect([again.status, again.body.error.errors[0].field]).toEqual([404, 'asset.id'])
})

test('a deleted category takes those below it along, also out of products', async () => {
  const { account, shoes, boots } = await openTree()
  await account.call('POST', `v1/products/${account.id('BOOT')}/categories`, { id: boots.id })
  expect((await account.call('DELETE', `v1/categories/product/${shoes.id}`)).status).toBe(204)
  expect(await account.rows({}, 'v1/categories/product/search')).toEqual([])
  expect((await account.one('GET', `v1/products/${account.id('BOOT')}`)).categories).toEqual([])
})
