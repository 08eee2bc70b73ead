import { expect, test } from 'vitest'
import type { AmazonSim } from '../../../src/sandbox/amazon/index.ts'
import type { RawCatalogItem } from '../../../src/sandbox/amazon/raw.ts'
import { amazon, asins, listing, search, trail, US } from './support.ts'

const rival = (asin: string): RawCatalogItem => listing(asin, { brand: 'Juniper', itemName: 'Juniper Trail Boot' })
const rivals = Array.from({ length: 20 }, (_, i) => rival(`B0RIVAL${String(i).padStart(3, '0')}`))

async function everyPage(sim: AmazonSim, query: { [name: string]: string }): Promise<string[]> {
  const found: string[] = []
  let pageToken: string | undefined
  do {
    const answer = await search(sim, { pageSize: '20', ...query, ...(pageToken && { pageToken }) })
    found.push(...asins(answer))
    pageToken = answer.body.pagination.nextToken
  } while (pageToken)
  return found
}

test('gives ten results a page unless asked for more', async () => {
  const sim = await amazon(trail(30))

  expect(asins(await search(sim, { keywords: 'trail boot' }))).toHaveLength(10)
  expect(asins(await search(sim, { keywords: 'trail boot', pageSize: '20' }))).toHaveLength(20)
})

test('mixes other brands in, always in the same order', async () => {
  const sim = await amazon([...trail(20), ...rivals])

  const found = await everyPage(sim, { keywords: 'Juniper,Boot' })

  expect(new Set(found).size).toBe(40)
  expect(await everyPage(sim, { keywords: 'Juniper,Boot' })).toEqual(found)
  const firstPage = found.slice(0, 20).filter((asin) => asin.startsWith('B0RIVAL'))
  expect(firstPage.length).toBeGreaterThan(0)
  expect(firstPage.length).toBeLessThan(20)
})

test('a brand narrows a keyword search', async () => {
  const sim = await amazon([...trail(20), ...rivals])

  const found = await everyPage(sim, { keywords: 'boot', brandNames: 'Juniper' })

  expect(found.sort()).toEqual(rivals.map(({ asin }) => asin))
})

test.each([
  ['underscore', 0, 20],
  ['plain', 20, 0],
  ['both', 20, 20],
] as const)(
  'of a brand with spaces finds the spelling that the service knows (%s)',
  async (brandSpaces, plain, underscore) => {
    const sim = await amazon(trail(20), { brandSpaces })
    const count = async (brandNames: string) =>
      (await search(sim, { keywords: 'boot', brandNames })).body.numberOfResults

    expect(await count('Juniper Boot Co')).toBe(plain)
    expect(await count('Juniper_Boot_Co')).toBe(underscore)
  },
)

test('a brand that sits in the attributes only is found too', async () => {
  const { brand: _, ...summary } = listing('B0JUNIPER1').summaries[0] as { brand: string; marketplaceId: string }
  const attributes = { brand: [{ value: 'Juniper Boot Co', marketplace_id: US }] }
  const sim = await amazon([{ asin: 'B0JUNIPER1', summaries: [summary], attributes }])

  expect(asins(await search(sim, { keywords: 'boot', brandNames: 'juniper_boot_co' }))).toEqual(['B0JUNIPER1'])
})

test('a brand with a comma cannot be expressed', async () => {
  const sim = await amazon([listing('B0JUNIPER1', { brand: 'Juniper, Inc.' })])

  expect((await search(sim, { keywords: 'boot', brandNames: 'Juniper, Inc.' })).body.numberOfResults).toBe(0)
})

test('a browse node narrows a keyword search, from any level of its chain', async () => {
  const chukka = {
    displayName: 'Chukka',
    classificationId: '42',
    parent: { displayName: 'Boots', classificationId: '4' },
  }
  const classifications = [{ marketplaceId: US, classifications: [chukka] }]
  const sim = await amazon([...trail(5), listing('B0CHUKKA01', {}, { classifications })])

  for (const classificationIds of ['42', '4', '99,42']) {
    expect(asins(await search(sim, { keywords: 'boot', classificationIds }))).toEqual(['B0CHUKKA01'])
  }
})

