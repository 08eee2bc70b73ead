import { expect, test } from 'vitest'
import { sampleProducts } from '../../../src/sandbox/shopify/sample/products.ts'
import { stockUp } from '../../../src/sandbox/shopify/sample/stock-up.ts'
import { ask, start } from './support.ts'

test('the same numbers give the same sample, and another seed another one', () => {
  const sample = sampleProducts({ products: 20, seed: 1 })
  expect(sampleProducts({ products: 20, seed: 1 })).toEqual(sample)
  expect(sampleProducts({ products: 20, seed: 2 })).not.toEqual(sample)
})

test('somebody puts the sample into the shop: with pictures, stock, collections, and some of it online', async () => {
  const sim = await start({ fileMs: 0 })
  stockUp(sim.person, { products: 30, seed: 1 })
  const { productsCount, collections, products } = await ask(
    sim,
    `{
      productsCount { count }
      collections(first: 20) { nodes { title productsCount { count } } }
      products(first: 50) { nodes {
        status totalInventory publishedAt
        media(first: 5) { nodes { status } }
        metafields(first: 5) { nodes { namespace key type value } }
      } }
    }`,
  )
  expect(productsCount.count).toBe(30)
  expect(collections.nodes.length).toBeGreaterThan(2)
  const of = (key: string) => new Set(products.nodes.map((product: { [key: string]: unknown }) => product[key]))
  expect(of('status').size).toBeGreaterThan(1)
  expect(of('totalInventory').size).toBeGreaterThan(10)
  expect(of('publishedAt').has(null)).toBe(true)
  expect(JSON.stringify(products)).toContain('"namespace":"custom","key":"origin"')
  expect([sim.journal, sim.calls.length]).toEqual([[], 1])
})
