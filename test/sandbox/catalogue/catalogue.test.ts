import { expect, test } from 'vitest'
import { sampleCatalogue } from '../../../src/sandbox/catalogue/index.ts'
import { isParent, ownItems, relationOf, summaryOf } from './support.ts'

test('the same numbers give the same catalogue, another seed another one', () => {
  const first = sampleCatalogue({ listings: 120, seed: 5 })

  expect(sampleCatalogue({ listings: 120, seed: 5 })).toEqual(first)
  expect(sampleCatalogue({ listings: 120, seed: 6 }).items).not.toEqual(first.items)
})

test.each([1, 2, 3, 7, 300, 1234])('holds exactly as many listings of the brand as asked for: %i', (listings) => {
  const catalogue = sampleCatalogue({ listings, seed: 1 })

  expect(ownItems(catalogue)).toHaveLength(listings)
  expect(new Set(catalogue.items.map(({ asin }) => asin)).size).toBe(catalogue.items.length)
})

test('two catalogues share nothing that a test could change', () => {
  const one = sampleCatalogue({ listings: 40, seed: 1 })
  const summary = summaryOf(one.items[0] as (typeof one.items)[0])
  summary.itemName = 'Changed'
  one.items[0]?.images?.[0]?.images.pop()

  expect(sampleCatalogue({ listings: 40, seed: 1 }).items[0]).not.toEqual(one.items[0])
  expect(() => Object.assign(one.items[1]?.images?.[0]?.images[0] ?? {}, { link: 'x' })).toThrow('read only')
})

test('only well-formed ASINs, styles and canonical SKUs', () => {
  const { items, account } = sampleCatalogue({ listings: 500, seed: 2 })

  expect(items.every(({ asin }) => /^B0[A-Z0-9]{8}$/.test(asin))).toBe(true)
  const skus = (account.products ?? []).map(({ sku }) => sku)
  expect(new Set(skus).size).toBe(skus.length)
  const canonical = /^PB\d{4}(?:-(?:M|W|EE)-\d{1,2}(?:\.5)?(?:-OLD)?)?$/
  expect(skus.filter((sku) => !sku.startsWith('ACC-')).every((sku) => canonical.test(sku))).toBe(true)
})

test('parents and children name each other', () => {
  const { items } = sampleCatalogue({ listings: 1000, seed: 1 })
  const byAsin = new Map(items.map((item) => [item.asin, item]))
  const named = (asin: string) => relationOf(byAsin.get(asin) as (typeof items)[0])

  for (const item of items.filter(isParent)) {
    const children = relationOf(item)?.childAsins ?? []
    expect(children.length).toBeGreaterThan(0)
    for (const child of children) expect(named(child)?.parentAsins).toEqual([item.asin])
  }
})

test('one family in forty has lost its parent', () => {
  const { items } = sampleCatalogue({ listings: 5000, seed: 1 })
  const asins = new Set(items.map(({ asin }) => asin))
  const parents = new Set(items.flatMap((item) => relationOf(item)?.parentAsins ?? []))

  const lost = [...parents].filter((asin) => !asins.has(asin))

  expect(lost.length).toBe(Math.floor(parents.size / 40))
  expect(lost.length).toBeGreaterThan(0)
})

test('the brand is not alone: a search for its words finds near names too', () => {
  const catalogue = sampleCatalogue({ listings: 300, seed: 1 })
  const others = catalogue.items.filter(({ asin }) => !catalogue.truth.has(asin))

  expect(others.length).toBeGreaterThan(3)
  expect(others.some((item) => summaryOf(item).brand === catalogue.brand)).toBe(false)
  expect(others.some((item) => summaryOf(item).brand === 'Prairie Boot')).toBe(true)
})

test('costs in proportion to its listings', () => {
  sampleCatalogue({ listings: 2000, seed: 1 })
  // What this process computes, whoever else is busy.
  const cost = (listings: number): number => {
    const before = process.cpuUsage()
    sampleCatalogue({ listings, seed: 1 })
    return process.cpuUsage(before).user
  }

  const small = Math.max(cost(5000), cost(5000))

  expect(Math.min(cost(20_000), cost(20_000))).toBeLessThan(small * 12)
})
