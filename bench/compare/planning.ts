import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Measured } from '../planning.ts'
import { atMost, type Claim, median } from '../result.ts'
import type { Version, Versions } from './versions.ts'

const LISTINGS = 100_000
/** What the newer version may take, of the older one's. */
const RATIO = 1.05

export interface Pairing {
  versions: Versions
  rounds: number
  signal: AbortSignal
  print(line: string): void
}

/** Measures planning of both versions by turns, each time in a process of its own, so that all else meets both alike. */
export async function comparePlanning({ versions, rounds, signal, print }: Pairing): Promise<Claim[]> {
  const measured: { old: Measured[]; new: Measured[] } = { old: [], new: [] }
  const fileOf = ({ name }: Version): string => join(versions.folder, `${name}.ndjson`)
  const pair = [versions.old, versions.new]
  for (const version of pair) await child(version, ['write', fileOf(version)], signal)
  for (let round = 1; round <= rounds; round += 1) {
    // Who comes second may find warmer files.
    for (const version of round % 2 === 1 ? pair : pair.toReversed()) {
      const found = JSON.parse(await child(version, ['plan', fileOf(version)], signal)) as Measured
      measured[version.name].push(found)
      print(`  round ${round}, ${version.name}: ${told(found)}`)
    }
  }
  return claimsOf(measured)
}

function claimsOf(measured: { old: Measured[]; new: Measured[] }): Claim[] {
  const ratio = (of: (one: Measured) => number): number => median(measured.new.map(of)) / median(measured.old.map(of))
  return [
    atMost(
      `processor time of planning ${LISTINGS} listings, new / old`,
      ratio(({ processor }) => processor),
      RATIO,
    ),
    atMost(
      'peak memory, new / old',
      ratio(({ bytes }) => bytes),
      RATIO,
    ),
    atMost(
      'time, new / old',
      ratio(({ milliseconds }) => milliseconds),
    ),
    atMost(
      'operations, new / old',
      ratio(({ operations }) => operations),
      1,
    ),
  ]
}

function told({ processor, bytes, milliseconds, operations }: Measured): string {
  const seconds = (of: number): string => (of / 1000).toFixed(1)
  const megabytes = Math.round(bytes / 1024 ** 2)
  return `${seconds(processor)} s of processor in ${seconds(milliseconds)} s, ${megabytes} MB, ${operations} operations`
}

/** A process of that version's own planning benchmark, which writes or reads the files that its version understands. */
async function child({ root }: Version, [task, file]: [string, string], signal: AbortSignal): Promise<string> {
  const script = join(root, 'bench/planning-process.ts')
  const { stdout } = await promisify(execFile)(process.execPath, [script, task, String(LISTINGS), file], { signal })
  return stdout
}
