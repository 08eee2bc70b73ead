import { afterEach, expect, test } from 'vitest'
import type { Clock } from '../../../src/model/clock.ts'
import type { SourceResult } from '../../../src/model/source.ts'
import { createAmazonSource } from '../../../src/providers/amazon/source.ts'
import { startAmazonSim } from '../../../src/sandbox/amazon/index.ts'
import type { AmazonSimOptions } from '../../../src/sandbox/amazon/options.ts'
import { type SampleCatalogue, sampleCatalogue } from '../../../src/sandbox/catalogue/index.ts'
import { amazonRequest } from '../../support/providers.ts'
import { createScaledClock } from '../../support/scaled-clock.ts'
import { bareContext, openWorld, type World } from './world.ts'

const LISTINGS = 2300
const MEN_BOOTS = '679307011'

let world: World | undefined

afterEach(async () => {
  await world?.close()
  world = undefined
})

/** Everything that a real brand's search does wrong at once. */
const ODD: AmazonSimOptions = { hiddenParents: true, leakyBrands: true, pageOverlap: 2, emptyPage: 2 }

async function readBrand(sample: SampleCatalogue, options: AmazonSimOptions = {}) {
  world = await openWorld(sample.items, { rolledUp: sample.rolledUp, ...ODD, ...options })
  const begun = world.clock.now()
  const result = await world.read({ brands: [{ name: sample.brand, aliases: [] }] })
  return { result, seconds: (world.clock.now() - begun) / 1000, counts: world.amazon.counts() }
}

const own = ({ items }: SampleCatalogue) => items.slice(0, LISTINGS).map(({ asin }) => asin)

function available({ items }: SourceResult): Set<string> {
  return new Set(items.flatMap(({ asin, unavailable }) => (unavailable ? [] : String(asin))))
}

/** The most calls that reading a brand may take. */
function callTarget({ report, items }: SourceResult): number {
  const asins = items.length + report.rejected.listings
  const pages = Math.ceil(asins / 20)
  const parents = items.filter((item) => item.item_classification === 'VARIATION_PARENT' || item.unavailable).length
  return 1.1 * (pages + Math.ceil(asins / 20) + Math.ceil(parents / 20)) + 10
}

test.each([true, false])(
  'reads a brand of 2,300 listings whole where an empty page 2 ends a search: %s',
  async (emptyPageEnds) => {
    const sample = sampleCatalogue({ listings: LISTINGS, seed: 7, noise: 60 })

    const { result, seconds, counts } = await readBrand(sample, { emptyPageEnds })

    expect(available(result)).toEqual(new Set(own(sample)))
    expect(result).toMatchObject({ complete: true, report: { out_of_reach: 0 } })
    const calls = counts.searchCatalogItems
    expect(calls).toBeLessThanOrEqual(callTarget(result))
    expect(counts).toMatchObject({ throttled: 0, getCatalogItem: 0 })
    expect(seconds).toBeLessThanOrEqual(1.1 * (calls / 2))
  },
)

test('says how many listings are out of reach in a classification that cannot be divided', async () => {
  const sample = sampleCatalogue({ listings: LISTINGS, seed: 7, noise: 60, flatBelow: MEN_BOOTS })

  const { result } = await readBrand(sample, { rolledUp: [], leakyBrands: false, pageOverlap: 0 })

  const missing = own(sample).filter((asin) => !available(result).has(asin)).length
  expect(missing).toBeGreaterThan(5)
  expect(result).toMatchObject({ complete: false, report: { caps_hit: 1, out_of_reach: missing } })
  expect(result.diagnostics).toContainEqual(
    expect.objectContaining({
      code: 'incomplete-search',
      message: expect.stringContaining(`in Boots reached 1,000 of about 1,`),
    }),
  )
})

test('finds nothing out of reach in such a classification when the seller lists it all', async () => {
  const sample = sampleCatalogue({ listings: LISTINGS, seed: 7, noise: 60, flatBelow: MEN_BOOTS })
  world = await openWorld(sample.items, { rolledUp: sample.rolledUp, ...ODD })

  const result = await world.read({ brands: [{ name: sample.brand, aliases: [] }], sellerId: 'A2SANDBOXSELLER' })

  expect(available(result)).toEqual(new Set(own(sample)))
  expect(result).toMatchObject({ complete: true, report: { out_of_reach: 0, own_listings: { way: 'report' } } })
})

/** Answers come as late as can be: after the sign-in, when so many calls are on their way, or no more will be. */
function answeringTogether(clock: Clock, { together, calls }: { together: number; calls: number }) {
  const waiting: (() => void)[] = []
  let seen = 0
  const sleep = () =>
    new Promise<void>((resolve) => {
      waiting.push(resolve)
      const isSignIn = seen === 0
      seen += 1
      if (!isSignIn && waiting.length < together && seen <= calls) return
      for (const answer of waiting.splice(0)) answer()
    })
  return { clock: { now: clock.now, sleep }, waiting }
}

test('keeps to the rate although answers are slow: it does not wait for one before it sends the next calls', async () => {
  const { items } = sampleCatalogue({ listings: 600, seed: 7, noise: 0 })
  const clock = createScaledClock(20)
  const held = answeringTogether(clock, { together: 3, calls: items.length / 20 })
  const sim = await startAmazonSim({ items, clock: held.clock, latencyMs: 1 })
  const { clientId, clientSecret, refreshToken } = sim.options
  const credentials = { clientId, clientSecret, refreshToken, apiUrl: sim.url, lwaUrl: sim.lwaUrl }
  const source = createAmazonSource({ credentials, clock, random: () => 0.5, userAgent: 'test/1' })
  const asins = items.map(({ asin }) => asin)
  const request = { marketplace: 'US', brands: [], asins, includeParents: false, limit: null }

  // With fewer calls on their way there would be no answer, ever.
  const result = await source.read(amazonRequest(request), bareContext(), new AbortController().signal)

  await sim.close()
  expect(available(result).size).toBe(600)
  expect(held.waiting).toEqual([])
})
