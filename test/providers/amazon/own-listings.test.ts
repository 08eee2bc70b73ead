import { afterEach, expect, test } from 'vitest'
import type { AmazonSimOptions } from '../../../src/sandbox/amazon/options.ts'
import { sellerListings } from '../../../src/sandbox/amazon/seller.ts'
import { tableOf } from './report-text.ts'
import { boot, boots, openWorld, US, type World } from './world.ts'

let world: World | undefined

afterEach(async () => {
  await world?.close()
  world = undefined
})

const SELLER = { sellerId: 'A2SANDBOXSELLER' }
const STATUSES = { Active: 'ACTIVE', Inactive: 'INACTIVE', Incomplete: 'INCOMPLETE' }

async function readOwn(options: AmazonSimOptions = {}, count = 60) {
  const items = boots(count)
  world = await openWorld(items, { searchCap: 20, ...options })
  const result = await world.read(SELLER)
  const statuses = new Map(result.items.map(({ asin, listing_status }) => [asin, listing_status]))
  return {
    result,
    statuses,
    expected: new Map(sellerListings(items, US).map(({ asin, status }) => [asin, STATUSES[status]])),
  }
}

test.each([
  ['compressed, in Cp1252', {}],
  ['plain, in UTF-8', { gzip: false, charset: 'UTF-8' }],
  ['with German columns', { language: 'de' }],
  ['after a long wait', { looks: 6 }],
] as [string, AmazonSimOptions['report'] & object][])('reads the listings report %s', async (_, report) => {
  const { result, statuses, expected } = await readOwn({ report })

  expect(result).toMatchObject({ complete: true, report: { own_listings: { way: 'report', rows: 60, reason: null } } })
  expect(result.report.ways.own_listings).toEqual({ found: 60, new: 40 })
  expect(statuses).toEqual(expected)
  expect(world?.amazon.counts()).toMatchObject({ createReport: 1, getReportDocument: 1, download: 1 })
})

test('says now and then that the report is still being made', async () => {
  await readOwn({ report: { looks: 8 } })

  const said = world?.said.filter((text) => text.includes('still making the report')) ?? []
  expect(said[0]).toMatch(/^5 /)
  expect(said.length).toBeGreaterThan(1)
  expect(said.length).toBeLessThan(5)
})

test('asks for a new address of the document when fetching it fails', async () => {
  const { result } = await readOwn({ faults: [{ effect: 'reset', operation: 'download', nth: 1 }] })

  expect(result.report.own_listings).toMatchObject({ way: 'report', rows: 60 })
  expect(world?.amazon.counts()).toMatchObject({ getReportDocument: 2, download: 2 })
})

test('gives up after three addresses that have expired', async () => {
  world = await openWorld(boots(30), { report: { urlSeconds: 0 } })

  await expect(world.read(SELLER)).rejects.toThrow(/the download of a report.*answers 403/)

  expect(world.amazon.counts()).toMatchObject({ getReportDocument: 3, download: 3 })
})

test('does not take a cancelled report for an empty one, and searches the listings instead', async () => {
  world = await openWorld([boot('B000000001')], { report: { outcome: 'CANCELLED' } })

  const result = await world.read(SELLER)

  expect(result).toMatchObject({
    complete: true,
    report: { own_listings: { way: 'search', rows: 1, reason: 'the report was cancelled' } },
  })
})

test.each([
  ['the role for reports is missing', { missingReportsRole: true }, 'Amazon refuses createReport: 403'],
  ['Amazon fails to make the report', { report: { outcome: 'FATAL' } }, 'Amazon failed to make the report'],
] as [string, AmazonSimOptions, string][])('searches the listings where %s', async (_, options, reason) => {
  const { result, statuses, expected } = await readOwn(options)

  expect(result.report.own_listings).toMatchObject({ way: 'search', rows: 60, reason: expect.stringContaining(reason) })
  expect(statuses).toEqual(expected)
})

test('moves the window of dates on where Amazon stops', async () => {
  const { result } = await readOwn({ missingReportsRole: true, listingsCap: 25 }, 130)

  expect(result.items).toHaveLength(130)
  expect(result.report.own_listings).toMatchObject({ way: 'search', rows: 130 })
})

test('goes on without them, and says so, where both are refused', async () => {
  const { result } = await readOwn({ missingReportsRole: true, sellerId: 'A2SOMEBODYELSE' })

  expect(result).toMatchObject({ complete: false, report: { own_listings: { way: 'none' } } })
  expect(result.diagnostics).toContainEqual(expect.objectContaining({ code: 'no-own-listings' }))
})

test('finds the ASIN by its column, else by the type of the product id', async () => {
  const head = ['item-name', 'seller-sku', 'product-id-type', 'asin1', 'new-column', 'product-id', 'status'].join('\t')
  const rows = [
    ['Boot "A"', 'SKU-1', '1', 'B000000001', 'x', 'B000000009', 'Active'],
    ['Boot B', 'SKU-2', '1', '', 'x', 'B000000002', 'Inactive'],
    ['Boot C', 'SKU-3', '3', '', 'x', '885012000114', 'Incomplete'],
    ['Boot D', '', '1', 'B000000004', 'x', '', 'Blocked'],
  ].map((row) => row.join('\t'))

  expect(await tableOf(`\uFEFF${[head, ...rows].join('\r\n')}\r\n`)).toEqual({
    rows: [
      { asin: 'B000000001', sku: 'SKU-1', status: 'ACTIVE', condition: null },
      { asin: 'B000000002', sku: 'SKU-2', status: 'INACTIVE', condition: null },
      { asin: 'B000000004', sku: null, status: null, condition: null },
    ],
    coded: [{ type: 'UPC', code: '885012000114', sku: 'SKU-3', status: 'INCOMPLETE', condition: null }],
    unread: [],
    notes: ['The status "Blocked" is not known; listings that have it are taken to have none.'],
  })
})
