import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { everyCrash } from '../crash/sweep.ts'
import { EFFECTS } from './faults.ts'
import { openRelatedTrial } from './related.ts'
import { atEveryCall, atRandom, beyondBound, type Ended, problems, type SweepOptions, sweepOdd } from './sweep.ts'
import { openTrial, undisturbed } from './trial.ts'

/** The whole crash sweep and the whole fault matrix of the odd pair; a part of `npm run test:crash`. */

const SIZE = 30
const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1)

function rowOf(title: string, ended: Ended[], bounded: boolean) {
  const over = bounded ? beyondBound(ended).length : null
  const bad = problems(ended)
  const extra = Math.max(...ended.map((one) => one.extra))
  const row = { title, applies: ended.length, problems: bad.length, over_bound: over, extra, examples: bad.slice(0, 5) }
  process.stderr.write(`${JSON.stringify(row)}\n`)
  return row
}

const rows = []
for (const [what, open] of Object.entries({
  'goods and sizes': openTrial,
  'rings, words and posters': openRelatedTrial,
})) {
  const trial = await open(SIZE)
  for (const concurrency of [1, 8]) {
    const goal = await undisturbed(trial, concurrency)
    const given = { trial, goal, concurrency }
    const crashes = everyCrash(goal.calls)
    const crashed = (more: Pick<SweepOptions, 'recovery' | 'again'>) => sweepOdd(crashes, { ...given, ...more })
    const title = `${what}, ${concurrency} at once`
    rows.push(rowOf(`crashed, then resumed (${title})`, await crashed({ recovery: 'resume' }), true))
    rows.push(rowOf(`crashed, and three times again (${title})`, await crashed({ recovery: 'resume', again: 3 }), true))
    rows.push(rowOf(`crashed, then planned anew (${title})`, await crashed({ recovery: 'replan' }), false))
    for (const [fault, effect] of Object.entries(EFFECTS)) {
      rows.push(rowOf(`${fault} (${title})`, await atEveryCall(effect, 1, given), true))
    }
    rows.push(rowOf(`any of them, at random (${title})`, await atRandom(Object.values(EFFECTS), SEEDS, given), false))
  }
  trial.close()
}
const folder = join(import.meta.dirname, '..', '..', 'bench', 'results')
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'odd.json'), `${JSON.stringify({ rows }, null, 2)}\n`)
if (rows.some((row) => row.problems > 0 || (row.over_bound ?? 0) > 0)) process.exitCode = 1
