import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../../src/net/clock.ts'
import type { CatalogueItem } from '../../src/providers/amazon/catalogue-item.ts'
import { type AccountSeed, startPlytixSim } from '../../src/sandbox/plytix/index.ts'
import { sample, snapshotOf } from '../catalogue.ts'
import { atLeast, atMost, type BenchmarkResult, type Claim } from '../result.ts'
import { carryOut, plan, signIn, withState, workspace } from '../session.ts'
import { virtualClock } from '../virtual-clock.ts'
import { held, kept, openAccount, recolour } from './account.ts'
import { jobOf } from './job.ts'
import { WAYS, type Work } from './ways.ts'

const LISTINGS = 400
/** A hundredth. */
const CHANGED = 4
const DAY = 86_400_000
const GENEROUS = [{ limit: 1_000_000, window_size: 10 }]

const RUNS = ['first load', 'no change', '1 % changed'] as const

interface Measured {
  calls: number
  seconds: number
  throttled: number
  failures: number
  right: number
  galleries: number
  kept: number
}

/** The same work on the same account at a paid quota: by this engine, as the replaced scripts do it, and by an engine of the npm registry. */
export async function run(): Promise<BenchmarkResult> {
  install()
  const { items, account } = sample(LISTINGS)
  const loaded = await done(items, account)
  // The other ways cannot make definitions.
  const seed = { ...account, attributes: loaded.attributes, relationships: loaded.relationships }
  const load = { items, job: jobOf(loaded) }
  const newer = items.map(retitled)
  const changed = { items: newer, job: jobOf(await done(newer, account)) }
  const edited = load.job.listings.slice(-CHANGED).map(({ sku }) => sku)
  const measured: { [way: string]: Measured[] } = {}
  for (const way of Object.keys(WAYS))
    measured[way] = await measure(way, { seed, works: [load, load, changed], edited })
  return { claims: claimsOf(measured), details: detailsOf(measured) }
}

interface Story {
  seed: AccountSeed
  works: Work[]
  /** Products that a person edits before the last run. */
  edited: string[]
}

async function measure(way: string, { seed, works, edited }: Story): Promise<Measured[]> {
  const clock = virtualClock()
  const sim = await openAccount(seed, clock.service)
  const folder = mkdtempSync(join(tmpdir(), 'sync-bench-'))
  const measured: Measured[] = []
  await WAYS[way]?.({ sim, clock, folder }, async (run) => {
    for (const [index, work] of works.entries()) {
      if (index === works.length - 1) await clock.until(recolour(sim, clock, edited))
      clock.advance(DAY)
      sim.resetCounts()
      const start = clock.now()
      const failures = await clock.until(run(work))
      const { reads, writes, throttled } = sim.counts()
      const seconds = (clock.now() - start) / 1000
      measured.push({
        calls: reads + writes,
        seconds,
        throttled,
        failures,
        ...held(sim, work.job),
        kept: kept(sim, edited),
      })
    }
  })
  await sim.close()
  rmSync(folder, { recursive: true })
  return measured
}

function claimsOf(measured: { [way: string]: Measured[] }): Claim[] {
  const ours = measured['this engine'] ?? []
  const others = Object.entries(measured).filter(([way]) => way !== 'this engine')
  const ratios = others.flatMap(([way, theirs]) =>
    RUNS.flatMap((what, index) => {
      const [mine, other] = [ours[index], theirs[index]]
      if (!mine || !other) throw new Error(`${way} did not do ${what}.`)
      const bound = way === 'the scripts' ? 2 : null
      return [
        atLeast(`${what}: calls of ${way} / of this engine`, other.calls / mine.calls, bound),
        atLeast(`${what}: time of ${way} / of this engine`, other.seconds / mine.seconds, bound),
      ]
    }),
  )
  return [
    ...RUNS.map((what, index) =>
      atLeast(`${what}: listings that are right / all`, (ours[index]?.right ?? 0) / wantedRight(index), 1),
    ),
    atLeast('edits by people that stay / all', (ours.at(-1)?.kept ?? 0) / CHANGED, 1),
    atMost(
      'refusals for being too fast',
      ours.reduce((sum, { throttled }) => sum + throttled, 0),
      0,
    ),
    ...ratios,
  ]
}

/** In the last run the products that people edited keep another colour than Amazon says. */
const wantedRight = (index: number): number => (index === RUNS.length - 1 ? LISTINGS - CHANGED : LISTINGS)

function detailsOf(measured: { [way: string]: Measured[] }): BenchmarkResult['details'] {
  return Object.fromEntries(
    Object.entries(measured).flatMap(([way, list]) =>
      list.flatMap((one, index) =>
        Object.entries(one).map(([what, number]) => [`${way}, ${RUNS[index]}: ${what}`, Math.round(number)]),
      ),
    ),
  )
}

/** The account after the work on these listings, where nobody else touches it. */
async function done(items: CatalogueItem[], seed: AccountSeed): Promise<Required<AccountSeed>> {
  const sim = await startPlytixSim({ limits: GENEROUS, asyncDelayMs: 0 })
  sim.store.seed(seed)
  await withState(async (state) => {
    const ours = workspace()
    const target = signIn(sim, { clock: systemClock, state, workspace: ours })
    const bench = { workspace: ours, sources: [snapshotOf(items)], target, state, clock: systemClock }
    await carryOut(bench, await plan(bench))
    await target.close()
  })
  await sim.close()
  return sim.store.snapshot()
}

function retitled(item: CatalogueItem, index: number): CatalogueItem {
  return index % (LISTINGS / CHANGED) === 0 ? { ...item, item_name: `${item.item_name}, new` } : item
}

/** The other engine comes into a folder of its own, for this benchmark alone. */
function install(): void {
  if (existsSync(join(import.meta.dirname, 'node_modules/alchemy'))) return
  execFileSync('npm', ['ci'], { cwd: import.meta.dirname, stdio: ['ignore', 'ignore', 'inherit'] })
}
