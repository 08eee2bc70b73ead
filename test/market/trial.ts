import type { MatchReport } from '../../src/model/match-report.ts'
import { change, repriced } from '../../src/sandbox/market/change.ts'
import type { MarketTruth } from '../../src/sandbox/market/types.ts'
import { type MarketPlace, MarketStage } from '../e2e/market-stage.ts'
import { parsed } from '../e2e/stage.ts'
import { compared, type Partition, type Unlike } from './partition.ts'
import { type Pricing, pricingOn } from './pricing.ts'

export interface TrialOptions extends Pick<MarketPlace, 'url' | 'schema'> {
  /** Products as a shop owner counts them. */
  products: number
  seed: number
  /** Told what is done next. */
  tell?: (what: string) => void
}

/** What a whole run on both marketplaces came to. */
export interface TrialOutcome {
  seed: number
  products: number
  /** What the catalogue that is sold holds. */
  sold: { listings: number; kinds_of_defects: number; masters: number; variants: number; ambiguous: number }
  /** `sync match`, the masters that it names, against the truth of the generator. */
  match: Unlike
  /** The tables after the apply, without what the rules of quality reject. */
  tables: { rejected: number; products: Unlike; variants: Unlike }
  /** Listings that are ambiguous in one of both alone. */
  ambiguous_unlike: number
  /** Operations of a plan after new exports. */
  second_plan: number
  /** One price on one platform, each planned, applied and planned once more. */
  prices: { platform: string; as_expected: boolean; planned: string[]; left_over: number }[]
}

/** Everything that a shop lists, whatever its status. */
const ALL_STATUSES = {
  'statuses: [NORMAL, UNLIST]': 'statuses: [NORMAL, UNLIST, BANNED, REVIEWING, SELLER_DELETE, SHOPEE_DELETE]',
  'statuses: [ACTIVATE, SELLER_DEACTIVATED]':
    'statuses: [ACTIVATE, SELLER_DEACTIVATED, PLATFORM_DEACTIVATED, FREEZE, DRAFT, PENDING, FAILED]',
}

/** Both shops are read, planned, applied and looked at, with the built program and the simulators as they are. */
export async function tryMarket(options: TrialOptions): Promise<TrialOutcome> {
  const { products, seed, url, schema, tell = () => undefined } = options
  const place = { ...(url === undefined ? {} : { url }), ...(schema === undefined ? {} : { schema }) }
  const stage = await MarketStage.open({ listings: products, seed }, { ...place, instead: ALL_STATUSES })
  try {
    const { truth, listings, defects } = stage.market.catalogue
    tell('export and plan')
    const plan = await stage.plan('--out', 'plan.json')
    const report = parsed<MatchReport>(await stage.sync('match', '--json'))
    tell('apply')
    await stage.done('apply', 'plan.json')
    const tables = await heldBy(stage)
    const rejected = keysOf(plan.rejected ?? [])
    tell('second plan')
    const second = await stage.plan()
    tell('prices')
    return {
      ...{ seed, products },
      sold: {
        ...{ listings: listings.length, kinds_of_defects: Object.keys(defects).length, masters: truth.masters.length },
        ...{ variants: truth.masters.flatMap(({ variants }) => variants).length, ambiguous: truth.ambiguous.length },
      },
      match: compared(new Map(report.matches.map((one) => [keyOf(one), one.canonical_sku])), mastersIn(truth)),
      tables: {
        rejected: rejected.size,
        products: compared(tables.products, without(mastersIn(truth), rejected)),
        variants: compared(tables.variants, without(variantsIn(truth), rejected)),
      },
      ambiguous_unlike: keysOf(plan.ambiguous).symmetricDifference(new Set(truth.ambiguous)).size,
      second_plan: second.operations.length,
      prices: [
        await priced(stage, pricingOn('tiktok-shop', stage.market.catalogue, rejected)),
        await priced(stage, pricingOn('shopee', stage.market.catalogue, rejected)),
      ],
    }
  } finally {
    await stage.close()
  }
}

/** A price changes in one shop; the plan of it is applied. */
async function priced(stage: MarketStage, { listing, place, price, expected }: Pricing) {
  await stage.put(change(listing, repriced(price, place), stage.now()))
  const plan = await stage.plan('--out', 'price.json')
  const planned = plan.operations.map(({ id }) => id)
  await stage.done('apply', 'price.json')
  const left_over = (await stage.plan()).operations.length
  const as_expected = planned.length === expected.length && planned.every((id, at) => expected[at]?.test(id))
  return { platform: listing.platform, as_expected, planned, left_over }
}

/** What the tables say of each mapping. */
async function heldBy(stage: MarketStage): Promise<{ products: Partition; variants: Partition }> {
  const rows = await stage.query<{ key: string; product: string; variant: string }>(`
    SELECT concat_ws('/', m.platform, m.shop, m.platform_product_id, m.platform_variant_id) AS key,
      p.master_sku AS product, v.variant_sku AS variant
    FROM "${stage.schema}".platform_mappings m
    JOIN "${stage.schema}".master_product_variants v ON v.id = m.variant_id
    JOIN "${stage.schema}".master_products p ON p.id = m.product_id AND p.id = v.product_id`)
  return {
    products: new Map(rows.map(({ key, product }) => [key, product])),
    variants: new Map(rows.map(({ key, variant }) => [key, variant])),
  }
}

function mastersIn({ masters }: MarketTruth): Partition {
  const members = masters.map(({ variants }) => variants.flatMap((variant) => variant.members))
  return new Map(members.flatMap((all, name) => all.map((key) => [key, String(name)] as const)))
}

function variantsIn({ masters }: MarketTruth): Partition {
  const variants = masters.flatMap((master) => master.variants)
  return new Map(variants.flatMap(({ members }, name) => members.map((key) => [key, String(name)] as const)))
}

function without(partition: Partition, keys: ReadonlySet<string>): Partition {
  return new Map([...partition].filter(([key]) => !keys.has(key)))
}

const MAPPING = 'mapping.'

/** Of listings, not of what they are grouped in. */
function keysOf(entries: readonly { address: string }[]): Set<string> {
  return new Set(entries.filter(({ address }) => address.startsWith(MAPPING)).map(keyOf))
}

function keyOf({ address }: { address: string }): string {
  return address.slice(MAPPING.length)
}
