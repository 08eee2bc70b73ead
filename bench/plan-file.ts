import { execFileSync } from 'node:child_process'
import { rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { inFolder, LOCAL_PLAN, prepare } from './local-workspace.ts'
import { runProgram } from './program.ts'
import { atMost, type BenchmarkResult, rounded } from './result.ts'

const LISTINGS = 100_000
/** As few as make a long plan. */
const FEW = 2_500

/** Processor milliseconds of one process that reads a plan file and writes it again. */
export interface Measured {
  operations: number
  /** Characters of the operations as JSON, each in full, and what making and parsing that takes. */
  inFull: number
  stringify: number
  parse: number
  /** With the id that is found meanwhile. */
  write: number
  read: number
  text: number
}

/** What a plan file costs beside the bare JSON of its operations. */
export const run = (): Promise<BenchmarkResult> => measure(LISTINGS)

export const quick = (): Promise<BenchmarkResult> => measure(FEW)

function measure(listings: number): Promise<BenchmarkResult> {
  return inFolder(async (folder) => {
    await prepare(folder, listings)
    await runProgram(folder, [...LOCAL_PLAN, '--out', 'plan.json'])
    const file = join(folder, 'plan.json')
    const bytes = statSync(file).size
    const { operations, inFull, stringify, parse, write, read, text } = child(file)
    const { processor } = await runProgram(folder, ['show', 'plan.json'])
    rmSync(file)
    const large = listings === LISTINGS
    return {
      claims: [
        atMost('bytes / operations in full', bytes / inFull, large ? 0.46 : 0.5),
        atMost('writing, with the id / JSON.stringify', write / stringify, large ? 2.8 : 4),
        atMost('reading / JSON.parse', read / parse, large ? 2 : 3),
        atMost('sync show, whole program / JSON.parse', processor / parse, large ? 2.8 : null),
        atMost('text / JSON.parse', text / parse, large ? 0.5 : null),
        ...(large ? [atMost(`text of ${LISTINGS} / 2 seconds`, text / 2000, 1)] : []),
      ],
      details: { operations, megabytes: rounded(bytes / 1e6) },
    }
  })
}

function child(file: string): Measured {
  const script = resolve(import.meta.dirname, 'plan-file-process.ts')
  const args = ['--expose-gc', ...process.execArgv, script, file]
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }))
}
