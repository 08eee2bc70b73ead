import { afterEach, expect, test } from 'vitest'
import type { SourceResult } from '../../../src/model/source.ts'
import { amazonRequest } from '../../support/providers.ts'
import { bareContext, boot, boots, openWorld, type World } from './world.ts'

let world: World

afterEach(() => world.close())

const asins = (result: SourceResult) => result.items.map(({ asin }) => asin).sort()
const codes = (result: SourceResult) => result.diagnostics.map(({ code }) => code)

test('reads every page of a brand, each listing once', async () => {
  world = await openWorld(boots(45))

  const result = await world.read()

  expect(asins(result)).toEqual(boots(45).map(({ asin }) => asin))
  expect(result).toMatchObject({ complete: true, counts: { items: 45, searched: 45, relatives: 0 } })
})

test.each([
  ['underscore', 'Twisted_X'],
  ['plain', 'Twisted X'],
] as const)('finds a brand that Amazon knows by the %s spelling', async (brandSpaces, spelling) => {
  world = await openWorld(boots(3), { brandSpaces })

  const result = await world.read()

  expect(result.items).toHaveLength(3)
  expect(result.query).toEqual({ spellings: { 'Twisted X': spelling } })
})

test('searches for aliases too', async () => {
  world = await openWorld([boot('B000000001'), boot('B000000002', { brand: 'Twisted X Boots' })])

  const result = await world.read({ brands: [{ name: 'Twisted X', aliases: ['Twisted X Boots'] }] })

  expect(asins(result)).toEqual(['B000000001', 'B000000002'])
})

test('leaves other brands out, keeps listings without a brand, and says both', async () => {
  const items = [
    boot('B000000001', { children: ['B000000002', 'B000000003', 'B000000004'] }),
    boot('B000000002', { brand: 'TWISTED-X' }),
    boot('B000000003', { brand: null }),
    boot('B000000004', { brand: 'Ariat' }),
  ]
  world = await openWorld(items)

  const result = await world.read()

  expect(asins(result)).toEqual(['B000000001', 'B000000002', 'B000000003'])
  expect(result.counts.other_brands).toBe(1)
  expect(codes(result)).toEqual(expect.arrayContaining(['no-brand', 'other-brands']))
})

test('says how many listings are out of reach', async () => {
  world = await openWorld(boots(60), { searchCap: 40 })

  const result = await world.read()

  expect(result.complete).toBe(false)
  expect(result.diagnostics).toContainEqual(
    expect.objectContaining({
      code: 'incomplete-search',
      message: expect.stringMatching(/reached 40 of about (5|6)\d listings/),
    }),
  )
})

test('stops at a limit, and counts as incomplete', async () => {
  world = await openWorld(boots(60))

  const result = await world.read({ limit: 5 })

  expect(result.items).toHaveLength(5)
  expect(result.complete).toBe(false)
  expect(world.amazon.counts().searchCatalogItems).toBe(2)
})

test('fetches parents and siblings that the search leaves out, whatever the brand of the parent', async () => {
  const items = [
    boot('B000000001', { parents: ['B000000009'] }),
    boot('B000000002', { parents: ['B000000009'] }),
    boot('B000000009', { brand: 'Generic', children: ['B000000001', 'B000000002'] }),
  ]
  world = await openWorld(items, { rolledUp: ['B000000002'] })

  const result = await world.read()

  expect(asins(result)).toEqual(['B000000001', 'B000000002', 'B000000009'])
  expect(result.counts.relatives).toBe(2)
})

test('leaves families alone when parents are not wanted', async () => {
  const items = [boot('B000000001', { parents: ['B000000009'] }), boot('B000000009', { brand: 'Generic' })]
  world = await openWorld(items)

  const result = await world.read({ includeParents: false })

  expect(asins(result)).toEqual(['B000000001'])
})

