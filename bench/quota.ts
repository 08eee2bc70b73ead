import type { Clock } from '../src/model/clock.ts'
import { systemClock } from '../src/net/clock.ts'
import { type PlytixSim, startPlytixSim } from '../src/sandbox/plytix/index.ts'
import { sample, snapshotOf } from './catalogue.ts'
import { atLeast, atMost, type BenchmarkResult } from './result.ts'
import { carryOut, plan, signIn, withState, workspace } from './session.ts'

/** Hours pass in seconds; an answer then takes about as long as one over the internet does. */
const SCALE = 150
const SHORT = { limit: 20, window_size: 10 }
const LONG = { limit: 2000, window_size: 3600 }
/** Enough to fill one hour and to begin the next. */
const LISTINGS = 1100

/** How much of the smallest plan's allowance a long apply uses, and whether it ever asks for more. */
export async function run(): Promise<BenchmarkResult> {
  const { items, account } = sample(LISTINGS)
  const clock = scaled(systemClock, SCALE)
  const sim = await startPlytixSim({ limits: [SHORT, LONG], windowKind: 'sliding', clock, asyncDelayMs: 0 })
  sim.store.seed(account)
  await withState(async (state) => {
    const target = signIn(sim, { clock, state })
    const bench = { workspace: workspace(), sources: [snapshotOf(items)], target, state, clock }
    await carryOut(bench, await plan(bench))
    await target.close()
  })
  const times = apiTimes(sim)
  await sim.close()
  const bursts = burstShares(times)
  return {
    claims: [
      atLeast('calls in the busiest hour / allowance', busiest(times, LONG) / LONG.limit, 0.95),
      atLeast('calls in the busiest 10 seconds / allowance', busiest(times, SHORT) / SHORT.limit, 0.95),
      atLeast('calls while only the 10 seconds bind / allowance', bursts, 0.95),
      atMost('answers "too many requests"', sim.counts().throttled, 0),
    ],
    details: { calls: times.length, hours: (((times.at(-1) ?? 0) - (times[0] ?? 0)) / 3_600_000).toFixed(2) },
  }
}

/** When calls came in, on the simulator's clock. */
function apiTimes({ calls }: PlytixSim): number[] {
  return calls.filter(({ kind }) => kind !== 'auth').map(({ at }) => at)
}

/** The most calls that fall into one window, wherever it begins. */
function busiest(times: number[], { window_size }: typeof SHORT): number {
  let most = 0
  let first = 0
  for (const [index, time] of times.entries()) {
    while (time - (times[first] ?? 0) >= window_size * 1000) first += 1
    most = Math.max(most, index - first + 1)
  }
  return most
}

/** The share of the short allowance that is used until the hour is used up. */
function burstShares(times: number[]): number {
  const first = times.slice(0, LONG.limit)
  const windows = ((first.at(-1) ?? 0) - (first[0] ?? 0)) / (SHORT.window_size * 1000)
  return (first.length - SHORT.limit) / (windows * SHORT.limit)
}

function scaled(base: Clock, scale: number): Clock {
  const start = base.now()
  return {
    now: () => start + (base.now() - start) * scale,
    sleep: (milliseconds, signal) => base.sleep(milliseconds / scale, signal),
  }
}
