import { expect, test } from 'vitest'
import { assetIds, openAccount } from './support.ts'

test.each([
  ['brand', 'Twisted X'],
  ['heel_height', 1.5],
  ['eyelets', 6],
  ['waterproof', false],
  ['launch', '2026-02-28'],
  ['colour', 'Red'],
  ['seasons', ['Fall', 'Spring']],
])('%s takes %j and reads it back', async (label, value) => {
  const { one, id } = await openAccount()
  const product = await one('PATCH', `v1/products/${id('BOOT')}`, { attributes: { [label]: value } })
  expect(product.attributes).toEqual({ [label]: value })
})

test.each([
  ['brand', 7, { field: 'brand', msg: 'Not a valid string.' }],
  ['heel_height', '1.5', { field: 'heel_height', msg: 'Not a valid decimal value. Format must be: .' }],
  ['eyelets', 6.5, { field: 'eyelets', msg: 'Not a valid integer value.' }],
  ['waterproof', 'true', { field: 'waterproof', msg: 'Not a valid boolean.' }],
  ['launch', '2026-02-28T00:00:00', { field: 'attributes.launch', msg: 'Invalid date format' }],
  ['launch', '28.2.2026', { field: 'attributes.launch', msg: 'Invalid date format' }],
  ['launch', '2026-02-30', { field: 'attributes.launch', msg: 'Invalid date format' }],
  ['colour', 'red', { field: 'colour', msg: "[u'red'] are not a valid values for Colour (colour) attribute." }],
  ['colour', ['Red'], { field: 'colour', msg: { _schema: ['Invalid input type.'] } }],
  [
    'seasons',
    ['Fall', 'Lent'],
    { field: 'seasons', msg: "[u'Lent'] are not a valid values for Seasons (seasons) attribute." },
  ],
  ['seasons', 'Fall', { field: 'seasons', msg: 'Not a valid list.' }],
  ['sole_photo', '65a1', { field: 'sole_photo', msg: { _schema: ['Invalid input type.'] } }],
  ['amazon_images', ['65a1'], { field: 'amazon_images', msg: { _schema: ['Invalid input type.'] } }],
  ['amazon_images', [{ id: '65a1' }], { field: 'amazon_images', msg: 'asset does not exist' }],
])('%s refuses %j', async (label, value, problem) => {
  const { call, id } = await openAccount()
  const answer = await call('PATCH', `v1/products/${id('BOOT')}`, { attributes: { [label]: value } })
  expect([answer.status, answer.body.error.errors]).toEqual([422, [problem]])
})

test.each([null, '', []])('%j clears a value', async (empty) => {
  const { one, id } = await openAccount()
  const path = `v1/products/${id('BOOT')}`
  await one('PATCH', path, { attributes: { seasons: ['Fall'] } })
  expect((await one('PATCH', path, { attributes: { seasons: empty } })).attributes).toEqual({})
})

test('a date reads back with a time on v2 only, unless that is switched off', async () => {
  const { sim, one, id } = await openAccount()
  const path = `products/${id('BOOT')}`
  await one('PATCH', `v1/${path}`, { attributes: { launch: '2026-02-28' } })
  expect((await one('GET', `v1/${path}`)).attributes.launch).toBe('2026-02-28')
  expect((await one('GET', `v2/${path}`)).attributes.launch).toBe('2026-02-28T00:00:00')
  sim.options.dateSuffixV2 = false
  expect((await one('GET', `v2/${path}`)).attributes.launch).toBe('2026-02-28')
})

test('a gallery is replaced as a whole and keeps its order', async () => {
  const account = await openAccount()
  const { 'toe.jpg': toe, 'heel.jpg': heel, 'sole.jpg': sole } = await assetIds(account)
  const path = `products/${account.id('BOOT')}`
  const write = (ids: (string | undefined)[]) =>
    account.call('PATCH', `v1/${path}`, { attributes: { amazon_images: ids.map((id) => ({ id })) } })
  await write([toe, heel])
  await write([sole, toe])
  expect((await account.one('GET', `v2/${path}`)).attributes.amazon_images).toEqual([sole, toe])
})

test('an account may silently ignore galleries in product writes', async () => {
  const account = await openAccount({ galleryInWrite: false })
  const { 'toe.jpg': toe } = await assetIds(account)
  const attributes = { brand: 'Twisted X', amazon_images: [{ id: toe }] }
  const made = await account.call('POST', 'v1/products', { sku: 'SANDAL', attributes })
  expect([made.status, made.body.data[0].attributes]).toEqual([201, { brand: 'Twisted X' }])
})

test('a completeness attribute is computed and cannot be written', async () => {
  const account = await openAccount()
  const { body } = await account.call('POST', 'v1/attributes/product/search', { attributes: ['label'] })
  const ids = Object.fromEntries(body.data.map((row: { label: string; id: string }) => [row.label, row.id]))
  const attributes = [{ id: ids.brand }, { id: ids.colour }, { id: ids.eyelets }]
  await account.one('POST', 'v1/attributes/product', {
    name: 'Filled',
    type_class: 'CompletenessAttribute',
    attributes,
  })
  const path = `v1/products/${account.id('BOOT')}`
  const product = await account.one('PATCH', path, { attributes: { brand: 'Twisted X', colour: 'Tan' } })
  expect(product.attributes.filled).toBe(66.67)
  expect((await account.call('PATCH', path, { attributes: { filled: 100 } })).status).toBe(422)
})
