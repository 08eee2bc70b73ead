import { expect, test } from 'vitest'
import { createRows } from '../../src/applier/rows.ts'
import { boot, testClock } from './world.ts'

const MINUTE = 60_000

function readLog(skus: string[], pageSize: number) {
  const clock = testClock()
  const pages: string[][] = []
  const look = async (page: string[]) => {
    pages.push(page)
    return page.filter((sku) => sku !== 'gone').map((sku) => boot(sku))
  }
  return { rows: createRows({ skus, pageSize, look, clock }), pages, clock }
}

test('fills a page with the products that come next', async () => {
  const { rows, pages } = readLog(['A', 'B', 'C', 'A'], 2)

  await Promise.all([rows.get('A'), rows.get('B'), rows.get('C')])

  expect(pages).toEqual([['A', 'B'], ['C']])
})

test('says that a product is gone', async () => {
  const { rows } = readLog(['gone', 'A'], 2)

  expect(await rows.get('gone')).toBeNull()
  expect((await rows.get('A'))?.sku).toBe('A')
})

test('reads what waited ten minutes again, together, and not what is done', async () => {
  const { rows, pages, clock } = readLog(['A', 'B', 'C', 'D'], 4)
  await rows.get('A')
  rows.release('A')

  clock.advance(9 * MINUTE)
  await rows.get('B')
  clock.advance(MINUTE)
  await rows.get('C')
  await rows.get('D')

  expect(pages).toEqual([
    ['A', 'B', 'C', 'D'],
    ['C', 'B', 'D'],
  ])
})

test('keeps a product until the last operation that needs it is done', async () => {
  const { rows, pages } = readLog(['A', 'A'], 1)

  await rows.get('A')
  rows.release('A')
  await rows.get('A')

  expect(pages).toEqual([['A']])
})

test('tries again after a read that failed', async () => {
  const clock = testClock()
  let attempts = 0
  const look = async (page: string[]) => {
    attempts += 1
    if (attempts === 1) throw new Error('reset')
    return page.map((sku) => boot(sku))
  }
  const rows = createRows({ skus: ['A'], pageSize: 1, look, clock })

  await expect(rows.get('A')).rejects.toThrow('reset')
  expect((await rows.get('A'))?.sku).toBe('A')
})
