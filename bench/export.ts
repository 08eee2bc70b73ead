import { createAmazonSource } from '../src/providers/amazon/source.ts'
import { startAmazonSim } from '../src/sandbox/amazon/index.ts'
import type { AmazonSimOptions } from '../src/sandbox/amazon/options.ts'
import { sampleCatalogue } from '../src/sandbox/catalogue/index.ts'
import { amazonRequest } from '../test/support/providers.ts'

// How many calls an export takes, against the most that it may take: pages and hydrations of twenty, missing parents, and
// codes that no listing has yet. Times are those of a clock that leaps over every wait, so they are ratios too.

const LISTINGS = 2300

const CASES: [title: string, options: AmazonSimOptions, extra: { gtins?: boolean; flatBelow?: string }][] = [
  ['plain', {}, {}],
  ['everything odd', { hiddenParents: true, leakyBrands: true, pageOverlap: 2, emptyPage: 2, emptyPageEnds: true }, {}],
  ['a branch that cannot be divided', { hiddenParents: true }, { flatBelow: '679307011' }],
  ['with the codes of the target', { hiddenParents: true }, { gtins: true }],
]

interface Claim {
  what: string
  measured: number
  limit: number | null
  bound: 'at most' | 'at least'
}

export async function run(): Promise<{ claims: Claim[]; details: { [name: string]: number | string } }> {
  const claims: Claim[] = []
  const details: { [name: string]: number | string } = {}
  for (const [title, options, extra] of CASES) {
    const { listings, complete, calls, target, time } = await measure(options, extra)
    claims.push({
      what: `calls of the target, ${title}`,
      measured: rounded(calls / target),
      limit: 1,
      bound: 'at most',
    })
    claims.push({
      what: `time of what the rate allows, ${title}`,
      measured: rounded(time),
      limit: 1.1,
      bound: 'at most',
    })
    details[title] = `${listings} listings, ${calls} calls, complete: ${complete}`
  }
  return { claims, details }
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}

async function measure(options: AmazonSimOptions, { gtins = false, flatBelow }: (typeof CASES)[number][2]) {
  const sample = sampleCatalogue({
    listings: LISTINGS,
    seed: 7,
    noise: 60,
    ...(flatBelow !== undefined && { flatBelow }),
  })
  const clock = leaping()
  const sim = await startAmazonSim({ items: sample.items, rolledUp: sample.rolledUp, ...options, clock })
  const { clientId, clientSecret, refreshToken } = sim.options
  const credentials = { clientId, clientSecret, refreshToken, apiUrl: sim.url, lwaUrl: sim.lwaUrl }
  const source = createAmazonSource({ credentials, clock, random: () => 0.5, userAgent: 'bench/1', sideBySide: 1 })
  const request = {
    marketplace: 'US',
    brands: [{ name: sample.brand, aliases: [] }],
    asins: [],
    includeParents: true,
    limit: null,
    lookupGtins: gtins,
  }
  const codes = (sample.account.products ?? []).flatMap(({ gtin }) => (gtin ? [gtin.padStart(14, '0')] : []))
  const kept = new Map<string, unknown>()
  const memo = {
    recall: (key: string) => kept.get(key) as never,
    keep: (key: string, value: unknown) => void kept.set(key, value),
  }
  const context = {
    progress: () => {},
    memo,
    gtins: async () => codes,
    spellings: {},
    neighbours: [],
    before: async () => null,
  }
  const begun = clock.now()
  const { items, report, complete } = await source.read(amazonRequest(request), context, new AbortController().signal)
  const seconds = (clock.now() - begun) / 1000
  const calls = sim.counts().searchCatalogItems
  await sim.close()
  const asins = Math.ceil((items.length + report.rejected.listings) / 20)
  const parents = items.filter((item) => item.item_classification === 'VARIATION_PARENT' || item.unavailable).length
  const target = 1.1 * (2 * asins + Math.ceil(parents / 20) + Math.ceil((report.gtins?.looked_up ?? 0) / 20)) + 10
  return { listings: items.length, complete, calls, target, time: seconds / (calls / 2) }
}

function leaping() {
  let now = Date.UTC(2026, 10, 21)
  return {
    now: () => now,
    sleep: async (milliseconds: number) => {
      now += milliseconds
    },
  }
}
