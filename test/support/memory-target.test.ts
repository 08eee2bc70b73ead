import { expect, test } from 'vitest'
import { ProviderError } from '../../src/model/errors.ts'
import type { Json } from '../../src/model/json.ts'
import { liveOf, type Want } from '../../src/model/live.ts'
import type { Change } from '../../src/model/target.ts'
import {
  changedProduct,
  largerFamily,
  moreOptions,
  newAttribute,
  newProduct,
  newRelationship,
  upload,
} from '../contract/changes.ts'
import { RELATIONSHIPS, workspaceOf } from '../contract/workspace.ts'
import { createMemoryTarget } from './memory/index.ts'
import { productRecord } from './pim.ts'

const running = new AbortController().signal
const WANT: Want = {
  paths: ['attributes.amazon_title'],
  owns: (sku) => sku.startsWith('AMZN-'),
  explained: ({ key }) => key.endsWith('1'),
}
const inFamily = (family: string | null) =>
  workspaceOf({
    provider: 'memory',
    family,
    relationships: { ...RELATIONSHIPS, listings: { label: 'unknown', name: 'Amazon Listings' } },
  })
const attribute = (label: string, type: string) => ({ id: label, label, name: label, type, options: [] })
const SEED = {
  attributes: [attribute('amazon_title', 'Text'), attribute('amazon_images', 'Gallery'), attribute('upc', 'Text')],
  relationships: [{ id: 'r1', label: 'amazon_listings', name: 'Amazon Listings' }],
  families: [{ id: 'f1', name: 'Amazon', attributes: [] }],
  assets: ['1', '2', '3'].map((n) => ({
    id: `a${n}`,
    filename: `${n}.jpg`,
    url: `https://m.media-amazon.com/${n}.jpg`,
  })),
  products: [
    { id: 'p1', sku: 'AMZN-US-B01', attributes: { amazon_images: ['a1'], upc: '1' }, links: {}, family: 'f1' },
    { id: 'p2', sku: 'AMZN-US-B02', attributes: { amazon_images: ['a2'] }, links: { amazon_listings: ['p1'] } },
    {
      id: 'p3',
      sku: 'MCA0032',
      attributes: { amazon_images: ['a3'] },
      links: { amazon_listings: ['p1'], other: ['p2'] },
    },
  ],
}
const image = (n: number) => upload(`${n}.png`, `https://x.example/${n}.png`)
const BOMBER = { id: 'p1', sku: 'AMZN-US-B01' }

test('reads the columns and links that were asked for, and assets only where a gallery needs explaining', async () => {
  const live = await createMemoryTarget({ seed: SEED, workspace: inFamily(null) }).read(WANT, running)

  expect(liveOf(live, 'product').map(productRecord)).toEqual([
    { id: 'p1', sku: 'AMZN-US-B01', attributes: { amazon_images: ['a1'] }, links: {} },
    { id: 'p2', sku: 'AMZN-US-B02', attributes: { amazon_images: ['a2'] }, links: { amazon_listings: ['p1'] } },
    { id: 'p3', sku: 'MCA0032', attributes: { amazon_images: ['a3'] }, links: { amazon_listings: ['p1'] } },
  ])
  expect(liveOf(live, 'asset')).toEqual([{ kind: 'asset', key: '2.jpg', id: 'a2', fields: {} }])
  expect(live.missing).toEqual(['attributes.amazon_sync_baseline'])
})

test('finds a family by id or name, tells whose it is, and says when it is missing', async () => {
  const target = createMemoryTarget({ seed: SEED })

  for (const family of ['f1', 'Amazon']) {
    const live = await target.as(inFamily(family)).read(WANT, running)
    expect(liveOf(live, 'family')).toEqual([{ kind: 'family', key: 'Amazon', id: 'f1', fields: { attributes: [] } }])
    expect(liveOf(live, 'product').map(({ fields }) => fields.family)).toEqual(['f1', null, null])
  }
  await expect(target.as(inFamily('Boots')).read(WANT, running)).rejects.toThrow(ProviderError)
})

