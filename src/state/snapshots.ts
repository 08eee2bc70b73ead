import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { replaceFile } from '../disk/replace-file.ts'
import { counted } from '../model/counted.ts'
import { ConfigError } from '../model/errors.ts'
import type { LiveState } from '../model/live.ts'
import { readLines } from './exports/lines.ts'
import { writeDigested } from './pieces.ts'
import {
  parseSnapshotHeader,
  SNAPSHOT_FORMAT,
  type SnapshotFacts,
  type SnapshotHeader,
  snapshotHeader,
} from './snapshots/header.ts'
import { emptyLive, recordLines, takeLine } from './snapshots/lines.ts'

/** The live state of an account as it was read, in a file. */
export interface Snapshot {
  header: SnapshotHeader
  live: LiveState
}

/** So many are kept; each is read again in minutes. */
const KEPT = 3
const SUFFIX = '.ndjson'

/** Keeps what was read, so that it appears complete or not at all, and drops the oldest. Returns the file. */
export async function saveSnapshot(folder: string, facts: SnapshotFacts, live: LiveState): Promise<string> {
  const time = live.read_at.replace(/[^0-9TZ]/g, '')
  const provider = facts.provider.replace(/[^A-Za-z0-9-]/g, '_')
  const file = join(folder, `${provider}-${time}${SUFFIX}`)
  const header = (digest: string) => `${JSON.stringify(snapshotHeader(facts, live, digest))}\n`
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await replaceFile(file, (draft) => writeDigested(draft, { header, lines: recordLines(live), mode: 0o600 }))
  for (const name of (await snapshotNames(folder)).slice(KEPT)) await rm(join(folder, name), { force: true })
  return file
}

/** Newest first. */
async function snapshotNames(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return []
  const names = (await readdir(folder)).filter((name) => /-\d{8}T\d+Z\.ndjson$/.test(name))
  const time = (name: string) => name.slice(name.lastIndexOf('-'))
  return names.sort((a, b) => (time(a) < time(b) ? 1 : time(a) > time(b) ? -1 : 0))
}

/** The newest snapshot that has a readable header, with it; `null` when there is none. */
export async function newestSnapshot(folder: string): Promise<{ file: string; header: SnapshotHeader } | null> {
  for (const name of await snapshotNames(folder)) {
    const file = join(folder, name)
    const header = await readHeader(file)
    if (header) return { file, header }
  }
  return null
}

async function readHeader(file: string): Promise<SnapshotHeader | null> {
  for await (const line of readLines(file, createHash('sha256'))) return parseSnapshotHeader(line)
  return null
}

/**
 * Reads a snapshot line by line and checks it against its header.
 * @throws ConfigError when it is none, of another format, cut short or changed.
 */
export async function readSnapshot(file: string): Promise<Snapshot> {
  if (!existsSync(file)) throw new ConfigError('snapshot-missing', `There is no file ${file}.`, { hints: [HINT] })
  const hash = createHash('sha256')
  const lines = readLines(file, hash)
  const header = parseSnapshotHeader((await lines.next()).value)
  if (!header) throw new ConfigError('not-a-snapshot', `${file} is not a snapshot.`, { hints: [HINT] })
  if (header.format_version.split('.')[0] !== SNAPSHOT_FORMAT.split('.')[0]) {
    const message = `${file} is a snapshot of format ${header.format_version}; this program reads ${SNAPSHOT_FORMAT}.`
    throw new ConfigError('snapshot-format', message, { hints: [HINT] })
  }
  const live = emptyLive(header)
  let count = 0
  for await (const line of lines) {
    count += 1
    if (!takeLine(live, line)) throw damaged(file, `line ${count + 1} is no record`)
  }
  if (count !== header.records) throw damaged(file, `it holds ${counted(count, 'record')}, not ${header.records}`)
  if (`sha256:${hash.digest('hex')}` !== header.digest) throw damaged(file, 'its records are not those of its digest')
  return { header, live }
}

const HINT = 'Every "sync plan" that reads the account keeps one in state/; --snapshot latest takes the newest.'

function damaged(file: string, reason: string): ConfigError {
  return new ConfigError('snapshot-damaged', `${file} is incomplete or was changed: ${reason}.`, {
    hints: ['Delete it and plan once without --snapshot.'],
  })
}
