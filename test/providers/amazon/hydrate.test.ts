import { afterEach, expect, test } from 'vitest'
import { boot, boots, openWorld, US, type World } from './world.ts'

let world: World | undefined

afterEach(async () => {
  await world?.close()
  world = undefined
})

const ALL = boots(40).map(({ asin }) => asin)

test('finds an ASIN that Amazon calls invalid by halving its batch', async () => {
  world = await openWorld(boots(40), { refusedAsins: ['B000000007'] })

  const result = await world.read({ brands: [], asins: ALL })

  expect(result.items.filter(({ unavailable }) => !unavailable)).toHaveLength(39)
  expect(result.report.failed).toEqual([
    { asin: 'B000000007', reason: expect.stringContaining("Invalid 'asin' provided.") },
  ])
  expect(world.amazon.counts().searchCatalogItems).toBeLessThanOrEqual(2 + 10)
})

test('asks for less where a listing is too much for Amazon, and says that something is missing in it', async () => {
  world = await openWorld(boots(40), { heavyAsins: ['B000000007'] })

  const result = await world.read({ brands: [], asins: ALL })

  expect(result.items).toHaveLength(40)
  expect(result.items.find(({ asin }) => asin === 'B000000007')).toMatchObject({ attributes: {}, brand: 'Twisted X' })
  expect(result.report.failed).toMatchObject([{ asin: 'B000000007', reason: expect.stringContaining('Only without') }])
  expect(result.complete).toBe(false)
})

test('names malformed ASINs and reads the others', async () => {
  world = await openWorld(boots(2))

  const result = await world.read({ brands: [], asins: ['B000000001', 'b0', '1234', 'B000000002'] })

  expect(result.items.filter(({ unavailable }) => !unavailable)).toHaveLength(2)
  expect(result.report.failed).toMatchObject([{ asin: '1234' }, { asin: 'b0' }])
})

function coded(asin: string, code: string, brand = 'Twisted X') {
  const identifiers = [{ marketplaceId: US, identifiers: [{ identifierType: 'UPC', identifier: code }] }]
  return { ...boot(asin, { brand, name: 'Nothing that a search finds' }), identifiers }
}

test('looks up the codes that no listing has yet, twenty a call, and every listing of each', async () => {
  const known = boots(3)
  const codes = Array.from({ length: 45 }, (_, index) => String(885_012_000_000 + index))
  const hidden = codes.map((code, index) => coded(`B1${String(index).padStart(8, '0')}`, code))
  const twins = codes.slice(0, 5).map((code, index) => coded(`B2${String(index).padStart(8, '0')}`, code))
  world = await openWorld([...known, ...hidden, ...twins], {
    rolledUp: [...hidden, ...twins].map(({ asin }) => asin),
    losesIdentifierPages: true,
  })

  const gtins = [...codes, '999999999999'].map((code) => code.padStart(14, '0'))
  const result = await world.read({ lookupGtins: true }, { gtins: async () => gtins })

  expect(result.items).toHaveLength(3 + 45 + 5)
  expect(result.report.gtins).toEqual({ known: 46, looked_up: 46, found: 45 })
  expect(result.report.ways.gtins).toEqual({ found: 50, new: 50 })
  const lookups = world.amazon.calls.filter(({ query }) => query.identifiersType === 'GTIN')
  expect(lookups.length).toBeLessThanOrEqual(3 + 2)
})

test('keeps other brands that a code finds in the side list', async () => {
  world = await openWorld([...boots(1), coded('B100000001', '885012000001', 'Ariat')])

  const result = await world.read({ lookupGtins: true }, { gtins: async () => ['00885012000001'] })

  expect(result.items.map(({ asin }) => asin)).toEqual(['B000000001'])
  expect(result.rejected).toMatchObject([{ asin: 'B100000001', brand: 'Ariat', found_by: 'gtins' }])
  expect(result.report.rejected).toMatchObject({ listings: 1, brands: [{ brand: 'Ariat', listings: 1 }] })
})

test('ends as an outage when Amazon fails at everything', async () => {
  world = await openWorld(boots(60), { faults: [{ effect: '500', operation: 'searchCatalogItems' }] })

  await expect(world.read({ brands: [], asins: boots(60).map(({ asin }) => asin) })).rejects.toMatchObject({
    code: 'amazon-unavailable',
  })
  expect(world.amazon.counts().searchCatalogItems).toBe(24)
})
