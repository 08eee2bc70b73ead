import type { SHOPS } from '../../model/edge-names.ts'
import type { LiveState } from '../../model/live.ts'
import type { RateWindow } from '../../model/plan-figures.ts'

/** The major number changes when an older program must not read the file. */
export const SNAPSHOT_FORMAT = '2.0'

/** What was asked for: a snapshot can only stand for a read that asks for no more. */
export interface SnapshotQuery {
  /** Fields whose values were read. */
  paths: string[]
  /** Settings of the target that decide what is read. */
  asked: { [name: string]: unknown }
  /** Where baselines are kept. */
  baseline: string
  /** Which products count as own: of these the file names of unexplained pictures were read. */
  sku: string
  [SHOPS]: string[]
}

export interface SnapshotFacts {
  provider: string
  /** The target's own name of the account. */
  account: string
  /** What `--account` said; `null` for none. */
  profile: string | null
  windows: RateWindow[]
  query: SnapshotQuery
}

/** The first line of a snapshot: everything but the resources. */
export interface SnapshotHeader extends SnapshotFacts, Pick<LiveState, 'read_at' | 'complete' | 'missing' | 'basis'> {
  format_version: string
  /** Lines that follow. */
  records: number
  /** SHA-256 over them, `sha256:` in front. */
  digest: string
}

export function snapshotHeader(facts: SnapshotFacts, live: LiveState, digest: string): SnapshotHeader {
  const { read_at, complete, resources, missing, basis } = live
  const { provider, account, profile, windows, query } = facts
  return {
    format_version: SNAPSHOT_FORMAT,
    provider,
    account,
    profile,
    read_at,
    complete,
    records: Object.values(resources).reduce((sum, list) => sum + list.length, 0),
    digest: `sha256:${digest}`,
    windows,
    query,
    missing,
    ...(basis === undefined ? {} : { basis }),
  }
}

/** The header in a line, or `null` when the line is none. */
export function parseSnapshotHeader(line: string | undefined): SnapshotHeader | null {
  try {
    const value = JSON.parse(line ?? '') as SnapshotHeader | null
    return isHeader(value) ? value : null
  } catch {
    return null
  }
}

function isHeader(value: SnapshotHeader | null): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const texts = [value.format_version, value.provider, value.account, value.read_at, value.digest]
  const lists = [value.windows, value.missing ?? [], value.query?.paths ?? []]
  return texts.every((text) => typeof text === 'string') && lists.every(Array.isArray)
}
