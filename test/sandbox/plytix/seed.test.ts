import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { SyncError } from '../../../src/model/errors.ts'
import type { AccountSeed } from '../../../src/sandbox/plytix/account-seed.ts'
import { parseAccountSeed } from '../../../src/sandbox/plytix/index.ts'
import { BOOTS, openAccount } from './support.ts'

const SHELF: AccountSeed = {
  ...BOOTS,
  families: [{ name: 'Footwear', attributes: ['brand'], parent_attributes: ['colour'] }],
  products: [
    { sku: 'BOOT', family: 'Footwear', thumbnail: 'toe.jpg', attributes: { amazon_images: ['sole.jpg', 'toe.jpg'] } },
    { sku: 'BOOT-7', family: 'Footwear', parent: 'BOOT', gtin: null, attributes: { brand: 'Hooey', colour: '' } },
  ],
  links: [{ source: 'BOOT', relationship: 'amazon_listings', targets: [{ sku: 'BOOT-7', quantity: 2 }] }],
}

test('a snapshot names things instead of ids and seeds an equal account', async () => {
  const { sim } = await openAccount({}, SHELF)
  const snapshot = sim.store.snapshot()
  expect(snapshot.products).toEqual([
    {
      sku: 'BOOT',
      status: 'Draft',
      family: 'Footwear',
      thumbnail: 'toe.jpg',
      attributes: { amazon_images: ['sole.jpg', 'toe.jpg'] },
    },
    { sku: 'BOOT-7', status: 'Draft', family: 'Footwear', parent: 'BOOT', attributes: { brand: 'Hooey' } },
  ])
  expect(snapshot.links).toEqual(SHELF.links)
  expect(JSON.stringify(snapshot)).not.toMatch(/[0-9a-f]{24}/)
  const copy = await openAccount({}, snapshot)
  expect(copy.sim.store.snapshot()).toEqual(snapshot)
})

test('a snapshot does not depend on the order of writing', async () => {
  const [one, other] = [await openAccount({}, {}), await openAccount({}, {})]
  for (const sku of ['BOOT', 'CLOG']) await one.call('POST', 'v1/products', { sku })
  for (const sku of ['CLOG', 'BOOT']) await other.call('POST', 'v2/products', { sku })
  expect(other.sim.store.snapshot()).toEqual(one.sim.store.snapshot())
})

test('a seeded account is visible to searches at once', async () => {
  const account = await openAccount({ searchDelayMs: 3000 })
  expect(await account.rows({})).toHaveLength(3)
})

test.each([
  [{ products: [{ sku: 'BOOT' }, { sku: 'BOOT' }] }, 'two products with the SKU BOOT'],
  [{ products: [{ sku: 'BOOT', attributes: { laces: 'long' } }] }, 'the unknown attribute laces'],
  [{ products: [{ sku: 'BOOT', family: 'Hats' }] }, 'the unknown family Hats'],
  [{ products: [{ sku: 'BOOT', thumbnail: 'toe.jpg' }] }, 'the unknown asset toe.jpg'],
  [{ links: [{ source: 'BOOT', relationship: 'kits', targets: [] }] }, 'the unknown product BOOT'],
])('the seed %j contradicts itself', async (seed, problem) => {
  const { sim } = await openAccount({}, {})
  expect(() => sim.store.seed(seed)).toThrow(SyncError)
  expect(() => sim.store.seed(seed)).toThrow(problem)
})

test.each([
  [[], 'must be an object'],
  [{ product: [] }, 'has the unknown key product'],
  [{ products: {} }, 'needs a list in products'],
  [{ products: ['BOOT'] }, 'needs an object in products[0]'],
  [{ products: [{ sku: 'BOOT' }, {}] }, 'lacks products[1].sku'],
  [{ products: [{ sku: 'BOOT', status: 'active' }] }, 'has a wrong products[0].status'],
  [{ products: [{ sku: 'BOOT', colour: 'red' }] }, 'has the unknown key products[0].colour'],
  [{ attributes: [{ name: 'Size', type_class: 'NumberAttribute' }] }, 'has a wrong attributes[0].type_class'],
  [{ links: [{ source: 'A', relationship: 'kits', targets: [{ sku: 'B' }] }] }, 'has a wrong links[0].targets'],
])('reading the seed %j says that it %s', (json, problem) => {
  expect(() => parseAccountSeed(json)).toThrow(SyncError)
  expect(() => parseAccountSeed(json)).toThrow(problem)
})

test('a seed in the form of a snapshot is read', () => {
  expect(parseAccountSeed(JSON.parse(JSON.stringify(SHELF)))).toEqual(SHELF)
})

const canonical = new URL('../../../../shared/data/mca0032/canonical-products.json', import.meta.url)

describe.runIf(existsSync(canonical))('with the shared data', () => {
  test('the canonical products seed an account', async () => {
    const { sim } = await openAccount({}, parseAccountSeed(JSON.parse(readFileSync(canonical, 'utf8'))))
    expect(sim.store.product('MCA0032-M-13')?.gtin).toBe('884882325297')
  })
})

describe.runIf(!existsSync(canonical))('without the shared data', () => {
  test('not run: the canonical products of ../shared/data are not here', () => {
    expect(existsSync(canonical)).toBe(false)
  })
})
