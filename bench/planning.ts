import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { atMost, type BenchmarkResult, rounded } from './result.ts'

const SMALL = 25_000
const LARGE = 100_000
/** What design asks for. */
const SECONDS = 15
const GIGABYTES = 1.5

/** What one process measured while it planned so many listings against as many canonical products. */
export interface Measured {
  items: number
  operations: number
  /** Of reading the export and planning from it. */
  milliseconds: number
  /** Processor time of the same on all cores, the garbage collector's included: what a busy machine does not change. */
  processor: number
  /** Of parsing the same file as JSON, and nothing else. */
  parsing: number
  /** Peak resident memory. */
  bytes: number
}

/** Whether planning stays fast, small and linear; each size has a process of its own. */
export async function run(): Promise<BenchmarkResult> {
  const folder = mkdtempSync(join(tmpdir(), 'sync-bench-'))
  try {
    const small = measure(folder, SMALL)
    const large = measure(folder, LARGE)
    const perItem = ({ processor, items }: Measured): number => processor / items
    return {
      claims: [
        atMost(`processor time per listing, ${LARGE} / ${SMALL}`, perItem(large) / perItem(small), 1.3),
        atMost(`time of ${LARGE} / ${SECONDS} seconds`, large.milliseconds / 1000 / SECONDS, 1),
        atMost(`processor time of ${LARGE} / ${SECONDS} seconds`, large.processor / 1000 / SECONDS),
        atMost(`peak memory of ${LARGE} / ${GIGABYTES} GB`, large.bytes / (GIGABYTES * 1024 ** 3), 1),
        atMost(`peak memory of ${SMALL} / ${GIGABYTES} GB`, small.bytes / (GIGABYTES * 1024 ** 3)),
        atMost(`planning ${LARGE} / parsing their export`, large.milliseconds / large.parsing),
      ],
      details: {
        items: large.items,
        operations: large.operations,
        // Well below 1 the machine was busy with other things, and times say little.
        processor_share: rounded(large.processor / large.milliseconds),
      },
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function measure(folder: string, listings: number): Measured {
  const file = join(folder, `${listings}.ndjson`)
  child('write', listings, file)
  return JSON.parse(child('plan', listings, file)) as Measured
}

function child(task: 'write' | 'plan', listings: number, file: string): string {
  const script = resolve(import.meta.dirname, 'planning-process.ts')
  const args = [...process.execArgv, script, task, String(listings), file]
  return execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
}
