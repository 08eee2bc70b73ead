import { expect, test } from 'vitest'
import type { AmazonSimOptions } from '../../../src/sandbox/amazon/options.ts'
import { sampleCatalogue } from '../../../src/sandbox/catalogue/index.ts'
import { amazon, search } from './support.ts'

const { items } = sampleCatalogue({ listings: 100, seed: 5, noise: 20 })

async function pages(options: AmazonSimOptions): Promise<{ status: number; asins: string[] }[]> {
  const sim = await amazon(items, options)
  const read: { status: number; asins: string[] }[] = []
  for (let pageToken: string | undefined = ''; pageToken !== undefined; ) {
    const query = { keywords: 'prairie boot co', brandNames: 'Prairie_Boot_Co', pageSize: '20' }
    const { status, body } = await search(sim, { ...query, ...(pageToken && { pageToken }) })
    read.push({ status, asins: (body.items ?? []).map(({ asin }: { asin: string }) => asin) })
    pageToken = body.pagination?.nextToken
  }
  return read
}

test('repeats results of a page on the next one', async () => {
  const [first, second] = await pages({ pageOverlap: 3 })

  expect(second?.asins.slice(0, 3)).toEqual(first?.asins.slice(-3))
})

test('has an empty page, with more behind it or none', async () => {
  const more = await pages({ emptyPage: 2 })
  const ending = await pages({ emptyPage: 2, emptyPageEnds: true })

  expect(more.map(({ asins }) => asins.length)).toEqual([20, 0, 20, 20, 20])
  expect(ending.map(({ asins }) => asins.length)).toEqual([20, 0])
})

test('refuses deep pages', async () => {
  const read = await pages({ refusedPage: 3 })

  expect(read.map(({ status }) => status)).toEqual([200, 200, 400])
})

test('leaves out parents, and lets other brands through, where it is told to', async () => {
  const all = (await pages({})).flatMap(({ asins }) => asins)
  const odd = (await pages({ hiddenParents: true, leakyBrands: true })).flatMap(({ asins }) => asins)
  const kindOf = new Map(items.map(({ asin, summaries }) => [asin, summaries?.[0]]))
  const parents = all.filter((asin) => kindOf.get(asin)?.itemClassification === 'VARIATION_PARENT')

  expect(parents.length).toBeGreaterThan(0)
  expect(odd.filter((asin) => parents.includes(asin))).toEqual([])
  expect(odd.length).toBeGreaterThan(all.length - parents.length)
})
