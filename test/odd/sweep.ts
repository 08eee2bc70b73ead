import { mapConcurrent } from '../../src/net/concurrent.ts'
import { type Crash, createMortal } from '../crash/mortal.ts'
import { freeLock } from '../crash/program.ts'
import type { Recovery } from '../crash/sweep.ts'
import { carryOut, goOn, plan } from './desk.ts'
import { type Effect, faultyLine } from './faults.ts'
import { directLine, type Line } from './stall/line.ts'
import { countingLine, type Goal, openCase, problemOf, type Trial, type TrialCase } from './trial.ts'

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
  recovery: Recovery
  /** So many further crashes, each a few calls into the resume. */
  again?: number
}

/** Rows of what was under way, and of what comes next, in pages of five. */
const LOOK_UP = 4
/** A new plan reads everything. */
const SIDE_BY_SIDE = 4

export function sweepOdd(crashes: Crash[], options: SweepOptions): Promise<Ended[]> {
  return mapConcurrent(crashes, SIDE_BY_SIDE, (crash) => crashAndRecover(crash, options))
}

async function crashAndRecover(crash: Crash, options: SweepOptions): Promise<Ended> {
  const { trial, goal, concurrency, recovery, again = 0 } = options
  const one = openCase(trial, concurrency)
  const counted = countingLine(directLine(one.depot))
  try {
    let inFlight = 0
    for (let round = 0; round <= again; round += 1) {
      const next = round === 0 ? crash : { ...crash, call: 2 + ((crash.call + round) % 5) }
      inFlight += await crashOnce(one, { line: counted.line, crash: next }, options)
    }
    const result = await one.process(counted.line, async (desk) =>
      recovery === 'resume' ? goOn(desk, trial.plan) : carryOut(desk, { plan: await plan(desk) }),
    )
    const operations = recovery === 'resume' ? trial.plan.operations.length : sum(result.operations)
    const problem = await problemOf(one, { result, goal, operations })
    const extra = counted.calls() - goal.calls
    return { name: `${crash.moment} ${crash.call}`, problem, extra, allowed: inFlight + (3 + LOOK_UP) * (1 + again) }
  } finally {
    one.close()
  }
}

const sum = (counts: { [outcome: string]: number }): number => Object.values(counts).reduce((all, one) => all + one, 0)

async function crashOnce(
  one: TrialCase,
  { line, crash }: { line: Line; crash: Crash },
  { trial }: SweepOptions,
): Promise<number> {
  let inFlight = 0
  await one.process(line, async (desk) => {
    // Nothing is written any more, not even what waits for the next commit.
    const mortal = createMortal(crash, () => void desk.state.close())
    const mortalLine: Line = (request) => mortal.call(() => line(request))
    await goOn({ ...desk, line: mortalLine }, trial.plan).catch((error: unknown) => {
      if (!mortal.died) throw error
    })
    inFlight = mortal.inFlight
  })
  await freeLock(one.folder)
  return inFlight
}

/** One apply with something wrong on the way. */
async function disturb(
  { name, choose }: { name: string; choose: (call: number) => Effect | null },
  { trial, goal, concurrency }: Omit<SweepOptions, 'recovery'>,
): Promise<Ended> {
  const one = openCase(trial, concurrency)
  const faulty = faultyLine(one.depot, choose)
  try {
    const result = await one.process(faulty.line, (desk) => carryOut(desk, { plan: trial.plan }))
    const problem = await problemOf(one, { result, goal, operations: trial.plan.operations.length })
    return { name, problem, extra: faulty.calls() - goal.calls, allowed: EXTRA }
  } finally {
    one.close()
  }
}

/** A repeated call, and for what was found changed a look and the write once more. */
const EXTRA = 3

export function atEveryCall(effect: Effect, every: number, options: Omit<SweepOptions, 'recovery'>): Promise<Ended[]> {
  const calls = Array.from({ length: Math.ceil(options.goal.calls / every) }, (_, index) => 1 + index * every)
  return mapConcurrent(calls, SIDE_BY_SIDE, (nth) =>
    disturb({ name: `${effect} at call ${nth}`, choose: (call) => (call === nth ? effect : null) }, options),
  )
}

/** Any of them, at one call in five. */
export function atRandom(
  effects: Effect[],
  seeds: number[],
  options: Omit<SweepOptions, 'recovery'>,
): Promise<Ended[]> {
  return mapConcurrent(seeds, SIDE_BY_SIDE, (seed) => {
    let state = seed
    const next = (): number => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
      return state / 2_147_483_648
    }
    const choose = (): Effect | null => (next() < 0.2 ? (effects[Math.floor(next() * effects.length)] ?? null) : null)
    return disturb({ name: `seed ${seed}`, choose }, options)
  })
}

export const problems = (ended: Ended[]): Ended[] => ended.filter(({ problem }) => problem !== null)
export const beyondBound = (ended: Ended[]): Ended[] => ended.filter(({ extra, allowed }) => extra > allowed)