test('ends when listings name each other in a circle', async () => {
  const items = [
    boot('B000000001', { parents: ['B000000002'], children: ['B000000003'] }),
    boot('B000000002', { brand: 'Generic', parents: ['B000000003'] }),
    boot('B000000003', { brand: 'Generic', parents: ['B000000001', 'B000000003'] }),
  ]
  world = await openWorld(items)

  const result = await world.read()

  expect(asins(result)).toEqual(['B000000001', 'B000000002', 'B000000003'])
})

test('keeps a parent that Amazon does not have as unavailable', async () => {
  world = await openWorld([boot('B000000001', { parents: ['B000000009'] })])

  const result = await world.read()

  expect(result.items).toContainEqual(
    expect.objectContaining({ asin: 'B000000009', unavailable: true, item_name: null }),
  )
  expect(result).toMatchObject({ complete: true, counts: { unavailable: 1 } })
  expect(result.report.missing).toEqual([{ asin: 'B000000009', named_by: ['B000000001'] }])
  expect(world.amazon.counts().searchCatalogItems).toBe(3)
})

test('reads named ASINs in batches of twenty, whatever their brand', async () => {
  const items = boots(25, { brand: 'Ariat' })
  world = await openWorld(items)

  const result = await world.read({ brands: [], asins: items.map(({ asin }) => asin) })

  expect(result.items).toHaveLength(25)
  expect(world.amazon.counts().searchCatalogItems).toBe(2)
})

test('refuses nothing but malformed ASINs before any call', async () => {
  world = await openWorld(boots(1))

  const reading = world.read({ brands: [], asins: ['B0', 'not an asin'] })

  await expect(reading).rejects.toMatchObject({ code: 'malformed-asin', diagnostics: [{}, {}] })
  expect(world.amazon.calls).toEqual([])
})

test('goes on without attributes where Amazon refuses them', async () => {
  world = await openWorld(boots(30), { refuseAttributes: true })

  const result = await world.read()

  expect(result.items).toHaveLength(30)
  expect(result.items[0]).toMatchObject({ attributes: {}, brand: 'Twisted X' })
  expect(codes(result)).toEqual(['no-attributes'])
})

test('names brand, marketplace and similar brands when nothing is found', async () => {
  world = await openWorld(boots(2, { brand: 'Twisted X Boots' }))

  const reading = world.read()

  await expect(reading).rejects.toMatchObject({
    code: 'no-products',
    message: expect.stringMatching(/"Twisted X" in marketplace US/),
    hints: expect.arrayContaining([expect.stringContaining('Twisted X Boots')]),
  })
})

test('gets through throttling, errors, resets, gateway pages and expired tokens', async () => {
  const effects = ['429', '500', 'reset', 'html', 'expired-token'] as const
  const faults = effects.map((effect, seed) => ({ effect, seed, probability: 0.15 }))
  world = await openWorld(boots(200), { faults })

  const result = await world.read()

  expect(result.items).toHaveLength(200)
  expect(result.calls.retried).toBe(result.calls.calls - 11)
  expect(result.calls.throttled).toBeGreaterThan(0)
})

test('takes a search that uses all fifty pages as cut off', async () => {
  world = await openWorld(boots(1050))

  const result = await world.read()

  expect(result).toMatchObject({ complete: false, counts: { items: 1000, out_of_reach: 50 }, calls: { calls: 51 } })
})

test('keeps to the rate that Amazon announces, without being throttled', async () => {
  const limits = { searchCatalogItems: { rate: 0.5, burst: 2 } }
  world = await openWorld(boots(200), { limits })

  const result = await world.read()

  expect(result.calls).toMatchObject({ throttled: 0, calls: 11 })
})

test('ends at once when it is interrupted', async () => {
  world = await openWorld(boots(200))
  const controller = new AbortController()
  const request = { marketplace: 'US', brands: [{ name: 'Twisted X', aliases: [] }], asins: [], includeParents: true }

  const reading = world.source.read(
    amazonRequest({ ...request, limit: null }),
    { ...bareContext(), progress: ({ read }) => (read >= 40 ? controller.abort() : undefined) },
    controller.signal,
  )

  await expect(reading).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
})
