import { expect, test } from 'vitest'
import { type Account, assetIds, openAccount } from './support.ts'

async function openShelf() {
  const account = await openAccount()
  const { 'toe.jpg': toe = '', 'heel.jpg': heel = '', 'sole.jpg': sole = '' } = await assetIds(account)
  return { account, toe, heel, sole, path: `v1/products/${account.id('BOOT')}/assets` }
}

const link = (account: Account, path: string, [id, label]: [string, string]) =>
  account.call('POST', path, { id, attribute_label: label })

test('a gallery grows in the order of the calls; a single slot and the thumbnail are replaced', async () => {
  const { account, toe, heel, sole, path } = await openShelf()
  const answer = await link(account, path, [heel, 'amazon_images'])
  expect([answer.status, answer.body]).toEqual([201, { data: [{ id: heel }] }])
  await link(account, path, [toe, 'amazon_images'])
  await link(account, path, [toe, 'sole_photo'])
  await link(account, path, [sole, 'sole_photo'])
  await link(account, path, [toe, 'thumbnail'])
  await link(account, path, [heel, 'thumbnail'])
  const product = await account.one('GET', `v2/products/${account.id('BOOT')}`)
  expect(product.attributes).toEqual({ amazon_images: [heel, toe], sole_photo: [sole] })
  expect(product.thumbnail).toEqual({ id: heel })
})

test('an asset that is linked in that attribute already is answered 409', async () => {
  const { account, toe, path } = await openShelf()
  for (const label of ['amazon_images', 'sole_photo', 'thumbnail']) {
    expect((await link(account, path, [toe, label])).status).toBe(201)
    const again = await link(account, path, [toe, label])
    expect([again.status, again.body.error]).toEqual([
      409,
      {
        msg: `Asset id ${toe} is already linked to product attribute`,
        errors: [{ field: 'asset.id', msg: 'already linked' }],
      },
    ])
  }
})

test('a link needs an id, a label, an asset that exists and a media attribute', async () => {
  const { account, toe, path } = await openShelf()
  const v1 = await account.call('POST', path, { attribute_label: 'amazon_images' })
  expect([v1.status, v1.body.error.errors]).toEqual([422, [{ field: 'id', msg: 'Missing data for required field.' }]])
  const v2 = await account.call('POST', path.replace('v1', 'v2'), { attribute_label: 'amazon_images' })
  expect([v2.status, v2.body.error]).toEqual([
    422,
    { msg: 'you must supply an id', errors: [{ field: 'asset.id', msg: 'asset id not found in request' }] },
  ])
  expect((await account.call('POST', path, { id: toe })).status).toBe(422)
  expect((await link(account, path, [toe, 'assets'])).status).toBe(422)
  expect((await link(account, path, [toe, 'brand'])).status).toBe(422)
  const unknown = await link(account, path, ['65a1', 'amazon_images'])
  expect([unknown.status, unknown.body.error.msg]).toEqual([404, 'Asset id 65a1 does not exist'])
})

test('the assets of a product are listed expanded on both versions', async () => {
  const { account, toe, path } = await openShelf()
  await link(account, path, [toe, 'amazon_images'])
  for (const version of ['v1', 'v2']) {
    const { body } = await account.call('GET', path.replace('v1', version))
    expect(body.data).toMatchObject([{ id: toe, filename: 'toe.jpg', url: expect.stringMatching(/^https:/) }])
  }
})

test('an unlinked asset is gone from every attribute of the product but exists', async () => {
  const { account, toe, heel, path } = await openShelf()
  for (const label of ['amazon_images', 'sole_photo', 'thumbnail']) await link(account, path, [toe, label])
  await link(account, path, [heel, 'amazon_images'])
  expect((await account.call('DELETE', `${path}/${toe}`)).status).toBe(204)
  const product = await account.one('GET', `v2/products/${account.id('BOOT')}`)
  expect([product.attributes, product.thumbnail]).toEqual([{ amazon_images: [heel] }, null])
  expect((await account.call('GET', `v1/assets/${toe}`)).status).toBe(200)
  const again = await account.call('DELETE', `${path}/${toe}`)
  expect([again.status, again.body.error.errors[0].field]).toEqual([404, 'asset_id'])
})

test('assets of an unknown product are answered 404 in the words of each version', async () => {
  const { account, toe } = await openShelf()
  const v1 = await link(account, 'v1/products/unknown/assets', [toe, 'thumbnail'])
  const v2 = await account.call('GET', 'v2/products/unknown/assets')
  expect([v1.status, v1.body.error.errors[0].msg]).toEqual([404, 'product does not exist'])
  expect([v2.status, v2.body.error.msg]).toEqual([404, 'No product found for id unknown'])
})
