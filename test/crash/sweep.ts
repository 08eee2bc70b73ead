import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Plan } from '../../src/model/plan.ts'
import type { RunResult } from '../../src/model/run.ts'
import { mapConcurrent } from '../../src/net/concurrent.ts'
import type { PlytixSimOptions } from '../../src/sandbox/plytix/options.ts'
import { accountText } from './account.ts'
import { type Case, openCase } from './case.ts'
import { type Crash, type CrashMoment, MOMENTS } from './mortal.ts'
import { type Program, startProgram } from './program.ts'
import type { Workshop } from './workshop.ts'

export interface Setting {
  workshop: Workshop
  concurrency: number
  sim?: PlytixSimOptions
  /** How much faster than real time accounts live; 50 unless told. */
  scale?: number
  /** What is applied; without it what the workspace plans. */
  planned?: (program: Program) => Promise<Plan>
}

/** An apply that nothing disturbs: what every other one has to come to. */
export interface Undisturbed {
  plan: Plan
  result: RunResult
  account: string
  /** Sign-ins not counted. */
  calls: number
  /** Each call's method and path, ids left out. */
  paths: string[]
}

/** What people do after a crash: go on with the run, plan and apply anew, or apply the plan where nothing is known of it. */
export type Recovery = 'resume' | 'replan' | 'elsewhere'

export interface Outcome extends Crash {
  /** `null`: the account is as it should be and everything is done. */
  problem: string | null
  /** Calls beyond those of an undisturbed apply, the batch look-up of the resume included. */
  extra: number
  /** 3, one for each operation at work, and the batch look-up. */
  allowed: number
}

const SCALE = 50

export async function undisturbed({
  workshop,
  concurrency,
  sim,
  scale = SCALE,
  planned = (program) => program.plan(),
}: Setting): Promise<Undisturbed> {
  const one = await openCase(workshop, scale, sim)
  const planning = startProgram(one, { concurrency })
  const plan = await planned(planning)
  await planning.end()
  one.sim.resetCounts()
  const program = startProgram(one, { concurrency })
  const result = await program.apply(plan)
  await program.end()
  const account = accountText(one.sim)
  const paths = one.sim.calls.filter(({ kind }) => kind !== 'auth').map(({ method, path }) => `${method} ${bare(path)}`)
  await one.close()
  return { plan, result, account, calls: paths.length, paths }
}

function bare(path: string): string {
  return path.replace(/[0-9a-f]{24}/g, '*')
}

/** Every moment of every so many-th call. */
export function everyCrash(calls: number, every = 1): Crash[] {
  const numbers = Array.from({ length: Math.ceil(calls / every) }, (_, index) => 1 + index * every)
  return numbers.flatMap((call) => MOMENTS.map((moment: CrashMoment) => ({ call, moment })))
}

export interface SweepOptions extends Setting {
  goal: Undisturbed
  recovery: Recovery
  /** So many further crashes, each a few calls into the resume. */
  again?: number
  /** What else is looked at in the end; a sentence is a problem. */
  finally?: (one: Case) => Promise<string | null>
}

export function sweep(crashes: Crash[], options: SweepOptions): Promise<Outcome[]> {
  return mapConcurrent(crashes, 4, (crash) => crashAndRecover(crash, options))
}

async function crashAndRecover(crash: Crash, options: SweepOptions): Promise<Outcome> {
  const one = await openCase(options.workshop, options.scale ?? SCALE, options.sim)
  try {
    await crashOften(one, crash, options)
    const result = await recover(one, options)
    const extra = one.sim.calls.length - one.sim.counts().auth - options.goal.calls
    // An intent that is written waits for the disk before its call leaves, so not only what is in flight is looked up.
    const allowed = (options.concurrency + 3 + LOOK_UP) * (1 + (options.again ?? 0))
    const problem = problemOf(result, accountText(one.sim), options.goal) ?? (await options.finally?.(one)) ?? null
    return { ...crash, extra, allowed, problem }
  } finally {
    await one.close()
  }
}

/** The rows of what was under way, and the definitions that these need. */
export const LOOK_UP = 4

async function crashOften(one: Case, crash: Crash, { goal, concurrency, again = 0 }: SweepOptions): Promise<void> {
  for (let round = 0; round <= again; round += 1) {
    const next = round === 0 ? crash : { ...crash, call: 2 + ((crash.call + round) % 7) }
    const program = startProgram(one, { concurrency, crash: next })
    await (round === 0 ? program.apply(goal.plan) : program.resume(goal.plan)).catch((error: unknown) => {
      if (!program.mortal.died) throw error
    })
    await program.end()
  }
}

async function recover(one: Case, { goal, concurrency, recovery }: SweepOptions): Promise<RunResult> {
  if (recovery === 'elsewhere') rmSync(join(one.folder, 'state'), { recursive: true })
  const program = startProgram(one, { concurrency })
  try {
    if (recovery === 'elsewhere') return await program.apply(goal.plan)
    if (recovery === 'resume') return await program.resume(goal.plan)
    return await program.apply(await program.plan())
  } finally {
    await program.end()
  }
}

export function problemOf(result: RunResult, account: string, goal: Undisturbed): string | null {
  const total = Object.values(result.operations).reduce((sum, count) => sum + count, 0)
  if (result.status !== 'complete') return `${result.status}: ${JSON.stringify(result.failures.slice(0, 3))}`
  if (total === 0 && account === goal.account) return null
  return account === goal.account ? null : firstDifference(goal.account, account)
}

function firstDifference(wanted: string, found: string): string {
  const lines = found.split('\n')
  const place = wanted.split('\n').findIndex((line, index) => line !== lines[index])
  return `line ${place} of the account: ${wanted.split('\n')[place]} became ${lines[place]}`
}
