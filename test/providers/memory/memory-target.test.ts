import { expect, test } from 'vitest'
import { ProviderError } from '../../../src/model/errors.ts'
import type { LiveQuery } from '../../../src/model/live.ts'
import type { Write } from '../../../src/model/target.ts'
import { createMemoryTarget } from '../../../src/providers/memory/index.ts'

const running = new AbortController().signal
const QUERY: LiveQuery = {
  attributes: ['amazon_title'],
  relationships: [{ label: 'unknown', name: 'Amazon Listings' }],
  family: null,
  gallery: 'amazon_images',
  baseline: 'amazon_sync_baseline',
  owns: (sku) => sku.startsWith('AMZN-'),
  explained: ({ sku }) => sku.endsWith('1'),
}
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
const upload = (n: number): Write => ({
  kind: 'asset',
  action: 'upload',
  filename: `${n}.png`,
  url: `https://x.example/${n}.png`,
})

test('reads the columns and links that were asked for, and assets only where a gallery needs explaining', async () => {
  const { products, assets, missing_columns } = await createMemoryTarget({ seed: SEED }).read(QUERY, running)

  expect(products).toEqual([
    { id: 'p1', sku: 'AMZN-US-B01', attributes: { amazon_images: ['a1'] }, links: {} },
    { id: 'p2', sku: 'AMZN-US-B02', attributes: { amazon_images: ['a2'] }, links: { amazon_listings: ['p1'] } },
    { id: 'p3', sku: 'MCA0032', attributes: { amazon_images: ['a3'] }, links: { amazon_listings: ['p1'] } },
  ])
  expect(assets).toEqual([{ id: 'a2', filename: '2.jpg' }])
  expect(missing_columns).toEqual(['attributes.amazon_sync_baseline'])
})

test('finds a family by id or name, counts its products, and says when it is missing', async () => {
  const target = createMemoryTarget({ seed: SEED })

  for (const family of ['f1', 'Amazon']) {
    const state = await target.read({ ...QUERY, family }, running)
    expect(state.family).toMatchObject({ id: 'f1', products: 1 })
    expect(state.products[1]?.family).toBeNull()
  }
  await expect(target.read({ ...QUERY, family: 'Boots' }, running)).rejects.toThrow(ProviderError)
})

test('hands out copies, so that nobody changes the account from outside', async () => {
  const seed = structuredClone(SEED)
  const target = createMemoryTarget({ seed })
  const before = target.snapshot()

  const { products } = await target.read(QUERY, running)
  for (const product of products) product.attributes.amazon_images = []
  target.snapshot().products.pop()
  seed.products.pop()

  expect(target.snapshot()).toEqual(before)
})

test('answers as it was told, and leaves the account alone', async () => {
  const target = createMemoryTarget({
    answer: (write) =>
      write.kind === 'asset' && write.filename === '1.png'
        ? { outcome: 'conflict', message: 'No.', hint: 'Never.' }
        : null,
  })

  expect(await target.write(upload(1), running)).toMatchObject({ outcome: 'conflict', message: 'No.' })
  expect(await target.write(upload(2), running)).toMatchObject({ outcome: 'applied' })
  expect(target.snapshot().assets).toMatchObject([{ filename: '2.png' }])
})

test('answers in the order that ticks give', async () => {
  const target = createMemoryTarget({
    ticks: (write) => (write.kind === 'asset' && write.filename === '1.png' ? 5 : 1),
  })

  await Promise.all([target.write(upload(1), running), target.write(upload(2), running)])

  expect(target.snapshot().assets).toMatchObject([{ filename: '2.png' }, { filename: '1.png' }])
})

test('counts attempts: pages, writes, and a second write for the family', async () => {
  const target = createMemoryTarget({ seed: SEED })
  const skus = Array.from({ length: 101 }, (_, n) => `AMZN-US-${n}`)

  await target.read(QUERY, running)
  await target.look(skus, QUERY, running)
  const fields = { attributes: {} }
  await target.write({ kind: 'product', action: 'create', sku: 'AMZN-US-B04', fields, family: 'f1' }, running)

  expect(target.calls()).toEqual({ reads: 3, writes: 2, throttled: 0, retried: 0 })
})

test('bumps the time of a product only when the write changed it', async () => {
  const target = createMemoryTarget({ seed: SEED })
  const write: Write = {
    kind: 'product',
    action: 'update',
    id: 'p1',
    sku: 'AMZN-US-B01',
    fields: { label: 'Bomber', attributes: {} },
  }

  const first = await target.write(write, running)
  const second = await target.write(write, running)

  expect(first).toMatchObject({ outcome: 'applied', modified: '2026-01-01T00:00:01.000Z' })
  expect(second).toEqual({ outcome: 'already', id: 'p1', notes: [] })
  expect(target.snapshot().products[0]?.modified).toBe('2026-01-01T00:00:01.000Z')
})

test.each<[string, Write]>([
  [
    'an attribute of an unknown type',
    { kind: 'attribute', action: 'create', label: 'x', name: 'X', type: 'Magic', options: [], family: null },
  ],
  [
    'a label that the name does not give',
    { kind: 'attribute', action: 'create', label: 'y', name: 'X', type: 'Text', options: [], family: null },
  ],
  ['options where there are none', { kind: 'attribute', action: 'update', id: 'upc', label: 'upc', options: ['1'] }],
  ['a family that is not there', { kind: 'family', action: 'update', id: 'f9', attributes: ['upc'] }],
  ['an unknown attribute for a family', { kind: 'family', action: 'update', id: 'f1', attributes: ['x'] }],
  ['an address that is none', { kind: 'asset', action: 'upload', filename: '4.jpg', url: 'ftp://x.example/4.jpg' }],
  [
    'a number as a text',
    { kind: 'product', action: 'update', id: 'p1', sku: 'AMZN-US-B01', fields: { attributes: { upc: 1 } } },
  ],
  [
    'a product under another SKU',
    { kind: 'product', action: 'update', id: 'p1', sku: 'AMZN-US-B02', fields: { attributes: {} } },
  ],
])('refuses %s and stays as it is', async (_what, write) => {
  const target = createMemoryTarget({ seed: SEED })
  const before = target.snapshot()

  expect(await target.write(write, running)).toMatchObject({ outcome: 'rejected', attempts: 1 })
  expect(target.snapshot()).toEqual(before)
})

test('takes neither an image nor a relationship for another one of the same name', async () => {
  const target = createMemoryTarget({ seed: SEED })
  const image: Write = { kind: 'asset', action: 'upload', filename: '1.jpg', url: 'https://m.media-amazon.com/9.jpg' }

  expect(await target.write(image, running)).toMatchObject({ outcome: 'conflict' })
  const relationship: Write = { kind: 'relationship', action: 'create', label: 'listings', name: 'Amazon Listings' }
  expect(await target.write(relationship, running)).toMatchObject({ outcome: 'conflict' })
})
