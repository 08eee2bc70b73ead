import type { ItemFields } from '../src/model/item.ts'
import { SILENT } from '../src/model/log.ts'
import type { GuardCode, Plan } from '../src/model/plan.ts'
import type { Workspace } from '../src/model/settings.ts'
import type { State } from '../src/model/state.ts'
import type { Target } from '../src/model/target.ts'
import { createSecrets } from '../src/net/secrets.ts'
import { SHOPIFY_FACTS } from '../src/providers/shopify/facts.ts'
import { createShopifyTarget } from '../src/providers/shopify/target/target.ts'
import { type ShopifySim, startShopifySim } from '../src/sandbox/shopify/index.ts'
import { inFolder } from './local-workspace.ts'
import { atLeast, atMost, type BenchmarkResult, type Claim, rounded } from './result.ts'
import { carryOut, plan, withState } from './session.ts'
import { METAFIELDS, PICTURES, SIZES, shopFiles, shopItems, shopSnapshot, shopWorkspace } from './shop-catalogue.ts'
import { type VirtualClock, virtualClock } from './virtual-clock.ts'

/** Points and time of a shop as a target, at the standard plan, in time that the machine's load does not change. */

const PRODUCTS = 2000
const QUICK = 60
/** Points a second, and what the bucket holds. */
interface Allowance {
  restoreRate: number
  bucket: number
}
const STANDARD: Allowance = { restoreRate: 100, bucket: 2000 }
/** So little that few products empty it. */
const SMALL: Allowance = { restoreRate: 10, bucket: 200 }
/** Milliseconds of each answer, and until a picture or a bulk operation is ready. */
const LATENCY = 200
const FILE_MS = 5000
const BULK_MS = 20_000
const HOUR = 3_600_000
/** Points of a mutation, of a call that makes files, and files in it (shopify.dev, rate limits and fileCreate). */
const MUTATION = 10
const MAKING_FILES = 20
const FILES_IN_A_CALL = 250
/** Of a look at all products before they are written: the shop, their number, a bulk operation and how far it is. */
const LOOK = 33
/** Of products and of variants: the key, and the metafields of the rules. */
const DEFINITIONS = 2 * (1 + METAFIELDS)
/** From so many products on the bucket is emptied, and how well it is used can be told. */
const MANY = 1000

export const run = (): Promise<BenchmarkResult> => measure(PRODUCTS, STANDARD)

export const quick = (): Promise<BenchmarkResult> => measure(QUICK, SMALL)

interface Stage {
  sim: ShopifySim
  clock: VirtualClock
  state: State
  workspace: Workspace
}

/** Calls and points of a part of the work. */
interface Used {
  calls: number
  points: number
  throttled: number
  seconds: number
  bulkReads: number
}

interface Round {
  operations: number
  /** What the plan says. */
  cost: Plan['cost']
  planned: Used
  applied: Used
}

async function measure(products: number, allowance: Allowance): Promise<BenchmarkResult> {
  const clock = virtualClock()
  const times = { latencyMs: LATENCY, fileMs: FILE_MS, bulkMs: BULK_MS, asyncMs: 1000 }
  const sim = await startShopifySim({ clock: clock.service, ...allowance, ...times })
  try {
    return await inFolder((folder) =>
      withState((state) => story({ sim, clock, state, workspace: shopWorkspace(folder) }, products)),
    )
  } finally {
    await sim.close()
  }
}

async function story(stage: Stage, products: number): Promise<BenchmarkResult> {
  const whole = shopItems(products)
  const rounds: [what: string, items: ItemFields[], least: number][] = [
    ['first load', whole, leastOfLoad(products)],
    ['no change', whole, 0],
    ['all prices', shopItems(products, { price: '99.90' }), LOOK + products * 2 * MUTATION],
    ['all titles', shopItems(products, { price: '99.90', title: 'Shoe' }), LOOK + products * MUTATION],
  ]
  const claims: Claim[] = []
  const details: BenchmarkResult['details'] = {}
  for (const [what, items, least] of rounds) {
    const round = await once(stage, items)
    claims.push(...claimsOf(what, round, least))
    if (least === 0) continue
    const promised = what === 'first load' && products >= MANY ? 0.95 : null
    claims.push(useOf(what, { round, allowance: stage.sim.options }, promised), ...estimateOf(what, round))
    for (const part of ['planned', 'applied'] as const) {
      const { calls, points, seconds } = round[part]
      Object.assign(details, {
        [`${what}, ${part}: calls`]: calls,
        [`${what}, ${part}: points`]: points,
        [`${what}, ${part}: seconds`]: rounded(seconds),
      })
    }
  }
  return { claims, details }
}

