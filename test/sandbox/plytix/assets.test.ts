import { expect, test } from 'vitest'
import { assetIds, openAccount } from './support.ts'

const toe = 'https://boots.example/images/toe.png'

test('an asset is fetched from its URL and named after its last part; the URL is not kept', async () => {
  const { call } = await openAccount()
  const answer = await call('POST', 'v1/assets', { url: 'https://boots.example/images/Work%20Boot.png?size=2' })
  expect([answer.status, answer.body.data[0]]).toMatchObject([
    201,
    { filename: 'Work Boot.png', extension: 'png', content_type: 'image/png', file_type: 'IMAGES', assigned: false },
  ])
  expect(JSON.stringify(answer.body)).not.toContain('boots.example')
})

test('same name and same bytes is answered 409 with the id that exists', async () => {
  const { call, one } = await openAccount()
  const { id } = await one('POST', 'v1/assets', { url: toe })
  const answer = await call('POST', 'v1/assets', { url: toe, filename: 'toe.png' })
  expect([answer.status, answer.body]).toEqual([
    409,
    { error: { msg: 'Asset already exists', errors: [{ field: 'asset.id', msg: id }] } },
  ])
})

test('same name and other bytes is stored under another name, same bytes under another name is a new asset', async () => {
  const { one } = await openAccount({ fetchAsset: (url) => ({ bytes: new URL(url).search }) })
  const first = await one('POST', 'v1/assets', { url: `${toe}?1` })
  const other = await one('POST', 'v1/assets', { url: `${toe}?2` })
  expect(other.filename).toMatch(/^toe_[0-9a-f]{5}\.png$/)
  const copy = await one('POST', 'v1/assets', { url: `${toe}?1`, filename: 'tip.png' })
  expect([copy.filename, copy.id === first.id]).toEqual(['tip.png', false])
})

test('base64 content needs a file name, and may fail as it does live', async () => {
  const { sim, call } = await openAccount()
  const content = Buffer.from('a boot').toString('base64')
  const nameless = await call('POST', 'v1/assets', { content })
  expect([nameless.status, nameless.body.error.errors]).toEqual([
    422,
    [{ field: 'filename', msg: 'filename field is mandatory when uploading from content' }],
  ])
  const made = await call('POST', 'v1/assets', { content, filename: 'boot.png' })
  expect([made.status, made.body.data[0].file_size]).toEqual([201, 6])
  expect((await call('POST', 'v1/assets', { content: 'not base64!', filename: 'b.png' })).status).toBe(422)
  sim.options.contentUploadFails = true
  expect((await call('POST', 'v1/assets', { content, filename: 'other.png' })).status).toBe(500)
})

test.each([
  [{ url: 'https://boots.example/missing/toe.png' }, 422],
  [{ url: 'ftp://boots.example/toe.png' }, 422],
  [{ url: 'toe.png' }, 422],
  [{ url: 'https://boots.example/' }, 422],
  [{ filename: 'toe.png' }, 400],
])('creating an asset from %j is answered %i', async (body, status) => {
  const { call } = await openAccount()
  expect((await call('POST', 'v1/assets', body)).status).toBe(status)
})

test('assets are found by name; the filters have to be sent', async () => {
  const account = await openAccount()
  const search = (body: object) => account.call('POST', 'v1/assets/search', body)
  const filters = [[{ field: 'filename', operator: 'eq', value: 'TOE.jpg' }]]
  expect((await search({ filters, attributes: ['file_type'] })).body.data).toMatchObject([
    { filename: 'toe.jpg', file_type: 'IMAGES' },
  ])
  expect((await search({})).status).toBe(422)
  expect((await search({ filters: [[{ field: 'url', operator: 'eq', value: toe }]] })).status).toBe(422)
  account.sim.options.orderedCap = 2
  expect((await search({ filters: [], pagination: { order: 'filename' } })).status).toBe(428)
})

test('an asset knows how many products use it', async () => {
  const account = await openAccount()
  const { 'toe.jpg': id } = await assetIds(account)
  await account.call('PATCH', `v1/products/${account.id('BOOT')}`, { thumbnail: { id } })
  expect(await account.one('GET', `v1/assets/${id}`)).toMatchObject({ assigned: true, n_products: 1 })
  await account.call('PATCH', `v1/products/${account.id('BOOT')}`, { thumbnail: null })
  expect(await account.one('GET', `v1/assets/${id}`)).toMatchObject({ assigned: false, n_products: 0 })
})

test('assets are found by whether a product uses them, right after that changed', async () => {
  const account = await openAccount()
  const { 'toe.jpg': id } = await assetIds(account)
  const used = { filters: [[{ field: 'assigned', operator: 'eq', value: true }]] }
  expect(await account.rows(used, 'v1/assets/search')).toEqual([])
  await account.call('PATCH', `v1/products/${account.id('BOOT')}`, { thumbnail: { id } })
  expect(await account.rows(used, 'v1/assets/search')).toMatchObject([{ id }])
})

test('an asset is renamed within its extension and to a free name', async () => {
  const account = await openAccount()
  const { 'toe.jpg': id } = await assetIds(account)
  const rename = (filename: string) => account.call('PATCH', `v1/assets/${id}`, { filename })
  expect((await rename('tip.jpg')).body.data[0].filename).toBe('tip.jpg')
  const other = await rename('tip.png')
  expect([other.status, other.body.error.errors[0].msg]).toEqual([422, 'Extension changes are not allowed'])
  expect((await rename('heel.jpg')).status).toBe(409)
})

test('a deleted asset is gone from the products that used it', async () => {
  const account = await openAccount()
  const { 'toe.jpg': toe, 'heel.jpg': heel } = await assetIds(account)
  const attributes = { amazon_images: [{ id: toe }, { id: heel }] }
  await account.call('PATCH', `v1/products/${account.id('BOOT')}`, { thumbnail: { id: toe }, attributes })
  expect((await account.call('DELETE', `v1/assets/${toe}`)).status).toBe(204)
  const product = await account.one('GET', `v2/products/${account.id('BOOT')}`)
  expect([product.thumbnail, product.attributes.amazon_images]).toEqual([null, [heel]])
  const gone = await account.call('GET', `v1/assets/${toe}`)
  expect([gone.status, gone.body.error.errors]).toEqual([404, [{ field: 'asset_id', msg: 'asset does not exist' }]])
})

test('a locked asset is answered 403', async () => {
  const account = await openAccount({}, { assets: [{ filename: 'toe.jpg', locked: true }] })
  const { 'toe.jpg': id } = await assetIds(account)
  expect((await account.call('PATCH', `v1/assets/${id}`, { filename: 'tip.jpg' })).status).toBe(403)
  expect((await account.call('DELETE', `v1/assets/${id}`)).status).toBe(403)
})

test('the content of an asset is replaced by a file of the same format', async () => {
  const account = await openAccount()
  const { 'toe.jpg': id } = await assetIds(account)
  const put = (body: string) => account.call('PUT', `v1/assets/${id}/content`, body)
  const part = (filename: string) =>
    `--b\r\ncontent-disposition: form-data; name="file"; filename="${filename}"\r\n\r\nx`
  expect((await put(part('new.jpg'))).status).toBe(202)
  expect((await put(part('new.png'))).status).toBe(400)
  expect((await put('x')).status).toBe(400)
})
