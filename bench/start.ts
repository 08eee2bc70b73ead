import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { inFolder, LOCAL_PLAN, prepare } from './local-workspace.ts'
import { atMost, type BenchmarkResult, median } from './result.ts'

const TIMES = 10

const PROGRAM = resolve(import.meta.dirname, '../bin/run.js')

const COMMANDS: { what: string; args: string[]; most: number }[] = [
  { what: 'sync --help', args: ['--help'], most: 4.2 },
  { what: 'sync validate', args: ['validate'], most: 7 },
  { what: 'sync plan of one listing from local files', args: LOCAL_PLAN, most: 10 },
]

/** What the start of the program costs, in starts of an empty one. */
export async function run(): Promise<BenchmarkResult> {
  return inFolder(async (folder) => {
    await prepare(folder, 1)
    const empty: number[] = []
    const times: number[][] = COMMANDS.map(() => [])
    // By turns, so that whatever else the machine does meets all of them.
    for (let round = 0; round <= TIMES; round += 1) {
      const [nothing, ...others] = [['-e', '0'], ...COMMANDS.map(({ args }) => [PROGRAM, ...args])].map((args) =>
        timed(args, folder),
      )
      // The first round warms the caches of the file system.
      if (round === 0) continue
      empty.push(nothing as number)
      for (const [index, time] of others.entries()) times[index]?.push(time)
    }
    const claims = COMMANDS.map(({ what, most }, index) =>
      atMost(`${what} / node -e 0`, median(times[index] ?? []) / median(empty), most),
    )
    return { claims, details: { times: TIMES } }
  })
}

function timed(args: string[], cwd: string): number {
  const start = performance.now()
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd })
  if (status !== 0) throw new Error(`node ${args.join(' ')} ends with ${status}: ${stderr}`)
  return performance.now() - start
}
