import { expect, test } from 'vitest'
import type { RawCatalogItem } from '../../../src/sandbox/amazon/raw.ts'
import { sampleCatalogue } from '../../../src/sandbox/catalogue/index.ts'
import { barcodeOf, isParent, ownItems, relationOf, skusByCode, summaryOf } from './support.ts'

const catalogue = sampleCatalogue({ listings: 3000, seed: 1 })
const { truth, ambiguous, rolledUp } = catalogue
const own = ownItems(catalogue)
const byCode = skusByCode(catalogue)
const skus = new Set((catalogue.account.products ?? []).map(({ sku }) => sku))

test('by code, the truth is the one product that carries it', () => {
  for (const item of own.filter((one) => !isParent(one))) {
    const candidates = byCode.get(barcodeOf(item) ?? 'none') ?? []
    expect(truth.get(item.asin)).toBe(candidates.length === 1 ? candidates[0] : null)
  }
})

test('codes that two products carry are the ones that are called ambiguous', () => {
  const doubled = own.filter((item) => (byCode.get(barcodeOf(item) ?? 'none') ?? []).length > 1)

  expect(doubled.length).toBeGreaterThan(5)
  expect([...ambiguous.keys()].sort()).toEqual(doubled.map(({ asin }) => asin).sort())
  for (const item of doubled) expect(ambiguous.get(item.asin)).toEqual(byCode.get(barcodeOf(item) ?? ''))
})

test('of a parent, the truth is the style that its model number names exactly', () => {
  for (const item of own.filter(isParent)) {
    const model = summaryOf(item).modelNumber ?? ''
    expect(truth.get(item.asin)).toBe(skus.has(model) ? model : null)
  }
})

test('about nine in ten sellable listings have a canonical product', () => {
  const sellable = own.filter((item) => relationOf(item)?.parentAsins)
  const known = sellable.filter((item) => truth.get(item.asin) !== null)

  expect(known.length / sellable.length).toBeGreaterThan(0.82)
  expect(known.length / sellable.length).toBeLessThan(0.92)
})

test('even a small catalogue has a child with a lying model number, and a parent that contradicts itself', () => {
  const small = sampleCatalogue({ listings: 300, seed: 1 })
  const styleOf = (text: string | undefined): string => text?.split('-')[0] ?? ''
  const contradicts = (item: RawCatalogItem): boolean => {
    const { modelNumber, partNumber } = summaryOf(item)
    return modelNumber !== undefined && partNumber !== undefined && styleOf(partNumber) !== modelNumber
  }

  const odd = ownItems(small).filter(contradicts)

  const lying = odd.filter((item) => !isParent(item))
  expect(lying.length).toBeGreaterThan(0)
  for (const item of lying)
    expect(styleOf(small.truth.get(item.asin) ?? undefined)).not.toBe(summaryOf(item).modelNumber)
  const parents = odd.filter(isParent)
  expect(parents.length).toBeGreaterThan(0)
  for (const item of parents) expect(small.truth.get(item.asin)).toBe(summaryOf(item).modelNumber)
})

test('a few children are rolled up, and their parents lead to them', () => {
  const children = new Set(own.flatMap((item) => relationOf(item)?.childAsins ?? []))

  expect(rolledUp.length).toBeGreaterThan(10)
  expect(rolledUp.length).toBeLessThan(60)
  expect(rolledUp.filter((asin) => children.has(asin)).length).toBeGreaterThan(rolledUp.length * 0.9)
})
