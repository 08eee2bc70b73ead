import type { RunResult } from '../../src/model/run.ts'
import { mapConcurrent } from '../../src/net/concurrent.ts'
import type { PlytixFault } from '../../src/sandbox/plytix/fault-options.ts'
import type { PlytixSimOptions } from '../../src/sandbox/plytix/options.ts'
import { accountText } from '../crash/account.ts'
import { openCase } from '../crash/case.ts'
import { startProgram } from '../crash/program.ts'
import type { Undisturbed } from '../crash/sweep.ts'
import type { Workshop } from '../crash/workshop.ts'

/** Every way in which a call can go wrong. `slow`: its answer comes after the program has stopped waiting for it. */
export const FAULTS: { [name: string]: PlytixFault } = {
  '429 that says how long to wait': { effect: '429', ttl: 800 },
  '429 that names its window': { effect: '429', window_size: 10 },
  '500 before it was done': { effect: '500-before' },
  '500 after it was done': { effect: '500-after' },
  '503': { effect: '503' },
  'a reset before it was done': { effect: 'reset-before' },
  'a reset after it was done': { effect: 'reset-after' },
  'a body that breaks off': { effect: 'truncated' },
  'a page of HTML': { effect: 'html' },
  'an answer that comes too late': { effect: 'slow', ms: 60_000 },
  'an expired token': { effect: '401' },
}

const SCALE = 50
/** Milliseconds; a late answer takes a minute of the account's time, which is 1.2 s here. */
const IMPATIENT = 600
const PATIENT = 10_000
/** A repeated call; what tells whether the first was done; and what a product takes that exists: search, read, finish. */
const EXTRA = 5

export interface Disturbed {
  name: string
  result: RunResult
  same: boolean
  extra: number
}

export interface Disturbance {
  workshop: Workshop
  goal: Undisturbed
  concurrency: number
  sim?: PlytixSimOptions
}

/** One apply with these faults on the way. */
async function disturb(name: string, faults: PlytixFault[], options: Disturbance): Promise<Disturbed> {
  const { workshop, goal, concurrency } = options
  const one = await openCase(workshop, SCALE, { ...options.sim, faults })
  const timeout = faults.some(({ effect }) => effect === 'slow') ? IMPATIENT : PATIENT
  const program = startProgram(one, { concurrency, timeout })
  try {
    const result = await program.apply(goal.plan)
    const extra = one.sim.calls.length - one.sim.counts().auth - goal.calls
    return { name, result, same: accountText(one.sim) === goal.account, extra }
  } finally {
    await program.end()
    await one.close()
  }
}

/** A fault at one call after the other. */
export function atEveryCall(fault: PlytixFault, every: number, options: Disturbance): Promise<Disturbed[]> {
  const calls = Array.from({ length: Math.ceil(options.goal.calls / every) }, (_, index) => 1 + index * every)
  return mapConcurrent(calls, 4, (nth) => disturb(`${fault.effect} at call ${nth}`, [{ ...fault, nth }], options))
}

/** A fault at one call in ten, as chance has it. */
export function atRandom(faults: PlytixFault[], seeds: number[], options: Disturbance): Promise<Disturbed[]> {
  const probability = 0.1 / faults.length
  return mapConcurrent(seeds, 2, (seed) => {
    const spread = faults.map((fault, index) => ({ ...fault, probability, seed: seed * 100 + index }))
    return disturb(`seed ${seed}`, spread, options)
  })
}

/** Calls that one fault may cost: an expired token costs all that are in flight. */
export function mostExtra({ concurrency }: Disturbance): number {
  return EXTRA + concurrency
}

/** What is wrong with how it ended, `null` when nothing is. */
export function problemOf(one: Disturbed, { goal }: Disturbance, most: number): string | null {
  const { name, result, same, extra } = one
  const operations = goal.plan.operations.length
  const total = Object.values(result.operations).reduce((sum, count) => sum + count, 0)
  if (total !== operations) return `${name}: ${total} of ${operations} operations accounted for`
  if (result.status !== 'complete') return `${name}: ${result.status} ${JSON.stringify(result.failures.slice(0, 2))}`
  if (!same) return `${name}: another account`
  return extra > most ? `${name}: ${extra} further calls` : null
}
