import { expect, test } from 'vitest'
import { type Account, openAccount } from './support.ts'

const found = async (account: Account, columns: string[] = []) => {
  const rows = await account.rows({ attributes: columns })
  return rows.map((row: { sku: string; label?: string }) => [row.sku, row.label].filter(Boolean).join(' '))
}

test('a new product is read by id at once and found by search only after the delay', async () => {
  const account = await openAccount({ searchDelayMs: 3000 }, {})
  const { id } = await account.one('POST', 'v2/products', { sku: 'SANDAL' })
  const bySku = { filters: [[{ field: 'sku', operator: 'eq', value: 'SANDAL' }]] }
  expect(await found(account)).toEqual([])
  expect(await account.rows(bySku)).toEqual([])
  expect((await account.one('GET', `v1/products/${id}`)).sku).toBe('SANDAL')
  account.clock.advance(2999)
  expect(await found(account)).toEqual([])
  account.clock.advance(1)
  expect(await found(account)).toEqual(['SANDAL'])
  expect(await account.rows(bySku)).toHaveLength(1)
})

test('until the delay is over a search shows the former row, each write for itself', async () => {
  const account = await openAccount({ searchDelayMs: 3000 }, { products: [{ sku: 'SANDAL', label: 'Old' }] })
  const path = `v1/products/${account.id('SANDAL')}`
  await account.call('PATCH', path, { label: 'New' })
  account.clock.advance(2000)
  await account.call('PATCH', path, { label: 'Newest' })
  expect(await found(account, ['label'])).toEqual(['SANDAL Old'])
  account.clock.advance(1000)
  expect(await found(account, ['label'])).toEqual(['SANDAL New'])
  account.clock.advance(2000)
  expect(await found(account, ['label'])).toEqual(['SANDAL Newest'])
})

test('a deleted product lingers in searches, and a new asset is not found yet', async () => {
  const account = await openAccount({ searchDelayMs: 3000 }, { products: [{ sku: 'SANDAL' }] })
  await account.call('DELETE', `v1/products/${account.id('SANDAL')}`)
  await account.call('POST', 'v1/assets', { url: 'https://boots.example/toe.jpg' })
  const assets = () => account.rows({ filters: [] }, 'v1/assets/search')
  expect([await found(account), await assets()]).toEqual([['SANDAL'], []])
  account.clock.advance(3000)
  expect([await found(account), (await assets()).length]).toEqual([[], 1])
})

test('settling shows every write at once', async () => {
  const account = await openAccount({ searchDelayMs: 3000 }, {})
  await account.call('POST', 'v2/products', { sku: 'SANDAL' })
  account.sim.store.settle()
  expect(await found(account)).toEqual(['SANDAL'])
})

test('paging through 100,000 products costs little more than the pages', async () => {
  const products = Array.from({ length: 100_000 }, (_, place) => ({ sku: `BOOT-${place}` }))
  const account = await openAccount({}, { products })
  const seen = new Set<string>()
  const start = process.cpuUsage()
  for (let page = 1; page <= 200; page++) {
    for (const row of await account.rows({ pagination: { page, page_size: 100 } })) seen.add(row.sku)
  }
  expect(seen.size).toBe(20_000)
  const { user, system } = process.cpuUsage(start)
  expect((user + system) / 1000).toBeLessThan(5000)
})
