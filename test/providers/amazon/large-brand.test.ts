import { afterEach, expect, test } from 'vitest'
import type { SourceResult } from '../../../src/model/source.ts'
import type { AmazonSimOptions } from '../../../src/sandbox/amazon/options.ts'
import { type SampleCatalogue, sampleCatalogue } from '../../../src/sandbox/catalogue/index.ts'
import { openWorld, type World } from './world.ts'

const LISTINGS = 2300
const MEN_BOOTS = '679307011'

let world: World

afterEach(() => world.close())

/** Everything that a real brand's search does wrong at once. */
const ODD: AmazonSimOptions = {
  hiddenParents: true,
  leakyBrands: true,
  pageOverlap: 2,
  emptyPage: 2,
  emptyPageEnds: true,
}

async function open(sample: SampleCatalogue, options: AmazonSimOptions = {}): Promise<World> {
  world = await openWorld(sample.items, { rolledUp: sample.rolledUp, ...ODD, ...options })
  return world
}

function readBrand({ brand }: SampleCatalogue): Promise<SourceResult> {
  return world.read({ brands: [{ name: brand, aliases: [] }] })
}

const own = ({ items }: SampleCatalogue) =>
  items
    .slice(0, LISTINGS)
    .map(({ asin }) => asin)
    .sort()

function available({ items }: SourceResult): string[] {
  return items.flatMap(({ asin, unavailable }) => (unavailable ? [] : asin)).sort()
}

/** The most calls that reading a brand may take. */
function callTarget({ report, items }: SourceResult): number {
  const asins = items.length + report.rejected.listings
  const pages = Math.ceil(asins / 20)
  const parents = items.filter((item) => item.item_classification === 'VARIATION_PARENT' || item.unavailable).length
  return 1.1 * (pages + Math.ceil(asins / 20) + Math.ceil(parents / 20)) + 10
}

test('reads a brand of 2,300 listings whole, within the calls and the time that it may take', async () => {
  const sample = sampleCatalogue({ listings: LISTINGS, seed: 7, noise: 60 })
  await open(sample)
  const begun = world.clock.now()

  const result = await readBrand(sample)

  expect(available(result)).toEqual(own(sample))
  expect(result).toMatchObject({ complete: true, report: { out_of_reach: 0 } })
  const { searchCatalogItems: calls, throttled } = world.amazon.counts()
  console.log(
    calls,
    callTarget(result),
    result.report.ways,
    result.report.searches.map((x) =>
      [x.classification?.name, x.estimate, x.reached, x.ended, x.out_of_reach].join(' '),
    ),
  )
  expect(calls).toBeLessThanOrEqual(callTarget(result))
  expect(throttled).toBe(0)
  expect((world.clock.now() - begun) / 1000).toBeLessThanOrEqual(1.1 * (calls / 2))
})

test('says how many listings are out of reach in a classification that cannot be divided', async () => {
  const sample = sampleCatalogue({ listings: LISTINGS, seed: 7, noise: 60, flatBelow: MEN_BOOTS })
  await open(sample, { emptyPage: 0 })

  const result = await readBrand(sample)

  const missing = own(sample).length - available(result).length
  console.log(
    missing,
    world.amazon.counts(),
    result.report.ways,
    result.report.searches.map((x) =>
      [x.classification?.name, x.estimate, x.reached, x.ended, x.out_of_reach].join(' '),
    ),
  )
  expect(missing).toBeGreaterThan(0)
  expect(result.complete).toBe(false)
})
