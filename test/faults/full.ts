import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { undisturbed } from '../crash/sweep.ts'
import { createWorkshop } from '../crash/workshop.ts'
import { atEveryCall, atRandom, FAULTS, mostExtra, problemOf } from './matrix.ts'

/** The whole fault matrix: every fault at every call, and at random; a part of `npm run test:crash`. */

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1)

const workshop = createWorkshop(12)
const rows = []
for (const concurrency of [1, 8]) {
  const goal = await undisturbed({ workshop, concurrency })
  const given = { workshop, concurrency, goal }
  for (const [fault, effect] of Object.entries(FAULTS)) {
    const ended = await atEveryCall(effect, 1, given)
    rows.push(rowOf(fault, ended, mostExtra(given)))
  }
  rows.push(
    rowOf(
      'any of them, in every tenth call at random',
      await atRandom(Object.values(FAULTS), SEEDS, given),
      goal.calls,
    ),
  )

  function rowOf(fault: string, ended: Awaited<ReturnType<typeof atRandom>>, most: number) {
    const problems = ended.flatMap((one) => problemOf(one, given, most) ?? [])
    const row = {
      fault,
      concurrency,
      applies: ended.length,
      problems,
      extra: Math.max(...ended.map(({ extra }) => extra)),
    }
    process.stderr.write(`${JSON.stringify(row)}\n`)
    return row
  }
}
workshop.close()
const folder = join(import.meta.dirname, '..', '..', 'bench', 'results')
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'faults.json'), `${JSON.stringify({ rows }, null, 2)}\n`)
if (rows.some(({ problems }) => problems.length > 0)) process.exitCode = 1
