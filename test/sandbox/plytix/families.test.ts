import { expect, test } from 'vitest'
import { attributeIds, openAccount } from './support.ts'

async function openShelf() {
  const account = await openAccount({ asyncDelayMs: 1000 })
  const { brand = '', eyelets = '' } = await attributeIds(account)
  const family = await account.one('POST', 'v1/product_families', { name: 'Footwear', attributes: [brand] })
  const path = `v1/product_families/${family.id}`
  const labels = async () =>
    (await account.call('GET', `${path}/attributes`)).body.data.map(
      (row: { label: string; attribute_level: string }) => `${row.label} ${row.attribute_level}`,
    )
  return { account, brand, eyelets, family, path, labels }
}

test('a family is made, found by name, renamed, and its name is taken then', async () => {
  const { account, family, path } = await openShelf()
  expect(family).toMatchObject({ name: 'Footwear', total_attributes: 1, total_products: 0 })
  expect((await account.call('POST', 'v1/product_families', { name: 'Footwear' })).status).toBe(422)
  expect(await account.one('PATCH', path, { name: 'Boots' })).toMatchObject({ id: family.id, name: 'Boots' })
  const filters = [[{ field: 'name', operator: 'eq', value: 'boots' }]]
  const rows = await account.rows({ filters, attributes: ['name', 'total_products'] }, 'v1/product_families/search')
  expect(rows).toEqual([{ id: family.id, name: 'Boots', total_products: 0 }])
  expect((await account.call('GET', 'v1/product_families/65a1')).status).toBe(404)
})

test('an attribute link is answered 202 and applied after a while', async () => {
  const { account, eyelets, path, labels } = await openShelf()
  const body = { attributes: [eyelets], attributes_level: 'no_level' }
  expect((await account.call('POST', `${path}/attributes/link`, body)).status).toBe(202)
  expect(await labels()).toEqual(['brand no_level'])
  account.clock.advance(1000)
  expect(await labels()).toEqual(['brand no_level', 'eyelets no_level'])
})

test('a link takes ids of attributes that exist, not labels, and a level that exists', async () => {
  const { account, eyelets, path } = await openShelf()
  const link = (body: object) => account.call('POST', `${path}/attributes/link`, body)
  expect((await link({ attributes: ['eyelets'] })).status).toBe(422)
  expect((await link({ attributes: [eyelets], attributes_level: 'top' })).status).toBe(422)
  expect((await link({})).status).toBe(422)
})

test('an unlinked attribute takes the values in products of the family along', async () => {
  const { account, brand, family, path, labels } = await openShelf()
  for (const sku of ['BOOT', 'CLOG']) {
    await account.call('PATCH', `v1/products/${account.id(sku)}`, { attributes: { brand: 'Hooey' } })
  }
  await account.call('POST', `v1/products/${account.id('BOOT')}/family`, { product_family_id: family.id })
  expect((await account.call('POST', `${path}/attributes/unlink`, { attributes: [brand] })).status).toBe(202)
  account.clock.advance(1000)
  expect(await labels()).toEqual([])
  expect(account.sim.store.product('BOOT')?.attributes).toEqual({})
  expect(account.sim.store.product('CLOG')?.attributes).toEqual({ brand: 'Hooey' })
})

test('attributes of a family move between levels by label', async () => {
  const { account, path, labels } = await openShelf()
  expect((await account.call('POST', `${path}/attributes/edit`, { parent_level: ['brand'] })).status).toBe(202)
  expect((await account.call('POST', `${path}/attributes/edit`, { parent_level: ['eyelets'] })).status).toBe(422)
  account.clock.advance(1000)
  expect(await labels()).toEqual(['brand parent_level'])
  const body = { variant_level: ['attributes.brand', 'label'] }
  expect((await account.call('POST', `${path}/all_attributes/edit`, body)).status).toBe(202)
  account.clock.advance(1000)
  expect(await labels()).toEqual(['brand variant_level'])
})

test('all attributes include those of the system, and custom ones carry their prefix', async () => {
  const { account, path } = await openShelf()
  const rows = (await account.call('GET', `${path}/all_attributes`)).body.data
  const labels = rows.map((row: { label: string }) => row.label)
  expect(labels).toEqual(expect.arrayContaining(['sku', 'status', 'attributes.brand']))
})

test('a deleted family leaves its products without one, after a while', async () => {
  const { account, family, path } = await openShelf()
  await account.call('POST', `v1/products/${account.id('BOOT')}/family`, { product_family_id: family.id })
  expect((await account.call('DELETE', path)).status).toBe(202)
  account.clock.advance(1000)
  expect((await account.call('GET', path)).status).toBe(404)
  expect(account.sim.store.product('BOOT')?.family).toBeNull()
})
