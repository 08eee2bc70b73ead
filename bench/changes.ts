import type { CatalogueItem } from '../src/providers/amazon/catalogue-item.ts'
import { startPlytixSim } from '../src/sandbox/plytix/index.ts'
import { fewestWrites, pages, total } from './bounds.ts'
import { type Catalogue, sample, snapshotOf } from './catalogue.ts'
import { leastSeconds, PAID } from './paid-quota.ts'
import { atMost, type BenchmarkResult, type Claim, rounded } from './result.ts'
import { carryOut, plan, signIn, withState, workspace } from './session.ts'
import { virtualClock } from './virtual-clock.ts'

/** Calls and time of what is done with a catalogue, at a paid quota, in time that the machine's load does not change. */

const SIZES = [1000, 10_000, 100_000]
const QUICK = [200]
/** Milliseconds of each answer. */
const LATENCY = 200
const DAY = 86_400_000
/** Ten times as much may cost so many times as many calls. */
const GROWTH = 11
/** Seconds of the shortest window, which is not full at the end. */
const WINDOW = 10
/** Calls that the fewest do not count: definitions, the count of rows, last pages that are not full. */
const FURTHER = 15

interface Measured {
  calls: number
  seconds: number
}

/** Plans and applies; `only` as with `plan`. */
type Work = (items: CatalogueItem[], only?: string[]) => Promise<Measured>

interface Situation extends Measured {
  what: string
  /** The fewest calls that can do it. */
  fewest: number
}

export const run = (): Promise<BenchmarkResult> => measureAll(SIZES)

export const quick = (): Promise<BenchmarkResult> => measureAll(QUICK)

async function measureAll(sizes: number[]): Promise<BenchmarkResult> {
  const claims: Claim[] = []
  const details: BenchmarkResult['details'] = {}
  const before = new Map<string, number>()
  for (const size of sizes) {
    const catalogue = sample(size)
    for (const situation of [...(await inOneGo(catalogue)), ...(await inParts(catalogue))]) {
      const { what, calls, seconds } = situation
      claims.push(...claimsOf(`${what}, ${size}`, situation))
      const smaller = before.get(what)
      if (smaller !== undefined)
        claims.push(atMost(`${what}, ${size}: calls / calls of a tenth`, calls / smaller, GROWTH))
      before.set(what, calls)
      details[`${what}, ${size}: calls`] = calls
      details[`${what}, ${size}: seconds`] = rounded(seconds)
    }
  }
  return { claims, details }
}

function claimsOf(what: string, { calls, fewest, seconds }: Situation): Claim[] {
  const least = leastSeconds(calls)
  const bound = 1.05 * least + WINDOW
  const time =
    least > 0 ? [atMost(`${what}: time / (1.05 x what the quota needs + ${WINDOW} s)`, seconds / bound, 1)] : []
  return [atMost(`${what}: calls / (1.02 x fewest + ${FURTHER})`, calls / (1.02 * fewest + FURTHER), 1), ...time]
}

/** Everything at once, then a night without a change and one with a hundredth changed. */
function inOneGo(catalogue: Catalogue): Promise<Situation[]> {
  const { items } = catalogue
  const changed = items.map((item, index) =>
    index % 100 === 0 ? { ...item, item_name: `${item.item_name}, new` } : item,
  )
  const [others, writes] = [catalogue.account.products?.length ?? 0, total(fewestWrites(catalogue, workspace()))]
  const all = pages(others + items.length)
  return inAccount(catalogue, async (work) => [
    { what: 'first load', ...(await work(items)), fewest: writes + pages(others) },
    { what: 'no change', ...(await work(items)), fewest: all },
    { what: '1 % changed', ...(await work(changed)), fewest: all + pages(items.length) },
  ])
}

/** Products first, then their images alone, then their links alone. */
function inParts(catalogue: Catalogue): Promise<Situation[]> {
  const { items } = catalogue
  const { images, sources } = fewestWrites(catalogue, workspace())
  const all = pages((catalogue.account.products?.length ?? 0) + items.length)
  const pictured = items.filter((item) => item.images.length > 0).length
  // Whatever a link starts from or leads to is looked at shortly before.
  const looked = pages(sources) + pages(items.length)
  return inAccount(catalogue, async (work) => {
    await work(items, ['schema', 'products'])
    return [
      { what: 'images only', ...(await work(items, ['images'])), fewest: all + images + pictured },
      { what: 'links only', ...(await work(items, ['hierarchy', 'listings'])), fewest: all + looked + sources },
    ]
  })
}

async function inAccount({ account }: Catalogue, story: (work: Work) => Promise<Situation[]>): Promise<Situation[]> {
  const clock = virtualClock()
  const sim = await startPlytixSim({ limits: PAID, clock: clock.service, latencyMs: LATENCY, asyncDelayMs: 0 })
  sim.store.seed(account)
  const situations = await withState((state) =>
    story(async (items, only) => {
      clock.advance(DAY)
      sim.resetCounts()
      const start = clock.now()
      const ours = workspace()
      const target = signIn(sim, { clock, state, workspace: ours })
      const bench = { workspace: ours, sources: [snapshotOf(items)], target, state, clock }
      await clock.until(plan(bench, only).then((approved) => carryOut(bench, approved)))
      await target.close()
      const { reads, writes, throttled } = sim.counts()
      if (throttled > 0) throw new Error(`${throttled} calls came too fast.`)
      return { calls: reads + writes, seconds: (clock.now() - start) / 1000 }
    }),
  )
  await sim.close()
  return situations
}
