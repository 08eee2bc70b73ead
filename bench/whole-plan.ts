import { cpSync, createReadStream, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { startPlytixSim } from '../src/sandbox/plytix/index.ts'
import { writeExport } from '../src/state/exports/write.ts'
import { EXPORT_FACTS, sample } from './catalogue.ts'
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
  const plan = ['plan', '--export', 'listings.ndjson', '--snapshot', 'latest', '--out', 'plan.json']
  const used = await runProgram(folder, plan)
  const files = ['listings.ndjson', ...snapshotsIn(folder)].map((name) => join(folder, name))
  const planFile = statSync(join(folder, 'plan.json')).size
  return { listings, ...used, parsing: await parsingOf(files), planFile }
}

/** A workspace, an export, and a snapshot of an account with as many canonical products. */
async function prepare(folder: string, listings: number): Promise<void> {
  for (const name of ['sync.yaml', 'specs']) {
    cpSync(resolve(import.meta.dirname, '..', name), join(folder, name), { recursive: true })
  }
  const { items, account } = sample(listings)
  await writeExport(join(folder, 'listings.ndjson'), EXPORT_FACTS, items)
  const masters = (account.products ?? []).slice(0, listings)
  const more = Array.from({ length: listings - masters.length }, (_, index) => ({ sku: `MORE-${index}` }))
  const sim = await startPlytixSim({ limits: [{ limit: 1_000_000, window_size: 1 }] })
  sim.store.seed({ ...account, products: [...masters, ...more] })
  const { apiKey, apiPassword } = sim.options
  await runProgram(folder, ['plan', '--export', 'listings.ndjson'], {
    PLYTIX_API_KEY: apiKey,
    PLYTIX_API_PASSWORD: apiPassword,
    PLYTIX_API_URL: sim.url,
    PLYTIX_AUTH_URL: sim.authUrl,
  })
  await sim.close()
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

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'sync-bench-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
