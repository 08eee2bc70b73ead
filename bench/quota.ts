import type { Clock } from '../src/model/clock.ts'
import type { RateWindow } from '../src/model/plan-figures.ts'
import { systemClock } from '../src/net/clock.ts'
import { type PlytixSim, startPlytixSim } from '../src/sandbox/plytix/index.ts'
import { sample, snapshotOf } from './catalogue.ts'
import { atLeast, atMost, type BenchmarkResult } from './result.ts'
import { carryOut, plan, signIn, withState, workspace } from './session.ts'

/** The smallest plan's allowance. */
const SHORT = { limit: 20, window_size: 10 }
const LONG = { limit: 2000, window_size: 3600 }

/** How much of the allowance a long apply uses, and whether it ever asks for more. */
export async function run(): Promise<BenchmarkResult> {
  // Enough to fill an hour and to begin the next. Answers seem slow at this speed, which costs the short window.
  const long = await paced({ listings: 1100, limits: [SHORT, LONG], scale: 150 })
  // Here an answer takes about as long as one over the internet does.
  const short = await paced({ listings: 100, limits: [SHORT], scale: 20 })
  return {
    claims: [
      atLeast('calls in the busiest hour / allowance', busiest(long.times, LONG) / LONG.limit, 0.95),
      atLeast('calls in the busiest 10 seconds / allowance', busiest(long.times, SHORT) / SHORT.limit, 0.95),
      atLeast('calls of a whole apply under 20 in 10 seconds / allowance', steadyShare(short.times, SHORT), 0.95),
      atMost('answers "too many requests"', long.throttled + short.throttled, 0),
    ],
    details: { calls_by_the_hour: long.times.length, calls_by_10_seconds: short.times.length },
  }
}

interface Pace {
  listings: number
  limits: RateWindow[]
  /** How much faster than the machine's the clock runs: hours pass in seconds. */
  scale: number
}

interface Paced {
  /** When calls came in, on the simulator's clock; sign-ins apart, which have an allowance of their own. */
  times: number[]
  throttled: number
}

async function paced({ listings, limits, scale }: Pace): Promise<Paced> {
  const { items, account } = sample(listings)
  const clock = scaled(systemClock, scale)
  const sim: PlytixSim = await startPlytixSim({ limits, windowKind: 'sliding', clock, asyncDelayMs: 0 })
  sim.store.seed(account)
  await withState(async (state) => {
    const ours = workspace()
    const target = signIn(sim, { clock, state, workspace: ours })
    const bench = { workspace: ours, sources: [snapshotOf(items)], target, state, clock }
    await carryOut(bench, await plan(bench))
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

/** What is used of an allowance from the first call on, in whole windows; the first one's worth may go at once. */
function steadyShare(times: number[], { limit, window_size }: RateWindow): number {
  const whole = times.slice(0, Math.floor(times.length / limit) * limit)
  const windows = ((whole.at(-1) ?? 0) - (whole[0] ?? 0)) / (window_size * 1000)
  return (whole.length - limit) / (windows * limit)
}

function scaled(base: Clock, scale: number): Clock {
  const start = base.now()
  return {
    now: () => start + (base.now() - start) * scale,
    sleep: (milliseconds, signal) => base.sleep(milliseconds / scale, signal),
  }
}
