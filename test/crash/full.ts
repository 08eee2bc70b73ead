import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mapConcurrent } from '../../src/net/concurrent.ts'
import { killAndRecover } from './kill.ts'
import type { Program } from './program.ts'
import { everyCrash, type Outcome, type Recovery, sweep, undisturbed } from './sweep.ts'
import { takingPlan, takingWorkshop } from './taking.ts'
import { createWorkshop } from './workshop.ts'

/** The whole crash sweep, a process for each section: `npm run test:crash`. */

const LISTINGS = 44
const LEAST_CALLS = 150

interface Section {
  title: string
  /** `kill`: the built program, as a process that is killed; `crash`: its parts in one process, which are abandoned. */
  by: 'kill' | 'crash'
  concurrency: number
  recovery: Recovery
  /** Milliseconds that searches lag behind writes. */
  lag?: number
  scale?: number
  again?: number
  /** What takes away, instead of what makes and changes. */
  taking?: true
}

const SECTIONS: Section[] = [
  { title: 'killed, then resumed', by: 'kill', concurrency: 8, recovery: 'resume' },
  { title: 'crashed, then resumed', by: 'crash', concurrency: 8, recovery: 'resume' },
  { title: 'crashed one call at a time, then resumed', by: 'crash', concurrency: 1, recovery: 'resume' },
  { title: 'crashed, then planned and applied anew', by: 'crash', concurrency: 8, recovery: 'replan' },
  { title: 'searches lag 3 s, resumed', by: 'crash', concurrency: 8, recovery: 'resume', lag: 3000, scale: 15 },
  { title: 'searches lag 3 s, planned anew', by: 'crash', concurrency: 8, recovery: 'replan', lag: 3000 },
  { title: 'taking away, crashed, then resumed', by: 'crash', concurrency: 8, recovery: 'resume', taking: true },
  { title: 'taking away one call at a time, resumed', by: 'crash', concurrency: 1, recovery: 'resume', taking: true },
  { title: 'taking away, applied elsewhere', by: 'crash', concurrency: 8, recovery: 'elsewhere', taking: true },
  { title: 'taking away, killed', by: 'kill', concurrency: 8, recovery: 'resume', taking: true },
  { title: 'crashed, and three times again while resuming', by: 'crash', concurrency: 8, recovery: 'resume', again: 3 },
]

interface Summary {
  title: string
  /** Calls of an apply that nothing disturbs. */
  calls: number
  crashes: number
  problems: number
  /** `null` where the plan is made anew: then there is no such bound. */
  over_bound: number | null
  extra: { most: number; mean: number }
  /** The first few. */
  examples: Outcome[]
}

async function runSection(section: Section): Promise<Summary> {
  const { title, by, concurrency, recovery, lag = 0, scale, again, taking = false } = section
  const workshop = taking ? takingWorkshop() : createWorkshop(LISTINGS)
  const planned = taking ? { planned: ({ target }: Program) => takingPlan(target) } : {}
  const setting = { workshop, concurrency, sim: { searchDelayMs: lag }, ...(scale ? { scale } : {}), ...planned }
  const goal = await undisturbed(setting)
  if ((goal.calls < LEAST_CALLS && !taking) || goal.result.status !== 'complete')
    throw new Error(`Only ${goal.calls} calls.`)
  const options = { ...setting, goal, recovery, ...(again ? { again } : {}) }
  const crashes = everyCrash(goal.calls)
  const outcomes =
    by === 'crash'
      ? await sweep(crashes, options)
      : await mapConcurrent(crashes, 3, (crash) => killAndRecover(crash, options))
  workshop.close()
  const over = outcomes.filter(({ extra, allowed }) => recovery === 'resume' && extra > allowed)
  const bad = outcomes.filter(({ problem }) => problem !== null)
  const extras = outcomes.map(({ extra }) => extra)
  const mean = Math.round((extras.reduce((sum, extra) => sum + extra, 0) / extras.length) * 10) / 10
  return {
    title,
    calls: goal.calls,
    crashes: crashes.length,
    problems: bad.length,
    over_bound: recovery === 'resume' ? over.length : null,
    extra: { most: Math.max(...extras), mean },
    examples: [...bad, ...over].slice(0, 5),
  }
}

async function inItsOwnProcess(section: Section): Promise<Summary> {
  const child = fork(import.meta.filename, [String(SECTIONS.indexOf(section))])
  const [summary] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => {
      throw new Error(`"${section.title}" ended without a result.`)
    }),
  ])) as [Summary]
  process.stderr.write(`${JSON.stringify(summary)}\n`)
  return summary
}

async function main(): Promise<void> {
  const number = process.argv[2]
  if (number !== undefined) {
    process.send?.(await runSection(SECTIONS[Number(number)] as Section))
    return
  }
  const sections = await mapConcurrent(SECTIONS, 2, inItsOwnProcess)
  const folder = join(import.meta.dirname, '..', '..', 'bench', 'results')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'crash.json'), `${JSON.stringify({ sections }, null, 2)}\n`)
  if (sections.some(({ problems, over_bound }) => problems + (over_bound ?? 0) > 0)) process.exitCode = 1
}

await main()
