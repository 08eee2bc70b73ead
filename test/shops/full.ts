import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import type { ShopifySimOptions } from '../../src/sandbox/shopify/index.ts'
import { everyCrash } from '../crash/sweep.ts'
import { sweepDown } from './down/rows.ts'
import { lives, problemOf } from './lives.ts'
import {
  atEveryCall,
  atRandom,
  beyondBound,
  EFFECTS,
  type Ended,
  problems,
  type SweepOptions,
  sweepShops,
} from './sweep.ts'
import { openFirstTrial, openTakingTrial, openTrial, type Trial, undisturbed } from './trial.ts'
import { SOURCES, type SourceName } from './workspace.ts'

/**
 * The whole crash sweep and the whole fault matrix of shops, written and read, and 200 lives of them; a part of
 * `npm run test:crash`.
 */

const SEEDS = Array.from({ length: 10 }, (_, index) => index + 1)
const LIVES = { numRuns: 200, seed: Number(process.env.CONVERGENCE_SEED ?? 20261129) }
/** What a shop may be like beside. */
const SLOW: { [what: string]: ShopifySimOptions } = {
  'a search that lags by 5 s': { searchDelayMs: 5000 },
  'a tenth of the bucket': { restoreRate: 10, bucket: 200 },
}

interface Row {
  title: string
  applies: number
  problems: number
  /** `null`: how many calls it takes is not held. */
  over_bound: number | null
  extra: number
  examples: Ended[]
}

const rows: Row[] = []

function tell(title: string, ended: Ended[], bounded = true): void {
  const [bad, over] = [problems(ended), bounded ? beyondBound(ended) : []]
  const counts = { applies: ended.length, problems: bad.length, over_bound: bounded ? over.length : null }
  const extra = Math.max(...ended.map((one) => one.extra))
  rows.push({ title, ...counts, extra, examples: [...bad, ...over].slice(0, 5) })
  process.stderr.write(`${JSON.stringify(rows.at(-1))}\n`)
}

/** @param again Crashes once more on the way, three times, as well. */
async function crashed(title: string, given: Omit<SweepOptions, 'recovery'>, again = false): Promise<void> {
  const crashes = everyCrash(given.goal.calls, 1)
  const swept = (more: Pick<SweepOptions, 'recovery' | 'again'>) => sweepShops(crashes, { ...given, ...more })
  tell(`crashed, then resumed (${title})`, await swept({ recovery: 'resume' }))
  if (again) tell(`crashed, and three times again (${title})`, await swept({ recovery: 'resume', again: 3 }))
  tell(`crashed, then planned anew (${title})`, await swept({ recovery: 'replan' }))
}

/** Every moment of every call, every fault at every call, with one write at a time and with eight. */
async function sweepAll(what: string, trial: Trial): Promise<void> {
  for (const concurrency of [1, 8]) {
    const given = { trial, goal: await undisturbed(trial, concurrency), concurrency }
    const title = `${what}, ${concurrency} at once`
    await crashed(title, given, true)
    for (const effect of EFFECTS) tell(`${effect} (${title})`, await atEveryCall(effect, 1, given))
    tell(`any of them, at random (${title})`, await atRandom(SEEDS, given), false)
  }
}

/** What differs by the source: every moment of every call, and every answer lost once. */
async function sweepSome(what: string, trial: Trial): Promise<void> {
  const given = { trial, goal: await undisturbed(trial, 8), concurrency: 8 }
  await crashed(what, given)
  for (const effect of ['reset-after', 'reset-before'] as const)
    tell(`${effect} (${what})`, await atEveryCall(effect, 1, given))
}

/** The same in a shop that takes its time. */
async function sweepSlow(what: string, trial: Trial): Promise<void> {
  for (const [slowness, shop] of Object.entries(SLOW)) {
    const given = { trial, shop, goal: await undisturbed(trial, 8, shop), concurrency: 8 }
    const title = `${what}, ${slowness}`
    await crashed(title, given)
    tell(`reset-after (${title})`, await atEveryCall('reset-after', 1, given))
  }
}

const LIVED = 'a shop that lived'
const TRIALS: { [what: string]: (source: SourceName) => Promise<Trial> } = {
  'a first load': openFirstTrial,
  [LIVED]: (source) => openTrial(source, 1),
  'products of others': openTakingTrial,
}

for (const source of SOURCES) {
  for (const [what, open] of Object.entries(TRIALS)) {
    const trial = await open(source)
    const title = `${source}: ${what}`
    await (source === 'postgres' && what === LIVED ? sweepAll : sweepSome)(title, trial)
    if (what === LIVED) await sweepSlow(title, trial)
    trial.close()
  }
}
const all = fc.sample(lives, LIVES)
const ended: Ended[] = []
for (const [place, life] of all.entries()) {
  const problem = await problemOf(life).catch((error: unknown) => String(error))
  ended.push({ name: `life ${place} of seed ${LIVES.seed}`, problem, extra: 0, allowed: 0 })
}
tell('lives in which people add and edit', ended, false)
await sweepDown(tell)

const folder = join(import.meta.dirname, '..', '..', 'bench', 'results')
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'shopify-sweeps.json'), `${JSON.stringify({ rows }, null, 2)}\n`)
if (rows.some((row) => row.problems > 0 || (row.over_bound ?? 0) > 0)) process.exitCode = 1
