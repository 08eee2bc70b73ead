import { expect, test } from 'vitest'
import { attributeIds, openAccount } from './support.ts'

async function openFamily() {
  const account = await openAccount()
  const { brand, colour } = await attributeIds(account)
  const lists = { parent_attributes: [brand], variant_attributes: [colour] }
  const family = await account.one('POST', 'v1/product_families', { name: 'Footwear', ...lists })
  const path = `products/${account.id('BOOT')}`
  await account.call('POST', `v1/${path}/family`, { product_family_id: family.id })
  await account.call('PATCH', `v1/${path}`, { attributes: { brand: 'Twisted X' } })
  return { account, family, path }
}

test('a variant is nested in the body on v1 and not on v2, and inherits from its parent', async () => {
  const { account, family, path } = await openFamily()
  const v1 = await account.call('POST', `v1/${path}/variants`, { variant: { sku: 'BOOT-8' } })
  expect([v1.status, v1.body.data[0]]).toMatchObject([
    201,
    { sku: 'BOOT-8', product_type: 'VARIANT', product_family_id: family.id, attributes: { brand: 'Twisted X' } },
  ])
  const v2 = await account.call('POST', `v2/${path}/variants`, { sku: 'BOOT-9' })
  expect([v2.status, 'sku' in v2.body.data[0]]).toEqual([201, false])
  expect(await account.one('GET', `v1/${path}`)).toMatchObject({ num_variations: 2, product_type: 'PARENT' })
  const listed = (await account.call('GET', `v1/${path}/variants`)).body.data
  expect(listed.map((row: { sku: string }) => row.sku)).toEqual(['BOOT-8', 'BOOT-9'])
  expect((await account.call('POST', `v1/${path}/variants`, { sku: 'BOOT-10' })).status).toBe(422)
})

test('a taken SKU of a variant is answered 409', async () => {
  const { account, path } = await openFamily()
  expect((await account.call('POST', `v1/${path}/variants`, { variant: { sku: 'CLOG' } })).status).toBe(409)
  expect((await account.call('POST', `v2/${path}/variants`, { sku: 'CLOG' })).status).toBe(409)
})

test('a parent-level value on a variant is an override that lasts until a resync', async () => {
  const { account, path } = await openFamily()
  const { id } = await account.one('POST', `v1/${path}/variants`, { variant: { sku: 'BOOT-8' } })
  const brand = async () => (await account.one('GET', `v1/products/${id}`)).attributes.brand
  await account.call('PATCH', `v1/${path}`, { attributes: { brand: 'Hooey' } })
  expect(await brand()).toBe('Hooey')
  const patched = await account.one('PATCH', `v1/products/${id}`, { attributes: { brand: 'Own' } })
  expect(patched.overwritten_attributes).toEqual(['brand'])
  await account.call('PATCH', `v1/${path}`, { attributes: { brand: 'Twisted X' } })
  expect(await brand()).toBe('Own')
  const resync = (labels: string[]) =>
    account.call('POST', `v1/${path}/variants/resync`, { attribute_labels: labels, variant_ids: [id] })
  expect((await resync(['brand'])).status).toBe(200)
  expect(await brand()).toBe('Twisted X')
  const refused = await resync(['colour'])
  expect([refused.status, refused.body.error.msg]).toEqual([
    400,
    'attributes.colour not a parent attribute from family model',
  ])
})

test('a variant cannot be given a family of its own, and follows that of its parent', async () => {
  const { account, path } = await openFamily()
  const { id } = await account.one('POST', `v1/${path}/variants`, { variant: { sku: 'BOOT-8' } })
  expect((await account.call('POST', `v1/products/${id}/family`, { product_family_id: '' })).status).toBe(422)
  await account.call('POST', `v1/${path}/family`, { product_family_id: '' })
  expect((await account.one('GET', `v1/products/${id}`)).product_family_id).toBeNull()
})

test('only a single product of the same family is linked as a variant', async () => {
  const { account, family, path } = await openFamily()
  const clog = account.id('CLOG')
  const refused = await account.call('POST', `v1/${path}/variant/${clog}`)
  expect([refused.status, refused.body.error.msg]).toEqual([
    422,
    'Parent and variants must be assigned to the same family',
  ])
  await account.call('POST', `v1/products/${clog}/family`, { product_family_id: family.id })
  const linked = await account.call('POST', `v1/${path}/variant/${clog}`)
  expect([linked.status, linked.body.data[0]]).toMatchObject([200, { sku: 'BOOT', num_variations: 1 }])
  expect((await account.call('POST', `v1/${path}/variant/${clog}`)).status).toBe(422)
  expect((await account.call('POST', `v1/products/${account.id('BOOT-7')}/variant/${account.id('BOOT')}`)).status).toBe(
    422,
  )
})

test('a variant is unlinked from its own parent only', async () => {
  const { account, path } = await openFamily()
  const { id } = await account.one('POST', `v1/${path}/variants`, { variant: { sku: 'BOOT-8' } })
  const wrong = await account.call('DELETE', `v1/products/${account.id('CLOG')}/variant/${id}`)
  expect([wrong.status, wrong.body.error]).toEqual([
    422,
    {
      msg: 'unlinking unrelated products',
      errors: [{ field: 'variant', msg: 'this product is not variant of the parent product' }],
    },
  ])
  expect((await account.call('DELETE', `v2/${path}/variant/${id}`)).status).toBe(204)
  expect(await account.one('GET', `v1/products/${id}`)).toMatchObject({ product_type: 'SINGLE', _parent_id: null })
})
