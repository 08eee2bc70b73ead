import { expect, test } from 'vitest'
import { createRows } from '../../src/applier/rows.ts'
import { parseAddress } from '../../src/model/address.ts'
import { productResource } from '../support/pim.ts'
import { boot, testClock } from './world.ts'

const MINUTE = 60_000

const liveAt = (address: string) => productResource(boot(parseAddress(address).key))

function readLog(addresses: string[], pageSize: number) {
  const clock = testClock()
  const pages: string[][] = []
  const look = async (page: string[]) => {
    pages.push(page)
    return page.filter((address) => address !== 'product.gone').map(liveAt)
  }
  return { rows: createRows({ addresses, pageSize, look, clock }), pages, clock }
}

test('fills a page with the products that come next', async () => {
  const { rows, pages } = readLog(['product.A', 'product.B', 'product.C', 'product.A'], 2)

  await Promise.all([rows.get('product.A'), rows.get('product.B'), rows.get('product.C')])

  expect(pages).toEqual([['product.A', 'product.B'], ['product.C']])
})

test('says that a product is gone', async () => {
  const { rows } = readLog(['product.gone', 'product.A'], 2)

  expect(await rows.get('product.gone')).toBeNull()
  expect((await rows.get('product.A'))?.key).toBe('A')
})

test('reads what waited ten minutes again, together, and not what is done', async () => {
  const { rows, pages, clock } = readLog(['product.A', 'product.B', 'product.C', 'product.D'], 4)
  await rows.get('product.A')
  rows.release('product.A')

  clock.advance(9 * MINUTE)
  await rows.get('product.B')
  clock.advance(MINUTE)
  await rows.get('product.C')
  await rows.get('product.D')

  expect(pages).toEqual([
    ['product.A', 'product.B', 'product.C', 'product.D'],
    ['product.C', 'product.B', 'product.D'],
  ])
})

test('reads what went stale long before it is needed again when its turn comes, with what comes then', async () => {
  const later = ['product.A', 'product.B']
  const { rows, pages, clock } = readLog([...later, 'product.C', 'product.D', 'product.E', 'product.F', ...later], 2)
  await rows.get('product.A')
  for (const address of later) rows.release(address)

  clock.advance(11 * MINUTE)
  await rows.get('product.C')
  await rows.get('product.E')
  await rows.get('product.A')

  expect(pages).toEqual([later, ['product.C', 'product.D'], ['product.E', 'product.F'], later])
})

test('keeps a product until the last operation that needs it is done', async () => {
  const { rows, pages } = readLog(['product.A', 'product.A'], 1)

  await rows.get('product.A')
  rows.release('product.A')
  await rows.get('product.A')

  expect(pages).toEqual([['product.A']])
})

test('tries again after a read that failed', async () => {
  const clock = testClock()
  let attempts = 0
  const look = async (page: string[]) => {
    attempts += 1
    if (attempts === 1) throw new Error('reset')
    return page.map(liveAt)
  }
  const rows = createRows({ addresses: ['product.A'], pageSize: 1, look, clock })

  await expect(rows.get('product.A')).rejects.toThrow('reset')
  expect((await rows.get('product.A'))?.key).toBe('A')
})

test('reads the next page while the last rows of one are written', async () => {
  const names = Array.from({ length: 24 }, (_, n) => `product.${String.fromCharCode(65 + n)}`)
  const { rows, pages } = readLog(names, 12)
  await rows.get('product.A')

  for (const name of names.slice(0, 3)) rows.release(name)
  expect(pages).toEqual([names.slice(0, 12)])
  rows.release('product.D')

  expect(pages).toEqual([names.slice(0, 12), names.slice(12)])
})

test('a page that could not be read ahead is read when it is needed', async () => {
  let attempts = 0
  const look = async (page: string[]) => {
    attempts += 1
    if (attempts === 2) throw new Error('reset')
    return page.map(liveAt)
  }
  const rows = createRows({ addresses: ['product.A', 'product.B'], pageSize: 1, look, clock: testClock() })
  await rows.get('product.A')
  rows.release('product.A')
  await new Promise((resolve) => setImmediate(resolve))

  expect((await rows.get('product.B'))?.key).toBe('B')
  expect(attempts).toBe(3)
})

test('reads nothing ahead for an operation that needed no row', () => {
  const { rows, pages } = readLog(['product.A', 'product.B'], 1)

  rows.release('product.A')

  expect(pages).toEqual([])
})
