import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Program } from '../crash/program.ts'
import { undisturbed } from '../crash/sweep.ts'
import { takingPlan, takingWorkshop } from '../crash/taking.ts'
import { createWorkshop } from '../crash/workshop.ts'
import { atEveryCall, atRandom, FAULTS, mostExtra, problemOf } from './matrix.ts'

/** The whole fault matrix: every fault at every call, and at random; a part of `npm run test:crash`. */

const SEEDS = Array.from({ length: 10 }, (_, index) => index + 1)

const rows = []
for (const [concurrency, taking] of [[1], [8], [1, 'taking away'], [8, 'taking away']] as const) {
  const workshop = taking ? takingWorkshop() : createWorkshop(8)
  const planned = taking ? { planned: ({ target }: Program) => takingPlan(target) } : {}
  const goal = await undisturbed({ workshop, concurrency, ...planned })
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

  workshop.close()

  function rowOf(fault: string, ended: Awaited<ReturnType<typeof atRandom>>, most: number) {
    const problems = ended.flatMap((one) => problemOf(one, given, most) ?? [])
    const row = {
      fault: taking ? `${fault}, ${taking}` : fault,
      concurrency,
      applies: ended.length,
      problems,
      extra: Math.max(...ended.map(({ extra }) => extra)),
    }
    process.stderr.write(`${JSON.stringify(row)}\n`)
    return row
  }
}
const folder = join(import.meta.dirname, '..', '..', 'bench', 'results')
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'faults.json'), `${JSON.stringify({ rows }, null, 2)}\n`)
if (rows.some(({ problems }) => problems.length > 0)) process.exitCode = 1
