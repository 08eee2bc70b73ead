import { createReadStream, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { inFolder, LISTINGS_FILE, LOCAL_PLAN, prepare } from './local-workspace.ts'
import { runProgram, type Used } from './program.ts'
import { atMost, type BenchmarkResult, type Claim, rounded } from './result.ts'

/** Planning by the built program from local files: an export and what was read of the account. */

/** What a plan of so many listings may take: seconds of processor and of the clock, MiB, times of parsing the same bytes. */
const PROMISED: { [listings: number]: { processor: number; seconds: number; memory: number; parsing: number | null } } =
  {
    10000: { processor: 1.5, seconds: 3, memory: 250, parsing: null },
    100000: { processor: 12, seconds: 15, memory: 1229, parsing: 5 },
  }
const SIZES = [1000, 10_000, 100_000]
/** Ten times as many listings may take so many times as long. */
const GROWTH = 11

interface Measured extends Used {
  listings: number
  /** Processor milliseconds of parsing the same files, line by line. */
  parsing: number
  planFile: number
}

export async function run(): Promise<BenchmarkResult> {
  const measured: Measured[] = []
  for (const size of SIZES) measured.push(await inFolder((folder) => measure(folder, size)))
  const claims = measured.flatMap((one, index) => [...claimsOf(one), ...growthOf(one, measured[index - 1])])
  const details = measured.flatMap(({ listings, planFile, processor, milliseconds }) => [
    [`plan file of ${listings}: megabytes`, rounded(planFile / 1e6)],
    // Well below 1 the machine was busy with other things, and times say little.
    [`processor time / time of ${listings}`, rounded(processor / milliseconds)],
  ])
  return { claims, details: Object.fromEntries(details) }
}

function claimsOf({ listings, processor, milliseconds, bytes, parsing }: Measured): Claim[] {
  const promised = PROMISED[listings]
  const claims = [
    atMost(`${listings}: processor time / parsing the same bytes`, processor / parsing, promised?.parsing),
  ]
  if (!promised) return claims
  return [
    ...claims,
    atMost(`${listings}: processor time / ${promised.processor} s`, processor / 1000 / promised.processor, 1),
    atMost(`${listings}: time / ${promised.seconds} s`, milliseconds / 1000 / promised.seconds, 1),
    atMost(`${listings}: peak memory / ${promised.memory} MiB`, bytes / 1024 ** 2 / promised.memory, 1),
  ]
}

function growthOf({ listings, processor }: Measured, smaller: Measured | undefined): Claim[] {
  if (!smaller) return []
  return [atMost(`processor time of ${listings} / of a tenth`, processor / smaller.processor, GROWTH)]
}

async function measure(folder: string, listings: number): Promise<Measured> {
  await prepare(folder, listings)
  const used = await runProgram(folder, [...LOCAL_PLAN, '--out', 'plan.json'])
  const files = [LISTINGS_FILE, ...snapshotsIn(folder)].map((name) => join(folder, name))
  const planFile = statSync(join(folder, 'plan.json')).size
  return { listings, ...used, parsing: await parsingOf(files), planFile }
}

function snapshotsIn(folder: string): string[] {
  const kept = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return kept.filter((name) => name.includes('/snapshots/') && name.endsWith('.ndjson'))
}

async function parsingOf(files: string[]): Promise<number> {
  const before = process.cpuUsage()
  for (const file of files) {
    for await (const line of createInterface({ input: createReadStream(file, 'utf8') })) JSON.parse(line)
  }
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
