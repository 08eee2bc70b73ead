import type { Crash } from '../../crash/mortal.ts'
import { createMortal } from '../../crash/mortal.ts'
import { freeLock } from '../../crash/program.ts'
import type { Ended } from '../sweep.ts'
import { catalogueText } from './contents.ts'
import { carryOut, goOn, plan } from './desk.ts'
import { type DownCase, type DownTrial, type Goal, openCase, problemOf } from './trial.ts'

export interface WriteOptions {
  trial: DownTrial
  goal: Goal
  concurrency: number
  recovery: 'resume' | 'replan'
  /** So many further crashes, each a few calls into the resume. */
  again?: number
}

/** An apply that nothing disturbs. */
export async function undisturbed(trial: DownTrial, concurrency: number): Promise<Goal> {
  const one = await openCase(trial, concurrency)
  try {
    let calls = 0
    const through = <T>(send: () => Promise<T>): Promise<T> => {
      calls += 1
      return send()
    }
    const result = await one.process((desk) => carryOut({ ...desk, through }, { plan: trial.plan }))
    if (result.operations.succeeded !== trial.plan.operations.length)
      throw new Error(`The undisturbed apply is not complete: ${JSON.stringify(result)}`)
    const text = await catalogueText(trial.catalogue)
    const problem = await problemOf(one, { trial, result, text: null })
    if (problem !== null) throw new Error(`After the undisturbed apply: ${problem}`)
    return { text, calls }
  } finally {
    one.close()
  }
}

/** Signing in, a look at what was being written, and the transaction that was not done, once more. */
const LOOK_UP = 24
/** A new plan reads each table. */
const READ = 20

/** One after the other: they share a catalogue. */
export async function sweepWrites(crashes: Crash[], options: WriteOptions): Promise<Ended[]> {
  const ended: Ended[] = []
  for (const crash of crashes) ended.push(await crashAndRecover(crash, options))
  return ended
}

async function crashAndRecover(crash: Crash, options: WriteOptions): Promise<Ended> {
  const { trial, goal, concurrency, recovery, again = 0 } = options
  const one = await openCase(trial, concurrency)
  try {
    let calls = 0
    const count = <T>(send: () => Promise<T>): Promise<T> => {
      calls += 1
      return send()
    }
    for (let round = 0; round <= again; round += 1) {
      const next = round === 0 ? crash : { ...crash, call: 2 + ((crash.call + round) % 7) }
      await crashOnce(one, next, { trial, count })
    }
    const result = await one.process(async (desk) => {
      const counted = { ...desk, through: count }
      return recovery === 'resume' ? goOn(counted, trial.plan) : carryOut(counted, { plan: await plan(counted) })
    })
    const problem =
      unaccounted(result.operations, options) ?? (await problemOf(one, { trial, result, text: goal.text }))
    const allowed = LOOK_UP * (1 + again) + (recovery === 'resume' ? 0 : READ)
    return { name: `${crash.moment} ${crash.call}`, problem, extra: calls - goal.calls, allowed }
  } finally {
    one.close()
  }
}

/** A resume accounts for all that was planned. */
function unaccounted(counts: { [outcome: string]: number }, { recovery, trial }: WriteOptions): string | null {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const planned = trial.plan.operations.length
  return recovery === 'resume' && total !== planned ? `${total} of ${planned} operations are accounted for` : null
}

interface Dying {
  trial: DownTrial
  count: <T>(send: () => Promise<T>) => Promise<T>
}

async function crashOnce(one: DownCase, crash: Crash, { trial, count }: Dying): Promise<void> {
  await one.process(async (desk) => {
    // Nothing is written down any more, not even what waits for the next commit.
    const mortal = createMortal(crash, () => void desk.state.close())
    const through = <T>(send: () => Promise<T>): Promise<T> => mortal.call(() => count(send))
    await goOn({ ...desk, through }, trial.plan).catch((error: unknown) => {
      if (!mortal.died) throw error
    })
  })
  await freeLock(one.folder)
}
