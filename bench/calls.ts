import type { Workspace } from '../src/model/settings.ts'
import type { State } from '../src/model/state.ts'
import { systemClock } from '../src/net/clock.ts'
import { type PlytixSim, startPlytixSim } from '../src/sandbox/plytix/index.ts'
import { distinctImages, fewestWrites, pages, total } from './bounds.ts'
import { type Catalogue, sample, snapshotOf } from './catalogue.ts'
import { atMost, type BenchmarkResult, type Claim } from './result.ts'
import { type Bench, carryOut, plan, signIn, withState, workspace } from './session.ts'

const LISTINGS = 2000
/** So many rows that Plytix no longer orders them. */
const MANY_ROWS = 20_000
const GENEROUS = [{ limit: 1_000_000, window_size: 10 }]

/** How many calls a first load and the checks after it take, as the simulator counts them. */
export async function run(): Promise<BenchmarkResult> {
  const catalogue = sample(LISTINGS)
  const claims: Claim[] = []
  const details: BenchmarkResult['details'] = { listings: LISTINGS, images: distinctImages(catalogue.items) }
  for (const family of [null, 'Amazon']) {
    const name = family === null ? 'without a family' : 'with a family'
    const counted = await withState((state) => load(catalogue, family, state))
    claims.push(
      atMost(`first load ${name}: calls / target`, counted.first.calls / counted.first.target, 1),
      atMost(`no-change check ${name}: calls / target`, counted.check.calls / counted.check.target, 1),
      atMost(
        `no-change check of ${counted.large.rows} rows ${name}: calls / target`,
        counted.large.calls / counted.large.target,
        1,
      ),
      atMost(`operations in no-change checks ${name}`, counted.operations, 0),
    )
    for (const [what, { calls, target }] of Object.entries({
      first: counted.first,
      check: counted.check,
      large: counted.large,
    })) {
      details[`${what} calls ${name}`] = calls
      details[`${what} target ${name}`] = target
    }
  }
  return { claims, details }
}

interface Counted {
  calls: number
  target: number
}

interface Load {
  first: Counted
  check: Counted
  large: Counted & { rows: number }
  operations: number
}

async function load(catalogue: Catalogue, family: string | null, state: State): Promise<Load> {
  const sim = await startPlytixSim({ limits: GENEROUS, asyncDelayMs: 0 })
  sim.store.seed(catalogue.account)
  const others = sim.store.productCount()
  const ours = workspace({ family })
  const bench = { workspace: ours, sources: [snapshotOf(catalogue.items)], state, clock: systemClock }
  const first = await countedCalls(sim, bench, async (session) => {
    await carryOut(session, await plan(session))
  })
  let operations = 0
  const check = async (session: Bench) => {
    operations += (await plan(session)).operations.length
  }
  const again = await countedCalls(sim, bench, check)
  sim.store.seed({ products: strangers(MANY_ROWS - sim.store.productCount()) })
  const large = await countedCalls(sim, bench, check)
  await sim.close()
  const rows = sim.store.productCount()
  return {
    first: { calls: first, target: firstTarget(catalogue, ours, others) },
    check: { calls: again, target: checkTarget(LISTINGS, others, ours) },
    large: { calls: large, target: checkTarget(LISTINGS, rows - LISTINGS, ours), rows },
    operations,
  }
}

/** Calls of a process of its own; sign-ins go to another host and have an allowance of their own. */
async function countedCalls(sim: PlytixSim, bench: Omit<Bench, 'target'>, work: (session: Bench) => Promise<void>) {
  const target = signIn(sim, bench)
  sim.resetCounts()
  await work({ ...bench, target })
  await target.close()
  const { reads, writes } = sim.counts()
  return reads + writes
}

/** 1.02 x (listings + images + relationship sources + family assignments + missing definitions) + reads + 20. */
function firstTarget(catalogue: Catalogue, ours: Workspace, others: number): number {
  const assignments = ours.settings.target.family === null ? 0 : catalogue.items.length
  const writes = total(fewestWrites(catalogue, ours)) + assignments
  return Math.floor(1.02 * writes) + pages(others) + 20
}

/** ceil(N/100) + ceil(C/100) + 10, + 3 for every further 10,000 rows, times ceil(columns/50). */
function checkTarget(listings: number, others: number, { attributes }: Workspace): number {
  const further = Math.max(0, Math.ceil((listings + others) / 10_000) - 1)
  const columns = attributes.length + 10
  return (pages(listings) + pages(others) + 10 + 3 * further) * Math.ceil(columns / 50)
}

function strangers(count: number): { sku: string; label: string }[] {
  return Array.from({ length: count }, (_, index) => ({ sku: `STRANGER-${index}`, label: 'Hat' }))
}
