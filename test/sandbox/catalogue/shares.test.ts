import { expect, test } from 'vitest'
import { sampleCatalogue } from '../../../src/sandbox/catalogue/index.ts'
import { withCheckDigit } from '../../../src/sandbox/catalogue/numbers.ts'
import { barcodeOf, codesOf, gtin14, imagesOf, isParent, ownItems, relationOf, summaryOf } from './support.ts'

const catalogue = sampleCatalogue({ listings: 4000, seed: 1 })
const own = ownItems(catalogue)
const children = own.filter((item) => relationOf(item)?.parentAsins)
const parents = own.filter(isParent)

/** The share of a list in percent. */
function percent<T>(list: T[], test: (entry: T) => unknown): number {
  return (list.filter(test).length / list.length) * 100
}

test('most listings are children of families, a few are parents, a few stand alone', () => {
  expect(percent(own, (item) => relationOf(item)?.parentAsins)).toBeGreaterThan(85)
  expect(percent(own, isParent)).toBeGreaterThan(2)
  expect(percent(own, (item) => relationOf(item) === undefined)).toBeGreaterThan(2)
})

test('fields are missing now and then', () => {
  for (const field of ['brand', 'modelNumber', 'partNumber', 'color', 'size'] as const) {
    const missing = percent(children, (item) => summaryOf(item)[field] === undefined)
    expect(missing, field).toBeGreaterThan(0.5)
    expect(missing, field).toBeLessThan(25)
  }
  expect(percent(own, (item) => item.attributes?.brand)).toBe(100)
})

test('one code comes in several paddings, alone, under a wrong type, or not at all', () => {
  const kinds = new Set(
    children
      .map((item) => codesOf(item).map(({ identifierType, identifier }) => `${identifierType}${identifier.length}`))
      .map((kind) => kind.filter((name) => !name.startsWith('SKU')).join(' ')),
  )

  expect(kinds).toEqual(new Set(['EAN13 GTIN14 UPC12', 'UPC12', 'EAN13 UPC12', 'EAN13', 'EAN12', '']))
  for (const item of children) {
    const codes = codesOf(item).filter(({ identifierType }) => identifierType !== 'SKU')
    expect(new Set(codes.map(({ identifier }) => gtin14(identifier))).size).toBe(codes.length > 0 ? 1 : 0)
  }
  expect(parents.every((item) => codesOf(item).length === 0)).toBe(true)
})

test('every code has a right check digit, and some codes are on two listings', () => {
  const codes = own.map(barcodeOf).filter((code) => code !== undefined)

  expect(codes.every((code) => withCheckDigit(code.slice(0, -1)) === code)).toBe(true)
  const doubled = codes.length - new Set(codes).size
  expect(doubled).toBeGreaterThan(5)
  expect(doubled).toBeLessThan(codes.length * 0.05)
})

test('some titles hold entities or odd white space', () => {
  const titles = own.map((item) => summaryOf(item).itemName ?? '')

  expect(percent(titles, (title) => /&(?:amp|#39);/.test(title))).toBeGreaterThan(2)
  expect(percent(titles, (title) => /\u00a0/.test(title) || / {2}| $/.test(title))).toBeGreaterThan(2)
  expect(titles.every((title) => title.trim() !== '')).toBe(true)
})

test('pictures come variant by variant, largest first, in up to three resolutions', () => {
  const first = children.map(imagesOf).find((images) => images.length > 20) ?? []
  const sides = (variant: string) => first.filter((image) => image.variant === variant).map(({ width }) => width)

  expect(first[0]?.variant).toBe('MAIN')
  expect(sides('MAIN')).toEqual([expect.any(Number), 500, 75])
  expect(sides('MAIN')[0]).toBeGreaterThan(500)
  const variants = own.flatMap((item) => imagesOf(item).map(({ variant }) => variant))
  expect(new Set(variants)).toEqual(new Set(['MAIN', 'PT01', 'PT02', 'PT03', 'PT04', 'PT05', 'PT06', 'PT07', 'SWCH']))
})

test('the small renditions share an id that the large one does not have', () => {
  const ids = imagesOf(children[0] as (typeof children)[0]).map(({ link, width }) => ({
    width,
    id: link.split('/').at(-1)?.split('.')[0],
  }))
  const large = ids.filter(({ width }) => width > 500).map(({ id }) => id)
  const medium = ids.filter(({ width }) => width === 500).map(({ id }) => id)
  const small = ids.filter(({ width }) => width === 75).map(({ id }) => id)

  expect(small).toEqual(medium)
  expect(large.some((id) => medium.includes(id))).toBe(false)
})

test('links are Amazon’s, some ids with plus and minus; far fewer pictures than references', () => {
  const links = own.flatMap((item) => imagesOf(item).map(({ link }) => link))

  expect(
    links.every((link) => /^https:\/\/m\.media-amazon\.com\/images\/I\/[\w+-]{11}(?:\._SL75_)?\.jpg$/.test(link)),
  ).toBe(true)
  expect(links.some((link) => link.includes('+'))).toBe(true)
  expect(links.some((link) => /\/I\/.*-/.test(link))).toBe(true)
  expect(new Set(links).size * 3).toBeLessThan(links.length)
})
