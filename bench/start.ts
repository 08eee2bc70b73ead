import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { atMost, type BenchmarkResult, median } from './result.ts'

const TIMES = 10

/** What the start of the program costs, in starts of an empty one. */
export async function run(): Promise<BenchmarkResult> {
  const program = resolve(import.meta.dirname, '../bin/run.js')
  const [help, empty]: [number[], number[]] = [[], []]
  // By turns, so that whatever else the machine does meets both.
  for (let round = 0; round <= TIMES; round += 1) {
    const pair = [timed([program, '--help']), timed(['-e', '0'])] as const
    // The first round warms the caches of the file system.
    if (round === 0) continue
    help.push(pair[0])
    empty.push(pair[1])
  }
  return { claims: [atMost('sync --help / node -e 0', median(help) / median(empty), 5)], details: { times: TIMES } }
}

function timed(args: string[]): number {
  const start = performance.now()
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`node ${args.join(' ')} ends with ${status}: ${stderr}`)
  return performance.now() - start
}