test('hands out copies, so that nobody changes the account from outside', async () => {
  const seed = structuredClone(SEED)
  const target = createMemoryTarget({ seed })
  const before = target.snapshot()

  for (const { fields } of liveOf(await target.read(WANT, running), 'product')) {
    for (const list of Object.values(fields)) (list as Json[]).pop()
    fields['attributes.amazon_images'] = []
  }
  target.snapshot().products.pop()
  seed.products.pop()

  expect(target.snapshot()).toEqual(before)
})

test('answers as it was told, and leaves the account alone', async () => {
  const target = createMemoryTarget({
    answer: (write) =>
      write.kind === 'asset' && write.key === '1.png' ? { outcome: 'conflict', message: 'No.', hint: 'Never.' } : null,
  })

  expect(await target.write(image(1), running)).toMatchObject({ outcome: 'conflict', message: 'No.' })
  expect(await target.write(image(2), running)).toMatchObject({ outcome: 'applied' })
  expect(target.snapshot().assets).toMatchObject([{ filename: '2.png' }])
})

test('answers in the order that ticks give', async () => {
  const target = createMemoryTarget({
    ticks: (write) => (write.kind === 'asset' && write.key === '1.png' ? 5 : 1),
  })

  await Promise.all([target.write(image(1), running), target.write(image(2), running)])

  expect(target.snapshot().assets).toMatchObject([{ filename: '2.png' }, { filename: '1.png' }])
})

test('counts attempts: pages, writes, and a second write for the family', async () => {
  const target = createMemoryTarget({ seed: SEED })
  const named = Array.from({ length: 101 }, (_, n) => ({ kind: 'product', key: `AMZN-US-${n}` }))

  await target.read(WANT, running)
  await target.look(named, WANT, running)
  await target.write(newProduct('AMZN-US-B04', { family: 'f1' }), running)

  expect(target.calls()).toEqual({ reads: 3, writes: 2, throttled: 0, retried: 0 })
})

test('bumps the time of a product only when the write changed it', async () => {
  const target = createMemoryTarget({ seed: SEED })
  const write = changedProduct(BOMBER, { label: 'Bomber' })

  const first = await target.write(write, running)
  const second = await target.write(write, running)

  expect(first).toMatchObject({ outcome: 'applied', modified: '2026-01-01T00:00:01.000Z' })
  expect(second).toEqual({ outcome: 'already', id: 'p1', notes: [] })
  expect(target.snapshot().products[0]?.modified).toBe('2026-01-01T00:00:01.000Z')
})

test.each<[string, Change]>([
  ['an attribute of an unknown type', newAttribute({ name: 'X', type: 'Magic' })],
  ['a label that the name does not give', newAttribute({ label: 'y', name: 'X', type: 'Text' })],
  ['options where there are none', moreOptions({ id: 'upc', label: 'upc' }, ['1'])],
  ['a family that is not there', largerFamily({ id: 'f9', name: 'Amazon' }, ['upc'])],
  ['an unknown attribute for a family', largerFamily({ id: 'f1', name: 'Amazon' }, ['x'])],
  ['an address that is none', upload('4.jpg', 'ftp://x.example/4.jpg')],
  ['a number as a text', changedProduct(BOMBER, { attributes: { upc: 1 } })],
  ['a product under another SKU', changedProduct({ ...BOMBER, sku: 'AMZN-US-B02' })],
])('refuses %s and stays as it is', async (_what, write) => {
  const target = createMemoryTarget({ seed: SEED })
  const before = target.snapshot()

  expect(await target.write(write, running)).toMatchObject({ outcome: 'rejected', attempts: 1 })
  expect(target.snapshot()).toEqual(before)
})

test('takes neither an image nor a relationship for another one of the same name', async () => {
  const target = createMemoryTarget({ seed: SEED })
  const other = upload('1.jpg', 'https://m.media-amazon.com/9.jpg')

  expect(await target.write(other, running)).toMatchObject({ outcome: 'conflict' })
  const relationship = newRelationship('Amazon Listings', 'listings')
  expect(await target.write(relationship, running)).toMatchObject({ outcome: 'conflict' })
})