test('counts brands and browse nodes of all results', async () => {
  const node = { browseClassification: { displayName: 'Hiking', classificationId: '7' } }
  const sim = await amazon([...trail(30, node), ...rivals])

  const { refinements } = (await search(sim, { keywords: 'boot' })).body

  expect(refinements.brands).toEqual([
    { brandName: 'Juniper Boot Co', numberOfResults: 30 },
    { brandName: 'Juniper', numberOfResults: 20 },
  ])
  expect(refinements.classifications).toEqual([{ classificationId: '7', displayName: 'Hiking', numberOfResults: 30 }])
})

test('ends at a thousand results and only estimates how many there are', async () => {
  const sim = await amazon(trail(1300))

  const { numberOfResults } = (await search(sim, { keywords: 'boot' })).body
  const found = await everyPage(sim, { keywords: 'boot' })

  expect(found).toHaveLength(1000)
  expect(new Set(found).size).toBe(1000)
  expect(Math.abs(numberOfResults - 1300)).toBeLessThanOrEqual(130)
  expect(numberOfResults).not.toBe(1300)
})

test('can end earlier', async () => {
  const sim = await amazon(trail(100), { searchCap: 40 })

  expect(await everyPage(sim, { keywords: 'boot' })).toHaveLength(40)
})

test('a page token needs its own query, and goes back as well as on', async () => {
  const sim = await amazon(trail(30))
  const first = await search(sim, { keywords: 'boot' })
  const pageToken = first.body.pagination.nextToken

  const second = await search(sim, { keywords: 'boot', pageToken })
  const back = await search(sim, { keywords: 'boot', pageToken: second.body.pagination.previousToken })

  expect(asins(back)).toEqual(asins(first))
  expect((await search(sim, { pageToken })).body.errors[0].message).toBe(
    "Missing required 'identifiers' or 'keywords'.",
  )
  expect((await search(sim, { keywords: 'trail', pageToken })).status).toBe(400)
  expect((await search(sim, { keywords: 'boot', brandNames: 'Juniper', pageToken })).status).toBe(400)
})

test('leaves out what is rolled up, though its ASIN still leads to it', async () => {
  const sim = await amazon(trail(3), { rolledUp: ['B0TR000001'] })

  expect(asins(await search(sim, { keywords: 'boot' })).sort()).toEqual(['B0TR000000', 'B0TR000002'])
  expect(asins(await search(sim, { identifiers: 'B0TR000001', identifiersType: 'ASIN' }))).toEqual(['B0TR000001'])
})

test('can show one child for each family', async () => {
  const child = (asin: string) =>
    listing(
      asin,
      {},
      { relationships: [{ marketplaceId: US, relationships: [{ type: 'VARIATION', parentAsins: ['B0PARENT01'] }] }] },
    )
  const items = [child('B0CHILD001'), child('B0CHILD002'), listing('B0ALONE001')]
  const sim = await amazon(items, { rollUp: true })

  expect(asins(await search(sim, { keywords: 'boot' })).sort()).toEqual(['B0ALONE001', 'B0CHILD001'])
})

test('shows a changed value at once, and finds by it after indexing again', async () => {
  const sim = await amazon(trail(1))
  await search(sim, { keywords: 'trail' })
  const summary = sim.items[0]?.summaries?.[0]
  if (summary) summary.itemName = 'Glacier Boot'

  const before = await search(sim, { keywords: 'trail' })
  sim.reindex()

  expect(before.body.items[0].summaries[0].itemName).toBe('Glacier Boot')
  expect(asins(await search(sim, { keywords: 'trail' }))).toEqual([])
  expect(asins(await search(sim, { keywords: 'glacier' }))).toEqual(['B0TR000000'])
})

test('notices added and removed items by itself', async () => {
  const sim = await amazon(trail(2))
  await search(sim, { keywords: 'boot' })

  sim.items.push(listing('B0JUNIPER1'))
  expect((await search(sim, { keywords: 'boot' })).body.numberOfResults).toBe(3)
  sim.items.splice(0, 2)
  expect(asins(await search(sim, { keywords: 'boot' }))).toEqual(['B0JUNIPER1'])
})
