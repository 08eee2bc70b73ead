import { mapConcurrent } from '../../src/net/concurrent.ts'
import type { Http } from '../../src/net/http.ts'
import type { ShopifyFault, ShopifyFaultEffect } from '../../src/sandbox/shopify/faults/options.ts'
import type { ShopifySimOptions } from '../../src/sandbox/shopify/index.ts'
import { crashingHttp } from '../crash/crashing-http.ts'
import { type Crash, createMortal } from '../crash/mortal.ts'
import { freeLock } from '../crash/program.ts'
import type { Recovery } from '../crash/sweep.ts'
import { carryOut, goOn } from './desk.ts'
import { callsTo } from './shop.ts'
import { type Ending, type Goal, openCase, problemOf, type Trial, type TrialCase } from './trial.ts'

export interface Ended {
  name: string
  problem: string | null
  /** Calls beyond those of an apply that nothing disturbs. */
  extra: number
  allowed: number
}

export interface SweepOptions {
  trial: Trial
  goal: Goal
  concurrency: number
  recovery: Exclude<Recovery, 'elsewhere'>
  /** So many further crashes, each a few calls into the resume. */
  again?: number
  shop?: ShopifySimOptions
}

const SIDE_BY_SIDE = 2
/** Milliseconds until somebody begins again: what the shop promised is done by then. */
const RESTART = 3000
/** Places that are read anew, what was under way, what comes next, and the keys of products that are to be made. */
const LOOK_UP = 8
/** Files gather into more calls or fewer, as it happens, where several go at once. */
const spread = (concurrency: number): number => (concurrency > 1 ? 10 : 0)
/** A new plan reads everything, and asks for pictures once more that no product shows yet: each is found by its name. */
const READ = 20
const PER_FILE = 2
/** A look at each product that was being written when it died, and its pictures; a file is looked for until it is found. */
const PER_CALL = 4

export function sweepShops(crashes: Crash[], options: SweepOptions): Promise<Ended[]> {
  return mapConcurrent(crashes, SIDE_BY_SIDE, (crash) => crashAndRecover(crash, options))
}

async function crashAndRecover(crash: Crash, options: SweepOptions): Promise<Ended> {
  const { trial, goal, concurrency, recovery, again = 0, shop = {} } = options
  const one = await openCase(trial, concurrency, shop)
  try {
    let inFlight = 0
    for (let round = 0; round <= again; round += 1) {
      const next = round === 0 ? crash : { ...crash, call: 2 + ((crash.call + round) % 5) }
      inFlight += await crashOnce(one, next, trial)
    }
    const result = await one.process(async (desk) =>
      recovery === 'resume' ? goOn(desk, trial.plan) : carryOut(desk, { plan: await trial.replan(desk) }),
    )
    const extra = callsTo(one.shop) - goal.calls
    const operations = recovery === 'resume' ? trial.plan.operations.length : sum(result.operations)
    const problem = await problemOf(one, { trial, result, goal, operations })
    const looked = PER_CALL * inFlight + (LOOK_UP + spread(concurrency)) * (1 + again)
    const files = trial.plan.operations.filter(({ action }) => action === 'upload').length
    const allowed = looked + (recovery === 'resume' ? 0 : READ + PER_FILE * files)
    return { name: `${crash.moment} ${crash.call}`, problem, extra, allowed }
  } finally {
    await one.close()
  }
}

const sum = (counts: { [outcome: string]: number }): number => Object.values(counts).reduce((all, one) => all + one, 0)

async function crashOnce(one: TrialCase, crash: Crash, { plan }: Trial): Promise<number> {
  const inFlight = await one.process(async (desk) => {
    // Nothing is written any more, not even what waits for the next commit.
    const mortal = createMortal(crash, () => void desk.state.close())
    const through = (http: Http): Http => crashingHttp(http, { apiUrl: desk.shop.url, mortal })
    await goOn({ ...desk, through }, plan).catch((error: unknown) => {
      if (!mortal.died) throw error
    })
    return mortal.inFlight
  })
  await freeLock(one.folder)
  one.shop.clock.leap(RESTART)
  return inFlight
}

/** Every way in which a call of the API can go wrong. */
export const EFFECTS: readonly ShopifyFaultEffect[] = [
  ...(['reset-after', 'reset-before', 'truncated', 'html', '500', '502', '502-after', '503', 'internal'] as const),
  ...(['internal-after', 'internal-first', 'throttled', 'drained', '429', 'html-200'] as const),
]

/** `again`: what failed may be planned and applied once more, while nothing disturbs it. */
type Disturbed = Omit<SweepOptions, 'recovery' | 'again'> & { again?: true }

/** One apply with something wrong on the way. */
async function disturb(name: string, faults: ShopifyFault[], options: Disturbed): Promise<Ended> {
  const { trial, goal, concurrency, shop = {} } = options
  const one = await openCase(trial, concurrency, { ...shop, faults })
  try {
    const result = await one.process((desk) => carryOut(desk, { plan: trial.plan }))
    const extra = callsTo(one.shop) - goal.calls
    const ending = { trial, result, goal, operations: trial.plan.operations.length }
    const problem = await problemOf(
      one,
      options.again && result.status === 'partial' ? await more(one, ending) : ending,
    )
    return { name, problem, extra, allowed: EXTRA + spread(concurrency) }
  } finally {
    await one.close()
  }
}

async function more(one: TrialCase, { trial, ...ending }: Ending): Promise<Ending> {
  one.shop.options.faults = []
  one.shop.rest()
  const result = await one.process(async (desk) => carryOut(desk, { plan: await trial.replan(desk) }))
  return { ...ending, trial, result, operations: sum(result.operations) }
}

/** A repeated call, and for what was found changed a few looks and the write once more. */
const EXTRA = 6

/** Every so many-th call goes wrong in this way, one in each apply. */
export function atEveryCall(effect: ShopifyFaultEffect, every: number, options: Disturbed): Promise<Ended[]> {
  const calls = Array.from({ length: Math.ceil(options.goal.calls / every) }, (_, index) => 1 + index * every)
  return mapConcurrent(calls, SIDE_BY_SIDE, (nth) => disturb(`${effect} at call ${nth}`, [{ effect, nth }], options))
}

const PASSING: readonly ShopifyFaultEffect[] = [
  'reset-after',
  'reset-before',
  '502-after',
  'internal-after',
  'throttled',
]

/** Any of those that pass, at one call in five: three in a row fail an operation, which is planned once more then. */
export function atRandom(seeds: readonly number[], options: Disturbed): Promise<Ended[]> {
  return mapConcurrent(seeds, SIDE_BY_SIDE, (seed) => {
    const faults = PASSING.map((effect, place) => ({ effect, probability: 0.04, seed: 100 * seed + place }))
    return disturb(`seed ${seed}`, faults, { ...options, again: true })
  })
}

export const problems = (ended: Ended[]): Ended[] => ended.filter(({ problem }) => problem !== null)
export const beyondBound = (ended: Ended[]): Ended[] => ended.filter(({ extra, allowed }) => extra > allowed)
