import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { atMost, type BenchmarkResult, median } from './result.ts'

const TIMES = 10

/** What the start of the program costs, in starts of an empty one. */
export async function run(): Promise<BenchmarkResult> {
  const program = resolve(import.meta.dirname, '../bin/run.js')
  const workspace = mkdtempSync(join(tmpdir(), 'start-'))
  timed([program, 'init'], workspace)
  const [help, validate, empty]: [number[], number[], number[]] = [[], [], []]
  // By turns, so that whatever else the machine does meets all of them.
  for (let round = 0; round <= TIMES; round += 1) {
    const times = [
      [program, '--help'],
      [program, 'validate'],
      ['-e', '0'],
    ].map((args) => timed(args, workspace))
    // The first round warms the caches of the file system.
    if (round > 0) [help, validate, empty].forEach((list, index) => void list.push(times[index] as number))
  }
  rmSync(workspace, { recursive: true })
  const claims = [
    atMost('sync --help / node -e 0', median(help) / median(empty), 4.2),
    atMost('sync validate / node -e 0', median(validate) / median(empty), 7),
  ]
  return { claims, details: { times: TIMES } }
}

function timed(args: string[], cwd: string): number {
  const start = performance.now()
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd })
  if (status !== 0) throw new Error(`node ${args.join(' ')} ends with ${status}: ${stderr}`)
  return performance.now() - start
}
