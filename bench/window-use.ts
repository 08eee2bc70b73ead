import type { RateWindow } from '../src/model/plan-figures.ts'
import { createHttp } from '../src/net/http.ts'
import { type PlytixSim, startPlytixSim } from '../src/sandbox/plytix/index.ts'
import { seededRandom } from '../src/sandbox/random.ts'
import { createNetworkClock } from '../test/support/network-clock.ts'
import { sample, snapshotOf } from './catalogue.ts'
import { atLeast, atMost, type BenchmarkResult, type Claim } from './result.ts'
import { carryOut, plan, signIn, withState, workspace } from './session.ts'

/** What the plans allow. */
const FREE = { limit: 20, window_size: 10 }
const PAID = { limit: 50, window_size: 10 }
const HOUR = { limit: 2000, window_size: 3600 }
/** Either way differs in time by so much of it. */
const JITTER = 0.02

interface Case {
  name: string
  listings: number
  limits: RateWindow[]
  windowKind: 'sliding' | 'fixed'
  /** Milliseconds. */
  latency: number
}

const CASES: Case[] = [
  ...[50, 500, 2000].map(
    (latency): Case => ({
      name: `50 in 10 seconds, ${latency} ms`,
      ...{ listings: 250, limits: [PAID], windowKind: 'sliding', latency },
    }),
  ),
  { name: '20 in 10 fixed seconds, 60 ms', listings: 100, limits: [FREE], windowKind: 'fixed', latency: 60 },
  { name: '50 in 10 fixed seconds, 2000 ms', listings: 250, limits: [PAID], windowKind: 'fixed', latency: 2000 },
  // Enough to fill an hour and to begin the next.
  {
    name: '20 in 10 seconds and 2000 an hour',
    listings: 1100,
    limits: [FREE, HOUR],
    windowKind: 'sliding',
    latency: 500,
  },
]

/** How much of the allowance a whole apply uses, and whether it ever asks for more, in time that only counts. */
export async function run(): Promise<BenchmarkResult> {
  const claims: Claim[] = []
  const details: BenchmarkResult['details'] = {}
  let throttled = 0
  for (const one of CASES) {
    const { name, limits } = one
    const used = await apply(one)
    throttled += used.throttled
    details[`calls of ${name}`] = used.times.length
    const several = limits.length > 1
    claims.push(
      ...limits.map((window) => {
        const part = several ? busiest(used.times, window) / window.limit : steadyShare(used.times, window)
        const what = several ? `calls in the busiest ${window.window_size} seconds of ${name}` : `calls at ${name}`
        return atLeast(`${what} / allowance`, part, 0.95)
      }),
    )
  }
  return { claims: [...claims, atMost('answers "too many requests"', throttled, 0)], details }
}

interface Used {
  /** When calls came in, sign-ins apart, which have an allowance of their own. */
  times: number[]
  throttled: number
}

async function apply({ listings, limits, windowKind, latency }: Case): Promise<Used> {
  const { items, account } = sample(listings)
  const clock = createNetworkClock(Date.UTC(2026, 10, 21, 3))
  const random = seededRandom(1)
  const sim: PlytixSim = await startPlytixSim({ limits, windowKind, clock, asyncDelayMs: 0 })
  sim.store.seed(account)
  const http = clock.slow(createHttp(), () => {
    const oneWay = () => (latency / 2) * (1 + JITTER * (2 * random() - 1))
    return { there: oneWay(), back: oneWay() }
  })
  await withState(async (state) => {
    const ours = workspace()
    const target = signIn(sim, { clock, state, workspace: ours, http })
    const bench = { workspace: ours, sources: [snapshotOf(items)], target, state, clock }
    await clock.until(plan(bench).then((approved) => carryOut(bench, approved)))
    await target.close()
  })
  await sim.close()
  const times = sim.calls.filter(({ kind }) => kind !== 'auth').map(({ at }) => at)
  return { times, throttled: sim.counts().throttled }
}

/** The most calls that fall into one window, wherever it begins. */
function busiest(times: number[], { window_size }: RateWindow): number {
  let most = 0
  let first = 0
  for (const [index, time] of times.entries()) {
    while (time - (times[first] ?? 0) >= window_size * 1000) first += 1
    most = Math.max(most, index - first + 1)
  }
  return most
}

/** What is used of an allowance in the whole windows between the first two, in which reads wait for one another, and the last. */
function steadyShare(times: number[], { limit, window_size }: RateWindow): number {
  const size = window_size * 1000
  const from = (times[0] ?? 0) + 2 * size
  const windows = Math.floor(((times.at(-1) ?? 0) - from) / size) - 1
  return times.filter((time) => time >= from && time < from + windows * size).length / (windows * limit)
}