/** What definitions, products and their files cost, and nothing else; key and baseline are metafields as well. */
function leastOfLoad(products: number): number {
  const metafields = METAFIELDS + 2 + SIZES.length * (METAFIELDS + 1)
  const product = Math.round(MUTATION + 0.2 * SIZES.length + 0.4 * metafields + 1.9 * PICTURES)
  const files = MAKING_FILES * Math.ceil(shopFiles(products) / FILES_IN_A_CALL)
  return DEFINITIONS * MUTATION + products * product + files
}

function claimsOf(what: string, { operations, planned, applied }: Round, least: number): Claim[] {
  const check = [
    atMost(`${what}, plan: bulk reads`, planned.bulkReads, 1),
    atMost(`${what}, plan: points`, planned.points, 100),
  ]
  if (least === 0) return [...check, atMost(`${what}: operations`, operations, 0)]
  return [
    ...check,
    atMost(`${what}: points / the fewest`, applied.points / least, 1.05),
    atMost(`${what}: THROTTLED`, planned.throttled + applied.throttled, 0),
  ]
}

/** A load finds its bucket full; changes begin with a look at everything, in which a full bucket gains nothing. */
function useOf(
  what: string,
  { round, allowance }: { round: Round; allowance: Allowance },
  least: number | null,
): Claim {
  const { points, seconds } = round.applied
  const given = allowance.bucket + allowance.restoreRate * seconds
  return atLeast(`${what}: points / what the bucket gave`, points / given, least)
}

/** A plan says how long it takes at least, the wait for the first bulk file apart: nothing is written until it is there. */
function estimateOf(what: string, { cost, applied: { points, seconds, bulkReads } }: Round): Claim[] {
  const time = seconds - (Math.min(1, bulkReads) * BULK_MS) / 1000
  return [
    atMost(`${what}: points / those of the plan`, points / (cost.weight ?? 0), 1.05),
    atLeast(`${what}: seconds / those of the plan`, time / cost.seconds, 1),
    atMost(`${what}: seconds / those of the plan`, time / cost.seconds, 1.1),
  ]
}

async function once({ sim, clock, state, workspace }: Stage, items: ItemFields[]): Promise<Round> {
  clock.advance(HOUR)
  const target = openTarget({ sim, clock, workspace })
  const bench = {
    ...{ workspace, sources: [shopSnapshot(items)], facts: SHOPIFY_FACTS, target, state, clock },
    allow: new Set<GuardCode>(['large-change']),
  }
  const { signal } = new AbortController()
  await clock.until(target.connect(signal))
  const [approved, planned] = await used<Plan>({ sim, clock }, () => plan(bench))
  const [, applied] = await used({ sim, clock }, () =>
    approved.operations.length === 0 ? Promise.resolve(null) : carryOut(bench, approved),
  )
  await target.close()
  const { operations, cost } = approved
  return { operations: operations.length, cost, planned, applied }
}

async function used<T>({ sim, clock }: Pick<Stage, 'sim' | 'clock'>, work: () => Promise<T>): Promise<[T, Used]> {
  sim.resetCalls()
  const start = clock.now()
  const done = await clock.until(work())
  const { calls, journal } = sim
  const points = calls.reduce((total, { actualCost }) => total + (actualCost ?? 0), 0)
  const throttled = calls.filter(({ code }) => code === 'THROTTLED').length
  const bulkReads = journal.filter(({ field }) => field === 'bulkOperationRunQuery').length
  return [done, { calls: calls.length, points, throttled, seconds: (clock.now() - start) / 1000, bulkReads }]
}

function openTarget({ sim, clock, workspace }: Omit<Stage, 'state'>): Target {
  const { accessToken } = sim.options
  return createShopifyTarget({
    workspace,
    values: { SHOPIFY_ACCESS_TOKEN: accessToken, SHOPIFY_API_URL: sim.url },
    ...{ clock, random: Math.random, userAgent: 'bench/1', share: 1, log: SILENT, onWait: () => undefined },
    secrets: createSecrets(accessToken),
  })
}
